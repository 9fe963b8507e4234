import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { IconUserOff } from '@tabler/icons-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../frame/empty';
import { useFormats } from '../frame/formats';
import { More } from '../frame/more';
import { Panel } from '../frame/panel';
import { DossierRows } from './dossier-rows';
import { dossiersOf, type Person } from './person-search';

interface PersonRowsProps {
  readonly person: Person;
  readonly clear: () => void;
}

/** The dossiers of the person that was looked for. */
export function PersonRows({ person, clear }: PersonRowsProps) {
  const { t } = useTranslation('dossiers');
  const { number } = useFormats();
  const own = useId();
  const list = useInfiniteQuery({
    // The number stands in no key: keys are kept, and shown by tools.
    queryKey: ['person', own],
    queryFn: ({ pageParam }) => dossiersOf(person, pageParam),
    initialPageParam: undefined as string | undefined,
    initialData: { pages: [person.first], pageParams: [undefined] },
    getNextPageParam: (page) => page.next,
    staleTime: Infinity,
    gcTime: 0,
  });
  const rows = list.data.pages.flatMap(({ items }) => items);
  const back = (
    <Button size="compact-sm" variant="default" onClick={clear}>
      {t('list.personClear')}
    </Button>
  );
  return (
    <Panel
      title={t('list.personFound', { n: `${number(rows.length)}${list.hasNextPage ? '+' : ''}` })}
      aside={back}
      flush
    >
      {rows.length === 0 ? (
        <Empty icon={IconUserOff} title={t('list.personNone')} />
      ) : (
        <>
          <DossierRows label={t('list.title')} rows={rows} />
          <More list={list} count={rows.length} />
        </>
      )}
    </Panel>
  );
}
