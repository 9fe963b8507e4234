import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import type { ParkedFilter } from '../api/filters';
import { systemsQuery } from '../api/queries';
import { useFormats } from '../frame/formats';
import { Rows } from '../frame/rows';
import { useWords } from '../frame/words';

interface ParkedGroupsProps {
  readonly groups: readonly Answers['ParkedGroup'][];
  readonly choose: (filter: ParkedFilter) => void;
}

/** How many records of each system are parked for each cause; a cause shows its records. */
export function ParkedGroups({ groups, choose }: ParkedGroupsProps) {
  const { t } = useTranslation();
  const word = useWords();
  const { number } = useFormats();
  const { data: systems = [] } = useQuery(systemsQuery);
  const nameOf = (code: string): string => systems.find((system) => system.code === code)?.name ?? code;
  return (
    <Rows
      label={t('parked.groups')}
      rows={[...groups].sort((a, b) => b.count - a.count)}
      keyOf={({ system, cause }) => `${system} ${cause}`}
      columns={[
        {
          key: 'cause',
          head: t('parked.cause'),
          isTitle: true,
          cell: ({ system, cause }) => (
            <Anchor
              component="button"
              type="button"
              ta="left"
              inherit
              fw={550}
              title={cause}
              aria-label={t('parked.show', { cause: word('cause', cause), system: nameOf(system) })}
              onClick={() => choose({ system, cause })}
            >
              {word('cause', cause)}
            </Anchor>
          ),
        },
        { key: 'system', head: t('parked.system'), cell: ({ system }) => nameOf(system) },
        { key: 'count', head: t('parked.count'), isNumber: true, cell: ({ count }) => number(count) },
      ]}
    />
  );
}
