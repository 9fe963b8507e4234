import { useQuery } from '@tanstack/react-query';
import { IconFlaskOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { linksQuery, districtsQuery, systemsQuery } from '../api/queries';
import { problemIn } from '../api/problem';
import { Ago } from '../frame/ago';
import { Answer } from '../frame/answer';
import { Empty } from '../frame/empty';
import { useFormats } from '../frame/formats';
import { LinkMark } from '../frame/link-mark';
import { Page } from '../frame/page';
import { PageLink } from '../frame/page-link';
import { Panel } from '../frame/panel';
import { Rows } from '../frame/rows';
import { DistrictSwitch } from './district-switch';

const ABSENT = 404;
const LOOK_MS = 2_000;

/** The districts of the demo city, to break and mend them and see how the links take it. */
export function DemoPage() {
  const { t } = useTranslation();
  const districts = useQuery(districtsQuery);
  if (problemIn(districts.error).status === ABSENT)
    return (
      <Page title={t('demo.title')}>
        <Empty icon={IconFlaskOff} title={t('demo.absent')} about={t('demo.absentAbout')} />
      </Page>
    );
  return (
    <Page title={t('demo.title')} about={t('demo.about')}>
      <Panel title={t('demo.districts')} flush>
        <Answer query={districts} lines={6}>
          {(rows) => <Districts rows={rows} />}
        </Answer>
      </Panel>
    </Page>
  );
}

function Districts({ rows }: { readonly rows: readonly Answers['District'][] }) {
  const { t } = useTranslation();
  const { number, compare } = useFormats();
  const { data: systems = [] } = useQuery(systemsQuery);
  const { data: links = [] } = useQuery({ ...linksQuery, refetchInterval: LOOK_MS });
  const nameOf = (code: string): string => systems.find((system) => system.code === code)?.name ?? code;
  const linkOf = (code: string) => links.find(({ system }) => system === code);
  return (
    <Rows
      label={t('demo.districts')}
      rows={[...rows].sort((a, b) => compare(nameOf(a.system), nameOf(b.system)))}
      keyOf={({ system }) => system}
      columns={[
        {
          key: 'name',
          head: t('demo.district'),
          isTitle: true,
          cell: ({ system }) => (
            <PageLink to="/systems/$code" params={{ code: system }} fw={550}>
              {nameOf(system)}
            </PageLink>
          ),
        },
        {
          key: 'mode',
          head: t('demo.mode'),
          cell: ({ system }) => <DistrictSwitch system={system} name={nameOf(system)} />,
        },
        { key: 'link', head: t('systems.link'), cell: ({ system }) => <LinkMark link={linkOf(system)} /> },
        {
          key: 'fresh',
          head: t('overview.freshness'),
          cell: ({ system }) => <Ago at={linkOf(system)?.lastSuccessAt} never={t('overview.never')} />,
        },
        {
          key: 'failed',
          head: t('systems.callsFailed'),
          isNumber: true,
          cell: ({ system }) => number(linkOf(system)?.callsFailed ?? 0),
        },
        { key: 'dossiers', head: t('demo.dossiers'), isNumber: true, cell: ({ dossiers }) => number(dossiers) },
        { key: 'changes', head: t('demo.changes'), isNumber: true, cell: ({ changes }) => number(changes) },
      ]}
    />
  );
}
