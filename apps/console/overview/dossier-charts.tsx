import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { systemsQuery } from '../api/queries';
import { useWords } from '../frame/words';
import type { Bar } from './bar-chart';
import { ChartPanel } from './chart-panel';

/** Statuses in the order of the national interface. */
const STATUSES = [
  'SUBMITTED',
  'ACCEPTED',
  'REJECTED_AT_INTAKE',
  'IN_PROGRESS',
  'SUPPLEMENT_REQUESTED',
  'PAYMENT_REQUESTED',
  'WITHDRAWN',
  'SUSPENDED',
  'DECIDED',
  'RETURNED',
  'UNMAPPED',
];

/** Live dossiers by status and by system; a bar leads to its dossiers. */
export function DossierCharts({ counts }: { readonly counts: Answers['DossierCounts'] }) {
  const { t } = useTranslation();
  const word = useWords();
  const go = useNavigate();
  const { data: systems = [] } = useQuery(systemsQuery);
  const nameOf = (code: string): string => systems.find((system) => system.code === code)?.name ?? code;
  const byStatus = STATUSES.filter((code) => (counts.byStatus[code] ?? 0) > 0).map((code): Bar => ({
    code,
    name: word('status', code),
    count: counts.byStatus[code] ?? 0,
  }));
  const bySystem = Object.entries(counts.bySystem)
    .map(([code, count]): Bar => ({ code, name: nameOf(code), count }))
    .sort((a, b) => b.count - a.count);
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="md">
      <ChartPanel
        title={t('overview.byStatus')}
        head={t('overview.status')}
        bars={byStatus}
        choose={(status) => void go({ to: '/dossiers', search: { status } })}
      />
      <ChartPanel
        title={t('overview.bySystem')}
        head={t('overview.system')}
        bars={bySystem}
        choose={(system) => void go({ to: '/dossiers', search: { system } })}
      />
    </SimpleGrid>
  );
}
