import { useTranslation } from 'react-i18next';
import { Ago } from '../frame/ago';
import { useFormats } from '../frame/formats';
import { LinkMark } from '../frame/link-mark';
import { PageLink } from '../frame/page-link';
import { Rows } from '../frame/rows';
import type { Standing } from './standings';
import { totalOf } from './total-figures';

/** One row for each system: how its link stands, how fresh it is, what waits. */
export function SystemTable({ rows }: { readonly rows: readonly Standing[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const shown = (value: number | undefined): string => (value === undefined ? '…' : number(value));
  return (
    <Rows
      label={t('overview.systems')}
      rows={rows}
      keyOf={({ system }) => system.code}
      columns={[
        { key: 'name', head: t('overview.system'), isTitle: true, cell: ({ system }) => <SystemName {...system} /> },
        { key: 'unit', head: t('overview.unit'), cell: ({ system }) => system.unit ?? '—' },
        { key: 'link', head: t('overview.link'), cell: ({ link }) => <LinkMark link={link} /> },
        {
          key: 'fresh',
          head: t('overview.freshness'),
          cell: ({ link }) => <Ago at={link?.lastSuccessAt} never={t('overview.never')} />,
        },
        {
          key: 'live',
          head: t('overview.dossiersLive'),
          isNumber: true,
          cell: ({ progress }) => shown(progress?.liveDossiers),
        },
        {
          key: 'backlog',
          head: t('overview.backlog'),
          isNumber: true,
          cell: ({ progress }) => shown(progress?.inFlight),
        },
        {
          key: 'parked',
          head: t('overview.parked'),
          isNumber: true,
          cell: ({ progress, system }) => <Parked count={progress?.parked} system={system.code} />,
        },
      ]}
      totals={{
        name: t('overview.total'),
        live: shown(totalOf(rows, 'liveDossiers')),
        backlog: shown(totalOf(rows, 'inFlight')),
        parked: shown(totalOf(rows, 'parked')),
      }}
    />
  );
}

function SystemName({ code, name }: Standing['system']) {
  return (
    <PageLink to="/systems/$code" params={{ code }} fw={550}>
      {name}
    </PageLink>
  );
}

function Parked({ count, system }: { readonly count: number | undefined; readonly system: string }) {
  const { number } = useFormats();
  const { t } = useTranslation();
  if (count === undefined) return <>…</>;
  if (count === 0) return <>0</>;
  return (
    <PageLink to="/parked" search={{ system }} aria-label={`${t('overview.parked')}: ${number(count)}`}>
      {number(count)}
    </PageLink>
  );
}
