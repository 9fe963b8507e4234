import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { IconDownload } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { bodyOf } from '../api/client';
import { defined, type DossierFilter } from '../api/filters';
import { say, sayProblem } from '../frame/notice';
import { useProblemWords } from '../frame/problem-notice';

type Form = 'csv' | 'xlsx';

/** Saves the list as it is filtered. */
export function ExportButtons({ filter }: { readonly filter: DossierFilter }) {
  const { t } = useTranslation('dossiers');
  const words = useProblemWords();
  const save = useMutation({
    mutationFn: (form: Form) => saved(form, filter),
    onSuccess: (name) => say(t('list.exported', { name })),
    onError: (error) => sayProblem(words(error)),
  });
  return (
    <Group gap="xs">
      {(['csv', 'xlsx'] as const).map((form) => (
        <Button
          key={form}
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={save.isPending && save.variables === form}
          onClick={() => save.mutate(form)}
        >
          {form === 'csv' ? t('list.exportCsv') : t('list.exportXlsx')}
        </Button>
      ))}
    </Group>
  );
}

/** Fetched with the token, then given to the browser as a file. */
async function saved(form: Form, filter: DossierFilter): Promise<string> {
  const query = new URLSearchParams(defined(filter));
  const answer = await bodyOf(`/v1/dossiers/export.${form}?${query}`);
  const name = /filename="?([^";]+)/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `dossiers.${form}`;
  const address = URL.createObjectURL(await answer.blob());
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 0);
  return name;
}
