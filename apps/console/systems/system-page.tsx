import { SimpleGrid, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { identityQuery, mayOperate } from '../api/identity';
import { linksQuery, progressQuery, systemQuery } from '../api/queries';
import { DistrictSwitch } from '../demo/district-switch';
import { Answer } from '../frame/answer';
import { Ago } from '../frame/ago';
import { time, useFormats } from '../frame/formats';
import { LinkMark } from '../frame/link-mark';
import { Page } from '../frame/page';
import { Pairs } from '../frame/pairs';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';
import { DemoBadge } from './demo-badge';
import { MappingMark } from './mapping-mark';
import { ParkedHere } from './parked-here';
import { RecentDossiers } from './recent-dossiers';
import { StateMark } from './state-mark';
import { SystemActions } from './system-actions';

/** One system: how it stands, what it holds, and what may be done with it. */
export function SystemPage() {
  const { code } = useParams({ from: '/inside/systems/$code' });
  const { data: me } = useQuery(identityQuery);
  const system = useQuery(systemQuery(code));
  return (
    <Page
      title={system.data?.name ?? code}
      about={<span className="lt-code">{code}</span>}
      actions={system.data?.demo && <DemoBadge />}
    >
      <Answer query={system}>
        {(found) => (
          <Stack gap="md">
            {mayOperate(me) && <SystemActions system={found} />}
            <SimpleGrid cols={{ base: 1, md: 3 }} spacing="md">
              <About system={found} isOperated={mayOperate(me)} />
              <LinkPanel code={code} />
              <ProgressPanel code={code} />
            </SimpleGrid>
            <RecentDossiers code={code} />
            <ParkedHere code={code} />
          </Stack>
        )}
      </Answer>
    </Page>
  );
}

function About({ system, isOperated }: { readonly system: Answers['System']; readonly isOperated: boolean }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('systems.about')}>
      <Stack gap="sm">
        <Pairs
          pairs={[
            [t('systems.state'), <StateMark key="state" state={system.state} />],
            [
              t('systems.mapping'),
              system.mappingStops && <MappingMark key="mapping" mappingStops={system.mappingStops} />,
            ],
            [t('systems.unit'), system.unit],
            [t('systems.adapter'), system.adapter],
            [t('systems.created'), time(system.createdAt)],
            [t('systems.changed'), time(system.updatedAt)],
          ]}
        />
        {system.demo && isOperated && <DistrictSwitch system={system.code} name={system.name} />}
      </Stack>
    </Panel>
  );
}

function LinkPanel({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const links = useQuery(linksQuery);
  return (
    <Panel title={t('systems.link')}>
      <Answer query={links}>
        {(all) => {
          const link = all.find(({ system }) => system === code);
          return (
            <div aria-live="polite">
              <Pairs
                pairs={[
                  [t('systems.link'), <LinkMark key="link" link={link} />],
                  [t('systems.breaker'), link && <Word key="breaker" group="breaker" code={link.state} />],
                  [t('overview.freshness'), <Ago key="fresh" at={link?.lastSuccessAt} never={t('overview.never')} />],
                  [t('systems.lastErrorAt'), link?.lastErrorAt && time(link.lastErrorAt, true)],
                  [t('systems.lastError'), link?.lastError],
                  [t('systems.callsOk'), link && number(link.callsOk)],
                  [t('systems.callsFailed'), link && number(link.callsFailed)],
                ]}
              />
            </div>
          );
        }}
      </Answer>
    </Panel>
  );
}

function ProgressPanel({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const progress = useQuery(progressQuery(code));
  return (
    <Panel title={t('systems.progress')}>
      <Answer query={progress}>
        {(found) => (
          <Pairs
            pairs={[
              [t('systems.dossiers'), number(found.liveDossiers)],
              [t('systems.timelineEntries'), number(found.timelineEntries)],
              [t('systems.inFlight'), number(found.inFlight)],
              [t('systems.parkedCount'), number(found.parked)],
              [t('systems.rowsRead'), number(found.rowsRead)],
              [t('systems.published'), number(found.published)],
              [t('systems.same'), number(found.same)],
              ...(found.staged > 0
                ? [
                    [t('systems.staged'), number(found.staged)] as const,
                    [t('systems.waiting'), number(found.waiting)] as const,
                  ]
                : []),
              [t('systems.incomplete'), number(found.incomplete)],
              [t('systems.idleAt'), <Ago key="idle" at={found.idleAt} never={t('overview.never')} />],
              [t('systems.lastError'), found.lastError],
            ]}
          />
        )}
      </Answer>
    </Panel>
  );
}
