import { Badge, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { identityQuery, mayOperate } from '../api/identity';
import { linksQuery, systemsQuery } from '../api/queries';
import { Answer } from '../frame/answer';
import { Empty } from '../frame/empty';
import { useFormats } from '../frame/formats';
import { LinkMark } from '../frame/link-mark';
import { Page } from '../frame/page';
import { PageButton, PageLink } from '../frame/page-link';
import { Panel } from '../frame/panel';
import { Rows } from '../frame/rows';
import { DemoBadge } from './demo-badge';
import { MappingMark } from './mapping-mark';
import { StateMark } from './state-mark';

/** All systems, and the way to connect one more. */
export function SystemsPage() {
  const { t } = useTranslation();
  const { data: me } = useQuery(identityQuery);
  const systems = useQuery(systemsQuery);
  const connect = mayOperate(me) && (
    <PageButton to="/systems/new" leftSection={<IconPlus size={16} aria-hidden />}>
      {t('systems.connect')}
    </PageButton>
  );
  return (
    <Page title={t('systems.title')} actions={connect}>
      <Panel
        title={t('systems.title')}
        aside={systems.data && <Badge variant="default">{systems.data.length}</Badge>}
        flush
      >
        <Answer query={systems}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty icon={IconPlugConnected} title={t('systems.empty')} about={t('systems.emptyAbout')}>
                {connect}
              </Empty>
            ) : (
              <SystemRows systems={rows} />
            )
          }
        </Answer>
      </Panel>
    </Page>
  );
}

function SystemRows({ systems }: { readonly systems: readonly Answers['System'][] }) {
  const { t } = useTranslation();
  const { compare } = useFormats();
  const { data: links = [] } = useQuery(linksQuery);
  return (
    <Rows
      label={t('systems.title')}
      rows={[...systems].sort((a, b) => compare(a.name, b.name))}
      keyOf={({ code }) => code}
      columns={[
        {
          key: 'name',
          head: t('systems.name'),
          isTitle: true,
          cell: ({ code, name, demo }) => (
            <Group gap={8} wrap="nowrap">
              <PageLink to="/systems/$code" params={{ code }} fw={550}>
                {name}
              </PageLink>
              {demo && <DemoBadge />}
            </Group>
          ),
        },
        { key: 'code', head: t('systems.code'), cell: ({ code }) => <span className="lt-code">{code}</span> },
        { key: 'unit', head: t('systems.unit'), cell: ({ unit }) => unit ?? '—' },
        { key: 'adapter', head: t('systems.adapter'), cell: ({ adapter }) => adapter },
        {
          key: 'state',
          head: t('systems.state'),
          cell: ({ state, mappingStops }) => (
            <Group gap={8}>
              <StateMark state={state} />
              <MappingMark mappingStops={mappingStops} />
            </Group>
          ),
        },
        {
          key: 'link',
          head: t('systems.link'),
          cell: ({ code }) => <LinkMark link={links.find(({ system }) => system === code)} />,
        },
      ]}
    />
  );
}
