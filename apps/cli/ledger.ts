import { LONG_MS, type Api } from './api';
import type { Say } from './say';
import { table } from './table';

const COLUMNS = {
  records: 'headRecords',
  current: 'headCurrent',
  history: 'headHistory',
  unchanged: 'headUnchanged',
  deleted: 'headDeleted',
  dropped: 'headDropped',
  parked: 'headParked',
  inFlight: 'headInFlight',
  lost: 'headLost',
} as const;
const NAMES = Object.keys(COLUMNS) as (keyof typeof COLUMNS)[];

type Counts = Record<keyof typeof COLUMNS, number>;

/** What two places disagree about. */
export interface Difference {
  readonly kind: string;
  readonly system: string | null;
  readonly day: string | null;
  readonly what: string;
  readonly dossier?: string;
  readonly coordinate?: string;
  readonly page?: string;
  readonly expected?: string;
  readonly found?: string;
}

/** The part of `GET /v1/ledger` that the commands read. */
export interface LedgerAnswer {
  readonly balanced: boolean;
  readonly settled: boolean;
  readonly scope: string;
  readonly totals: Counts & { readonly open: number; readonly live: number };
  readonly systems: readonly {
    readonly system: string;
    readonly days: readonly (Counts & { readonly day: string })[];
  }[];
  readonly differences: readonly Difference[];
}

/** The ledger as it is now; `full` checks every day and counts every source first. */
export function askLedger(api: Api, full: boolean): Promise<LedgerAnswer> {
  return api.get(`/v1/ledger${full ? '?full=true' : ''}`, LONG_MS);
}

/** True once the ledger balances and holds nothing that is still on its way. */
export async function isBalanced(api: Api): Promise<boolean> {
  const { balanced, totals } = await askLedger(api, false);
  return balanced && totals.inFlight === 0 && totals.open === 0;
}

/** The ledger as a table by system and day, with every difference by id below it. */
export function ledgerText({ balanced, settled, systems, totals, differences }: LedgerAnswer, say: Say): string {
  const days = systems.flatMap(({ system, days }) => days.map((day) => [system, day.day, ...cells(day)]));
  const rows = [...days, [say('all'), '', ...cells(totals)]];
  const head = [say('headSystem'), say('headDay'), ...NAMES.map((name) => say(COLUMNS[name]))];
  const state = say(balanced ? (settled ? 'balances' : 'balancesSoFar') : 'balancesNot');
  const parts = [table(head, rows), state];
  if (differences.length > 0) {
    const named = ['headDifference', 'headSystem', 'headDay', 'headWhere', 'headWhat'] as const;
    const lines = differences.map((difference) => differenceRow(difference, say));
    parts.push(table(named.map((key) => say(key)), lines)); // prettier-ignore
  }
  return parts.join('\n\n');
}

function cells(counts: Counts): number[] {
  return NAMES.map((name) => counts[name]);
}

function differenceRow(difference: Difference, say: Say): string[] {
  const { kind, system, day, dossier, coordinate, page, expected, found, what } = difference;
  const places = [dossier, coordinate && say('atRecord', { coordinate }), page && say('atPage', { page })];
  const values = [expected && say('expected', { value: expected }), found && say('found', { value: found })];
  const [where, compared] = [places, values].map((parts) => parts.filter(Boolean).join(', '));
  return [kind, system ?? '-', day ?? '-', where || '-', compared ? `${what} (${compared})` : what];
}
