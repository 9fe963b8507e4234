import type { Answers } from '../api/client';

/** What two places of the ledger disagree about. */
export interface Difference {
  readonly kind: string;
  readonly system: string | null;
  readonly day: string | null;
  readonly dossier?: string;
  readonly coordinate?: string;
  readonly what: string;
}

/** The totals of the ledger. */
export interface LedgerTotals {
  readonly records: number;
  readonly current: number;
  readonly history: number;
  readonly unchanged: number;
  readonly dropped: number;
  readonly parked: number;
  readonly inFlight: number;
  readonly lost: number;
}

const NOTHING: LedgerTotals = {
  records: 0,
  current: 0,
  history: 0,
  unchanged: 0,
  dropped: 0,
  parked: 0,
  inFlight: 0,
  lost: 0,
};

/** The parts of the ledger's answer that its contract leaves open. */
export function ledgerParts(ledger: Answers['Ledger']): { totals: LedgerTotals; differences: readonly Difference[] } {
  const { totals, differences } = ledger as { totals?: LedgerTotals; differences?: readonly Difference[] };
  return { totals: { ...NOTHING, ...totals }, differences: differences ?? [] };
}
