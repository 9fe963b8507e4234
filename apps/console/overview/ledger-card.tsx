import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconAlertTriangle, IconHourglass, IconScale } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Answers } from '../api/client';
import { ledgerQuery } from '../api/queries';
import { Answer } from '../frame/answer';
import { day, time, useFormats } from '../frame/formats';
import { Mark } from '../frame/mark';
import { Pairs } from '../frame/pairs';
import { Panel } from '../frame/panel';
import { Word } from '../frame/words';
import { ledgerParts, type Difference } from './ledger';

const SHOWN = 20;

const STATES = {
  not: [IconAlertTriangle, 'bad', 'overview.ledgerNot', 'overview.ledgerNotAbout'],
  settling: [IconHourglass, 'warn', 'overview.ledgerSettling', 'overview.ledgerSettlingAbout'],
  balanced: [IconScale, 'good', 'overview.ledgerBalanced', 'overview.ledgerBalancedAbout'],
} as const;

/** Whether anything was lost, and what. */
export function LedgerCard() {
  const { t } = useTranslation();
  const ledger = useQuery(ledgerQuery);
  return (
    <Panel title={t('overview.ledger')}>
      <Answer query={ledger}>{(found) => <Balance ledger={found} />}</Answer>
    </Panel>
  );
}

function Balance({ ledger }: { readonly ledger: Answers['Ledger'] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  const { totals, differences } = ledgerParts(ledger);
  const state = ledger.balanced ? (ledger.settled ? 'balanced' : 'settling') : 'not';
  const [icon, tone, name, about] = STATES[state];
  return (
    <Stack gap="sm">
      <div role="status">
        <Text component="div" size="lg" fw={650}>
          <Mark icon={icon} tone={tone}>
            {t(name)}
          </Mark>
        </Text>
        <Text size="sm">{t(about, { n: number(differences.length) })}</Text>
        <Text size="xs" c="dimmed">
          {t('overview.ledgerChecked', { at: time(ledger.checkedAt, true) })}
        </Text>
      </div>
      <Pairs
        pairs={[
          [t('overview.ledgerRecords'), number(totals.records)],
          [t('overview.ledgerCurrent'), number(totals.current)],
          [t('overview.ledgerHistory'), number(totals.history)],
          [t('overview.ledgerUnchanged'), number(totals.unchanged)],
          [t('overview.ledgerParked'), number(totals.parked)],
          [t('overview.ledgerDropped'), number(totals.dropped)],
          [t('overview.ledgerInFlight'), number(totals.inFlight)],
          [t('overview.ledgerLost'), number(totals.lost)],
        ]}
      />
      {differences.length > 0 && <Differences differences={differences} />}
    </Stack>
  );
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  const { t } = useTranslation();
  const { number } = useFormats();
  return (
    <div>
      <Text fw={600} size="sm">
        {t('overview.ledgerDifferences')}
      </Text>
      <ul style={{ margin: '4px 0 0', paddingLeft: 18, fontSize: 13 }}>
        {differences.slice(0, SHOWN).map(({ kind, system, day: date, dossier, coordinate, what }, n) => (
          <li key={n} style={{ overflowWrap: 'anywhere' }}>
            <strong>
              <Word group="difference" code={kind} />
            </strong>{' '}
            {[system, date && day(date), dossier, coordinate, what].filter(Boolean).join(' · ')}
          </li>
        ))}
      </ul>
      {differences.length > SHOWN && (
        <Text size="sm" c="dimmed">
          {t('overview.ledgerMore', { n: number(differences.length - SHOWN) })}
        </Text>
      )}
    </div>
  );
}
