import { useSyncExternalStore } from 'react';
import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { live } from '../api/live';
import { systemsQuery } from '../api/queries';
import { Ago } from '../frame/ago';
import { LiveMark } from '../frame/live-mark';
import { PageLink } from '../frame/page-link';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';

const SHOWN = 8;

/** What has changed while one looks, newest first. */
export function RecentChanges() {
  const { t } = useTranslation(['console', 'dossiers']);
  const { changes } = useSyncExternalStore(live.subscribe, live.snapshot);
  const { data: systems = [] } = useQuery(systemsQuery);
  const nameOf = (code: string): string => systems.find((system) => system.code === code)?.name ?? code;
  return (
    <Panel title={t('overview.recent')} aside={<LiveMark />} flush>
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed" p="md">
          {t('overview.recentEmpty')}
        </Text>
      ) : (
        <ul className="lt-cards" aria-label={t('overview.recent')}>
          {changes.slice(0, SHOWN).map(({ id, code, system, status, changedAt }) => (
            <li key={id} style={{ padding: '7px 14px' }}>
              <Group justify="space-between" gap={8} wrap="nowrap" align="baseline">
                <PageLink to="/dossiers/$id" params={{ id }} fz={14} fw={550}>
                  {code ?? t('dossiers:list.noCode')}
                </PageLink>
                <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  <Ago at={changedAt} never="—" />
                </Text>
              </Group>
              <Text size="xs" c="dimmed">
                <Word group="status" code={status} /> · {nameOf(system)}
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
