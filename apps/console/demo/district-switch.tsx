import { Button, Group, Select, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { IconHammer, IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { answerOf, gateway, type Answers } from '../api/client';
import { districtsQuery } from '../api/queries';
import { ProblemNotice } from '../frame/problem-notice';
import { useWords } from '../frame/words';

const MODES = ['well', 'slow', 'failing', 'hanging', 'dead'] as const;

type Mode = (typeof MODES)[number];

interface DistrictSwitchProps {
  readonly system: string;
  readonly name: string;
}

/** Breaks the software of a demo district, in one of several ways, and mends it. */
export function DistrictSwitch({ system, name }: DistrictSwitchProps) {
  const { t } = useTranslation();
  const word = useWords();
  const queries = useQueryClient();
  const { data: districts } = useQuery(districtsQuery);
  const put = useMutation({
    mutationFn: (mode: Mode) =>
      answerOf(gateway.PUT('/v1/demo/{system}', { params: { path: { system } }, body: { mode } })),
    onSuccess: (district) => {
      queries.setQueryData<Answers['District'][]>(['demo'], (known) =>
        known?.map((each) => (each.system === district.system ? district : each)),
      );
    },
  });
  const mode = districts?.find((district) => district.system === system)?.mode;
  if (mode === undefined) return null;
  const isWell = mode === 'well';
  return (
    <Stack gap={6}>
      <Group gap={6}>
        <Select
          size="xs"
          w={160}
          aria-label={t('demo.modeOf', { name })}
          data={MODES.map((value) => ({ value, label: word('mode', value) }))}
          value={mode}
          allowDeselect={false}
          onChange={(next) => {
            const chosen = MODES.find((known) => known === next);
            if (chosen) put.mutate(chosen);
          }}
          comboboxProps={{ withinPortal: true }}
        />
        <Button
          size="xs"
          variant="default"
          aria-label={t(isWell ? 'demo.breakIt' : 'demo.mendIt', { name })}
          leftSection={isWell ? <IconHammer size={14} aria-hidden /> : <IconTool size={14} aria-hidden />}
          loading={put.isPending}
          onClick={() => put.mutate(isWell ? 'dead' : 'well')}
        >
          {isWell ? t('demo.break') : t('demo.mend')}
        </Button>
      </Group>
      <span className="lt-unseen" role="status">
        {put.data && t('demo.changed', { name, mode: word('mode', put.data.mode) })}
      </span>
      {put.error && <ProblemNotice error={put.error} />}
    </Stack>
  );
}
