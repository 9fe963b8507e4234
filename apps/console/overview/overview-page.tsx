import { lazy, Suspense } from 'react';
import { SimpleGrid } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnected } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { identityQuery, mayOperate, maySeeLedger } from '../api/identity';
import { countsQuery } from '../api/queries';
import { Answer, Waiting } from '../frame/answer';
import { Empty } from '../frame/empty';
import { PageButton } from '../frame/page-link';
import { Page } from '../frame/page';
import { Panel } from '../frame/panel';
import { LedgerCard } from './ledger-card';
import { RecentChanges } from './recent-changes';
import { SystemTable } from './system-table';
import { TotalFigures } from './total-figures';
import { useStandings } from './standings';

const DossierCharts = lazy(async () => ({ default: (await import('./dossier-charts')).DossierCharts }));

/** How everything stands, at one look. */
export function OverviewPage() {
  const { t } = useTranslation();
  const { data: me } = useQuery(identityQuery);
  const counts = useQuery(countsQuery({ deleted: 'false' }));
  const { systems, standings } = useStandings();
  return (
    <Page title={t('overview.title')}>
      <TotalFigures standings={standings} overdue={counts.data?.overdue} />
      <Panel title={t('overview.systems')} flush>
        <Answer query={systems} lines={6}>
          {(rows) => (rows.length === 0 ? <NoSystem mayConnect={mayOperate(me)} /> : <SystemTable rows={standings} />)}
        </Answer>
      </Panel>
      <SimpleGrid cols={{ base: 1, lg: maySeeLedger(me) ? 2 : 1 }} spacing="md">
        {maySeeLedger(me) && <LedgerCard />}
        <RecentChanges />
      </SimpleGrid>
      <Answer query={counts}>
        {(found) => (
          <Suspense fallback={<Waiting lines={6} />}>
            <DossierCharts counts={found} />
          </Suspense>
        )}
      </Answer>
    </Page>
  );
}

function NoSystem({ mayConnect }: { readonly mayConnect: boolean }) {
  const { t } = useTranslation();
  return (
    <Empty icon={IconPlugConnected} title={t('overview.empty')} about={t('overview.emptyAbout')}>
      {mayConnect && (
        <PageButton to="/systems/new" mt="xs">
          {t('systems.connect')}
        </PageButton>
      )}
    </Empty>
  );
}
