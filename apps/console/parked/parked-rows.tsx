import { Text, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { systemsQuery } from '../api/queries';
import { time } from '../frame/formats';
import { PageLink } from '../frame/page-link';
import { Rows } from '../frame/rows';
import { Word } from '../frame/words';

/** Parked records with the place and the rule; of the value only its shape. */
export function ParkedRows({ rows }: { readonly rows: readonly Answers['Parked'][] }) {
  const { t } = useTranslation();
  const { data: systems = [] } = useQuery(systemsQuery);
  const nameOf = (code: string): string => systems.find((system) => system.code === code)?.name ?? code;
  return (
    <Rows
      label={t('parked.list')}
      rows={rows}
      keyOf={coordinateOf}
      columns={[
        {
          key: 'cause',
          head: t('parked.cause'),
          isTitle: true,
          cell: ({ cause }) => <Word group="cause" code={cause} />,
        },
        {
          key: 'system',
          head: t('parked.system'),
          cell: ({ system }) => (
            <PageLink to="/systems/$code" params={{ code: system }}>
              {nameOf(system)}
            </PageLink>
          ),
        },
        { key: 'path', head: t('parked.path'), cell: ({ path }) => <span className="lt-code">{path ?? '—'}</span> },
        {
          key: 'rule',
          head: t('parked.rule'),
          cell: ({ rule, suggestion }) => <Rule rule={rule} suggestion={suggestion} />,
        },
        {
          key: 'sample',
          head: t('parked.sample'),
          cell: ({ sample }) =>
            sample === null ? (
              '—'
            ) : (
              <Tooltip label={t('parked.sampleAbout')}>
                <span className="lt-code">{sample}</span>
              </Tooltip>
            ),
        },
        {
          key: 'coordinate',
          head: t('parked.coordinate'),
          cell: (row) => <span className="lt-code">{coordinateOf(row)}</span>,
        },
        { key: 'at', head: t('parked.parkedAt'), cell: ({ parkedAt }) => time(parkedAt) },
      ]}
    />
  );
}

function Rule({ rule, suggestion }: Pick<Answers['Parked'], 'rule' | 'suggestion'>) {
  const { t } = useTranslation();
  return (
    <>
      {rule}
      {suggestion !== null && (
        <Text size="xs" c="dimmed">
          {t('parked.suggestion', { suggestion })}
        </Text>
      )}
    </>
  );
}

function coordinateOf({ generation, partition, offset }: Answers['Parked']): string {
  return `${generation}/${partition}/${offset}`;
}
