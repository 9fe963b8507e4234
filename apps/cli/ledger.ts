import { LONG_MS, type Api } from './api';
import { table } from './table';

const COLUMNS = [
  'records',
  'current',
  'history',
  'unchanged',
  'deleted',
  'dropped',
  'parked',
  'inFlight',
  'lost',
] as const;
const TITLES = ['records', 'current', 'history', 'unchanged', 'deleted', 'dropped', 'parked', 'in flight', 'lost'];

type Counts = Record<(typeof COLUMNS)[number], number>;

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
export function ledgerText({ balanced, settled, systems, totals, differences }: LedgerAnswer): string {
  const days = systems.flatMap(({ system, days }) => days.map((day) => [system, day.day, ...cells(day)]));
  const rows = [...days, ['all', '', ...cells(totals)]];
  const state = balanced
    ? settled
      ? 'The ledger balances.'
      : 'The ledger balances so far; some of it is still on its way or unchecked.'
    : 'The ledger does NOT balance.';
  const parts = [table(['system', 'day', ...TITLES], rows), state];
  if (differences.length > 0)
    parts.push(table(['difference', 'system', 'day', 'where', 'what'], differences.map(differenceRow)));
  return parts.join('\n\n');
}

function cells(counts: Counts): number[] {
  return COLUMNS.map((name) => counts[name]);
}

function differenceRow({ kind, system, day, dossier, coordinate, page, expected, found, what }: Difference): string[] {
  const places = [dossier, coordinate && `record ${coordinate}`, page && `page ${page}`].filter(Boolean).join(', ');
  const values = [expected && `expected ${expected}`, found && `found ${found}`].filter(Boolean).join(', ');
  return [kind, system ?? '-', day ?? '-', places || '-', values ? `${what} (${values})` : what];
}
