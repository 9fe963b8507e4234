import type { LedgerDifference, LiveCount, PageCounts, SourceCount } from '@lienthong/storage';

/** Records of one system and day by what became of them. `records` is all of them. */
export interface DayCounts {
  readonly records: number;
  readonly current: number;
  readonly history: number;
  readonly unchanged: number;
  readonly deleted: number;
  readonly dropped: number;
  readonly parked: number;
  readonly inFlight: number;
  readonly lost: number;
  /** Lines of attempts whose page was not saved and which were read again; they are in the outcomes as well. */
  readonly repeated: number;
  /** Lines of a page that can still be saved; they are in the outcomes as well. */
  readonly open: number;
}

/** A day of a system, with what differs in it. */
export interface LedgerDay extends DayCounts {
  readonly day: string;
  readonly checkedAt: string;
  readonly differences: LedgerDifference[];
}

/** One system in the ledger. */
export interface LedgerSystem {
  readonly system: string;
  readonly days: LedgerDay[];
  /** L2, of the pages that were checked now. */
  readonly pages: Omit<PageCounts, 'system'>;
  /** L3. */
  readonly count: Omit<SourceCount, 'system'>;
  /** L4; undefined where it was not compared now. */
  readonly live: Omit<LiveCount, 'system'>;
}

/** The ledger as `GET /v1/ledger` gives it. */
export interface LedgerAnswer {
  /** Nothing is lost, nothing differs, no fault of a source is open. */
  readonly balanced: boolean;
  /** Nothing is in flight, and every day has been checked. */
  readonly settled: boolean;
  readonly checkedAt: string;
  readonly scope: 'recent' | 'full';
  readonly generation: number;
  /** Older days that were never checked; the watch comes to them, and a full check has none. */
  readonly unchecked: string[];
  /** Missing records that are counted and not read back, so that they are in no day. */
  readonly unread: number;
  readonly totals: DayCounts & { readonly live: number };
  readonly systems: LedgerSystem[];
  readonly differences: LedgerDifference[];
}

/** Counts of nothing. */
export const NO_COUNTS: DayCounts = {
  records: 0,
  current: 0,
  history: 0,
  unchanged: 0,
  deleted: 0,
  dropped: 0,
  parked: 0,
  inFlight: 0,
  lost: 0,
  repeated: 0,
  open: 0,
};

/**
 * The ledger of some systems alone: their days and differences, and the totals of them. What belongs to no system
 * (records that nobody has read yet) is left out: it may be another's.
 */
export function ledgerOf(answer: LedgerAnswer, codes: ReadonlySet<string>): LedgerAnswer {
  const systems = answer.systems.filter(({ system }) => codes.has(system));
  const differences = answer.differences.filter(({ system }) => system !== null && codes.has(system));
  const counts = systems.flatMap(({ days }) => days).reduce((sum, day) => addCounts(sum, day), NO_COUNTS);
  const live = systems.reduce((sum, system) => sum + system.live.live, 0);
  return {
    ...answer,
    balanced: differences.length === 0 && counts.lost === 0,
    settled: counts.inFlight === 0 && counts.open === 0 && answer.unchecked.length === 0,
    unchecked: [],
    unread: 0,
    totals: { ...counts, live },
    systems,
    differences,
  };
}

/** The sum of both. */
export function addCounts(a: DayCounts, b: Partial<DayCounts>): DayCounts {
  const names = Object.keys(NO_COUNTS) as (keyof DayCounts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + (b[name] ?? 0)])) as unknown as DayCounts;
}
