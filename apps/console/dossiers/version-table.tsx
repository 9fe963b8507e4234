import { Text } from '@mantine/core';
import { IconCircleCheck, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { time, useFormats } from '../frame/formats';
import { Mark } from '../frame/mark';
import { Panel } from '../frame/panel';
import { Rows } from '../frame/rows';

interface VersionTableProps {
  readonly versions: readonly Answers['Version'][];
  readonly count: number;
}

/** The newest versions of a dossier; none is ever changed. */
export function VersionTable({ versions, count }: VersionTableProps) {
  const { t } = useTranslation('dossiers');
  const { number } = useFormats();
  const rows = versions.map((version, n) => ({ ...version, number: count - n }));
  return (
    <Panel title={t('one.versions')} flush>
      {count > versions.length && (
        <Text size="sm" c="dimmed" px="md" pt="xs">
          {t('one.versionsMore', { n: number(versions.length), all: number(count) })}
        </Text>
      )}
      <Rows
        label={t('one.versions')}
        rows={rows}
        keyOf={({ number: n }) => String(n)}
        columns={[
          {
            key: 'number',
            head: t('one.version'),
            isTitle: true,
            cell: ({ number: n, sequence }) => <span title={sequence}>{number(n)}</span>,
          },
          { key: 'at', head: t('one.appended'), cell: ({ appendedAt }) => time(appendedAt, true) },
          {
            key: 'steps',
            head: t('one.steps'),
            isNumber: true,
            cell: ({ timelineEntries }) => number(timelineEntries),
          },
          {
            key: 'coordinate',
            head: t('one.coordinate'),
            cell: ({ generation, partition, offset }) => (
              <span className="lt-code">{`${generation}/${partition}/${offset}`}</span>
            ),
          },
          { key: 'state', head: t('one.state'), cell: (version) => <State version={version} /> },
        ]}
      />
    </Panel>
  );
}

function State({ version: { current, deleted } }: { readonly version: Answers['Version'] }) {
  const { t } = useTranslation('dossiers');
  return (
    <>
      {current && (
        <Mark icon={IconCircleCheck} tone="good">
          {t('one.current')}
        </Mark>
      )}{' '}
      {deleted && (
        <Mark icon={IconTrash} tone="quiet">
          {t('one.deleted')}
        </Mark>
      )}
    </>
  );
}
