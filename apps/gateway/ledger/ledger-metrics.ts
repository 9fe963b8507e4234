import { gauge } from '@lienthong/platform';
import type { LedgerAnswer } from './ledger-answer';

const balanced = gauge(
  'lienthong_ledger_balanced',
  '1 when nothing is lost, nothing differs and no source fault is open.',
  [],
);
const lost = gauge(
  'lienthong_ledger_lost_records',
  'Records of the log without a ledger line, older than the bound.',
  [],
);
const inFlight = gauge(
  'lienthong_ledger_in_flight_records',
  'Records of the log that the registry has not applied yet.',
  [],
);
const differences = gauge('lienthong_ledger_differences', 'Differences between two places, by kind.', ['kind']);
const records = gauge('lienthong_ledger_records', 'Records by system and outcome.', ['system', 'outcome']);
const checkedAt = gauge('lienthong_ledger_checked_timestamp_seconds', 'When the ledger was checked last.', []);
const duration = gauge('lienthong_ledger_check_seconds', 'How long the last check of the recent days took.', []);

const OUTCOMES = ['current', 'history', 'unchanged', 'deleted', 'dropped', 'parked', 'inFlight', 'lost'] as const;

/** Shows the newest answer as metrics. Systems, kinds and outcomes are labels; ids are not. */
export function showLedger(answer: LedgerAnswer, tookMs: number): void {
  balanced.set(answer.balanced ? 1 : 0);
  lost.set(answer.totals.lost);
  inFlight.set(answer.totals.inFlight);
  checkedAt.set(Date.parse(answer.checkedAt) / 1_000);
  duration.set(tookMs / 1_000);
  differences.reset();
  for (const { kind } of answer.differences) differences.inc({ kind });
  records.reset();
  for (const { system, days } of answer.systems) {
    for (const outcome of OUTCOMES)
      records.set(
        { system, outcome },
        days.reduce((sum, day) => sum + day[outcome], 0),
      );
  }
}
