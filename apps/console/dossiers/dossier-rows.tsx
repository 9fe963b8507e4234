import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconClockExclamation, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { systemsQuery, unitsQuery } from '../api/queries';
import { day, time } from '../frame/formats';
import { Mark } from '../frame/mark';
import { PageLink } from '../frame/page-link';
import { Rows, type Column } from '../frame/rows';
import { StatusMark } from './status-mark';

type Row = Answers['ListedDossier'];

interface DossierRowsProps {
  readonly label: string;
  readonly rows: readonly Row[];
  /** False where all are of one system. */
  readonly hasSystem?: boolean;
}

/** Dossiers as a list: public columns only. */
export function DossierRows({ label, rows, hasSystem = true }: DossierRowsProps) {
  const { t } = useTranslation('dossiers');
  const { data: systems = [] } = useQuery(systemsQuery);
  const { data: units = [] } = useQuery(unitsQuery);
  const unitOf = (code: string | null): string => units.find((unit) => unit.code === code)?.name ?? code ?? '—';
  const system: Column<Row> = {
    key: 'system',
    head: t('list.system'),
    cell: ({ system: code }) => <NoWrap>{systems.find((known) => known.code === code)?.name ?? code}</NoWrap>,
  };
  return (
    <Rows
      label={label}
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        { key: 'code', head: t('list.code'), isTitle: true, cell: (row) => <Code row={row} /> },
        { key: 'procedure', head: t('list.procedureName'), cell: (row) => <Procedure row={row} /> },
        { key: 'status', head: t('list.status'), cell: ({ status }) => <StatusMark status={status} /> },
        ...(hasSystem ? [system] : []),
        { key: 'receiving', head: t('list.receiving'), cell: ({ receiving }) => <NoWrap>{unitOf(receiving)}</NoWrap> },
        { key: 'received', head: t('list.received'), cell: ({ receivedOn }) => <NoWrap>{day(receivedOn)}</NoWrap> },
        { key: 'due', head: t('list.due'), cell: (row) => <Due row={row} /> },
        { key: 'changed', head: t('list.changed'), cell: ({ changedAt }) => <NoWrap>{time(changedAt)}</NoWrap> },
      ]}
    />
  );
}

function NoWrap({ children }: { readonly children: string }) {
  return <span style={{ whiteSpace: 'nowrap' }}>{children}</span>;
}

function Code({ row: { id, code, deleted } }: { readonly row: Row }) {
  const { t } = useTranslation('dossiers');
  return (
    <Group gap={8}>
      <PageLink to="/dossiers/$id" params={{ id }} fw={550} style={{ whiteSpace: 'nowrap' }}>
        {code ?? t('list.noCode')}
      </PageLink>
      {deleted && (
        <Mark icon={IconTrash} tone="quiet">
          {t('list.deleted')}
        </Mark>
      )}
    </Group>
  );
}

function Procedure({ row: { procedure, procedureName } }: { readonly row: Row }) {
  return (
    <span>
      {procedureName ?? procedure ?? '—'}
      {procedureName !== null && procedure !== null && (
        <Text span size="xs" c="dimmed">
          {' '}
          {procedure}
        </Text>
      )}
    </span>
  );
}

function Due({ row: { dueAt, overdue } }: { readonly row: Row }) {
  const { t } = useTranslation('dossiers');
  return (
    <Stack gap={0}>
      <span style={{ whiteSpace: 'nowrap' }} title={day(dueAt)}>
        {day(dueAt).slice(0, 'dd/MM/yyyy'.length)}
      </span>
      {overdue && (
        <Text size="xs" component="div">
          <Mark icon={IconClockExclamation} tone="bad">
            {t('list.overdue')}
          </Mark>
        </Text>
      )}
    </Stack>
  );
}
