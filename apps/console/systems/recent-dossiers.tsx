import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { dossiersQuery } from '../api/queries';
import { DossierRows } from '../dossiers/dossier-rows';
import { Waiting } from '../frame/answer';
import { Empty } from '../frame/empty';
import { PageLink } from '../frame/page-link';
import { Panel } from '../frame/panel';
import { ProblemNotice } from '../frame/problem-notice';

const SHOWN = 8;

/** The dossiers of a system that were received last. */
export function RecentDossiers({ code }: { readonly code: string }) {
  const { t } = useTranslation(['console', 'dossiers']);
  const { data, error, refetch } = useInfiniteQuery(dossiersQuery({ system: code }, SHOWN));
  const rows = data?.pages[0]?.items;
  const all = (
    <PageLink to="/dossiers" search={{ system: code }} fz={14}>
      {t('systems.allDossiers')}
    </PageLink>
  );
  return (
    <Panel title={t('systems.recentDossiers')} aside={all} flush>
      {error && <ProblemNotice error={error} retry={refetch} />}
      {!error && !rows && <Waiting lines={SHOWN} />}
      {rows?.length === 0 && <Empty title={t('dossiers:list.emptyAll')} about={t('dossiers:list.emptyAllAbout')} />}
      {rows && rows.length > 0 && <DossierRows label={t('systems.recentDossiers')} rows={rows} hasSystem={false} />}
    </Panel>
  );
}
