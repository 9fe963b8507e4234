import { useState } from 'react';
import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilter } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { Empty } from '../frame/empty';
import { Panel } from '../frame/panel';
import { NARROW, Rows } from '../frame/rows';
import { useFieldName } from './field-name';

/** Cards on a phone, until somebody wants them all. */
const FEW = 8;

/** Where each field comes from: its place in the source and the rule that made it. */
export function OriginTable({ origins }: { readonly origins: Answers['Dossier']['origins'] }) {
  const { t } = useTranslation('dossiers');
  const nameOf = useFieldName();
  const [wanted, setWanted] = useState('');
  const rows = origins.rows
    .map((row, n) => ({ ...row, n, name: nameOf(row.pointer) }))
    .filter(({ pointer, path, name }) => `${pointer} ${path} ${name}`.toLowerCase().includes(wanted.toLowerCase()));
  const filter = (
    <TextInput
      size="xs"
      type="search"
      aria-label={t('one.originsFilter')}
      placeholder={t('one.originsFilter')}
      leftSection={<IconFilter size={14} aria-hidden />}
      value={wanted}
      onChange={({ currentTarget }) => setWanted(currentTarget.value)}
    />
  );
  return (
    <Panel title={t('one.origins')} aside={origins.rows.length > 0 && filter} flush>
      <Stack gap={0}>
        <Text size="sm" c="dimmed" px="md" pt="xs">
          {t('one.originsAbout', { adapter: origins.adapter, mapping: origins.mapping ?? '—' })}
          {!origins.isCurrent && ` · ${t('one.originsOld')}`}
        </Text>
        {rows.length === 0 ? <Empty title={t('one.originsEmpty')} /> : <OriginRows rows={rows} />}
      </Stack>
    </Panel>
  );
}

type Row = Answers['Dossier']['origins']['rows'][number] & { readonly n: number; readonly name: string };

function OriginRows({ rows }: { readonly rows: readonly Row[] }) {
  const { t } = useTranslation(['dossiers', 'console']);
  const [isWhole, setWhole] = useState(false);
  const isNarrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const isCut = isNarrow && !isWhole && rows.length > FEW;
  return (
    <div className="lt-tall">
      <Rows
        label={t('one.origins')}
        rows={isCut ? rows.slice(0, FEW) : rows}
        keyOf={({ n }) => String(n)}
        columns={[
          {
            key: 'field',
            head: t('one.pointer'),
            isTitle: true,
            cell: ({ name, pointer }) => <span title={pointer}>{name}</span>,
          },
          { key: 'path', head: t('one.path'), cell: ({ path }) => <span className="lt-code">{path || '—'}</span> },
          { key: 'rule', head: t('one.rule'), cell: ({ rule }) => rule },
        ]}
      />
      {isCut && (
        <Button variant="default" m="sm" onClick={() => setWhole(true)}>
          {t('console:frame.more')}
        </Button>
      )}
    </div>
  );
}
