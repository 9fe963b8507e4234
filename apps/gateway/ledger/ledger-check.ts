import { RECORDS, logState, offsetsSince, type Kafka } from '@lienthong/messaging';
import {
  LedgerOffsets,
  LedgerPages,
  LedgerRows,
  LedgerSources,
  addDays,
  dayOf,
  dayStartMs,
  ledgerSnapshot,
  type Attempt,
  type DataSource,
  type DaySpan,
  type LedgerDifference,
  type LineCounts,
  type LiveCount,
  type LogBounds,
  type OffsetRange,
  type PageCounts,
  type QueryRunner,
  type SourceCount,
} from '@lienthong/storage';
import { addCounts, NO_COUNTS, type DayCounts } from './ledger-answer';
import { judge, readMissing, type Missing, type MissingRange } from './missing';

/** A count of live dossiers stands for so many times as long as it took. */
const LIVE_REST = 20;

/** What a check needs. */
export interface CheckOptions {
  readonly db: DataSource;
  readonly kafka: Kafka;
  readonly generation: number;
  /** Age after which a missing record may be lost. */
  readonly boundMs: number;
}

/** One system and day of a check. */
export interface CheckedDay {
  readonly system: string;
  readonly day: string;
  readonly counts: DayCounts;
  readonly differences: LedgerDifference[];
}

/** What a check of some days found. */
export interface Checked {
  readonly days: CheckedDay[];
  /** Differences that belong to no system and day. */
  readonly elsewhere: LedgerDifference[];
  readonly missing: Missing;
  readonly pages: PageCounts[];
}

/** What holds for the whole of a system, whichever days are checked. */
export interface Standing {
  readonly faults: LedgerDifference[];
  readonly counts: SourceCount[];
  readonly countDifferences: LedgerDifference[];
  readonly live: LiveCount[];
}

interface Found {
  readonly lines: LineCounts[];
  readonly attempts: Attempt[];
  readonly differences: LedgerDifference[];
  readonly pages: PageCounts[];
  readonly missing: MissingRange[];
}

/** The comparisons of the ledger over some days: L1 from the log's offsets, the rest between tables. */
export class LedgerCheck {
  private counted: { live: LiveCount[]; untilMs: number } | undefined;

  constructor(private readonly options: CheckOptions) {}

  /**
   * Checks the days of a span in one snapshot of the database. The log's end is asked for after the snapshot was taken:
   * a line above it cannot be one that came meanwhile.
   *
   * @param readLimit missing records that are read back at most
   */
  async days(span: DaySpan, readLimit: number): Promise<Checked> {
    const { db, kafka, generation } = this.options;
    const found = await ledgerSnapshot(db, (tx) => this.compare(tx, span));
    const missing = await readMissing(kafka, generation, found.missing, readLimit);
    return { ...byDay(found, missing), missing, pages: found.pages };
  }

  /**
   * Open faults of sources, their counts, and live dossiers against versions.
   *
   * @param isFull count live dossiers anew, however long that takes
   */
  async standing(isFull: boolean): Promise<Standing> {
    return ledgerSnapshot(this.options.db, async (tx) => {
      const sources = new LedgerSources(tx);
      const { counts, differences } = await sources.counts();
      const live = await this.live(isFull, () => sources.live());
      return { faults: await sources.faults(), counts, countDifferences: differences, live };
    });
  }

  /**
   * L4 reads all dossiers, so a count that balanced stands for some times as long as it took: for nothing where there are
   * few dossiers, for a minute where there are millions. Single dossiers are compared by id in every check.
   */
  private async live(isFull: boolean, count: () => Promise<LiveCount[]>): Promise<LiveCount[]> {
    if (!isFull && this.counted && Date.now() < this.counted.untilMs) return this.counted.live;
    const startedAt = Date.now();
    const live = await count();
    const balances = live.every(({ ever, deleted, live: alive }) => alive === ever - deleted);
    this.counted = balances ? { live, untilMs: Date.now() + LIVE_REST * (Date.now() - startedAt) } : undefined;
    return live;
  }

  private async compare(tx: QueryRunner, span: DaySpan): Promise<Found> {
    const rows = new LedgerRows(tx, span);
    const lines = await rows.counts();
    const pages = new LedgerPages(tx, span);
    const { attempts, differences } = await pages.attempts(this.options.boundMs);
    const log = await this.offsets(tx, span);
    const all = [log.differences, differences, await rows.differences(), await pages.differences()];
    return { lines, attempts, pages: await pages.counts(), missing: log.missing, differences: all.flat() };
  }

  /** L1. */
  private async offsets(tx: QueryRunner, span: DaySpan): Promise<Pick<Found, 'missing' | 'differences'>> {
    const { kafka, generation, boundMs } = this.options;
    const log = (await logState(kafka, [RECORDS])).topics.get(RECORDS) ?? [];
    const youngFrom = await offsetsSince(kafka, RECORDS, Date.now() - boundMs);
    const offsets = new LedgerOffsets(tx, generation);
    const highest = await offsets.highest(log.map(({ partition }) => partition));
    const isIdle = log.every(({ partition, high }) => (youngFrom.get(partition) ?? high) >= high);
    const gaps = await offsets.gaps(await this.ranges(log, span));
    const differences = [...(await offsets.extraLines(log)), ...(await offsets.cut(log))];
    return { missing: judge(gaps, { youngFrom, highest, isIdle }), differences };
  }

  /** The offsets appended on the days of the span. */
  private async ranges(log: readonly LogBounds[], { first, last }: DaySpan): Promise<OffsetRange[]> {
    const since = (day: string): Promise<Map<number, number>> =>
      offsetsSince(this.options.kafka, RECORDS, dayStartMs(day));
    const start = first === null ? undefined : await since(first);
    const end = last === null ? undefined : await since(addDays(last, 1));
    return log.map(({ partition, low, high }) => ({
      partition,
      from: Math.max(low, start?.get(partition) ?? low),
      to: Math.min(high, end?.get(partition) ?? high),
    }));
  }
}

function byDay({ lines, attempts, differences }: Found, missing: Missing): Pick<Checked, 'days' | 'elsewhere'> {
  const days = new Map<string, CheckedDay>();
  const put = (system: string, day: string, counts: Partial<DayCounts>, found: LedgerDifference[] = []): void => {
    const name = `${system} ${day}`;
    const known = days.get(name) ?? { system, day, counts: NO_COUNTS, differences: [] };
    days.set(name, {
      ...known,
      counts: addCounts(known.counts, counts),
      differences: [...known.differences, ...found],
    });
  };
  for (const row of lines) put(row.system, row.day, outcomeCounts(row));
  for (const { system, day, lines: count, state } of attempts)
    put(system, day, state === 'repeated' ? { repeated: count } : { open: count });
  for (const { system, day, inFlight, lost } of missing.days)
    put(system, day, { records: inFlight + lost, inFlight, lost });
  const elsewhere: LedgerDifference[] = [];
  for (const [name, list] of Map.groupBy([...missing.differences, ...differences], ({ system, day }) =>
    system && day ? `${system} ${day}` : '',
  )) {
    const [one] = list;
    if (name === '' || !one?.system || !one.day) elsewhere.push(...list);
    else put(one.system, one.day, {}, list);
  }
  return {
    days: [...days.values()].sort((a, b) => (`${a.system} ${a.day}` < `${b.system} ${b.day}` ? -1 : 1)),
    elsewhere,
  };
}

function outcomeCounts({ outcome, lines, current }: LineCounts): Partial<DayCounts> {
  if (outcome === 'APPLIED') return { records: lines, current, history: lines - current };
  const names: Record<string, keyof DayCounts> = {
    UNCHANGED: 'unchanged',
    DELETED: 'deleted',
    DROPPED: 'dropped',
    PARKED: 'parked',
  };
  const name = names[outcome];
  return name === undefined ? { records: lines } : { records: lines, [name]: lines };
}

/** The first day that is checked all the time: the one of an hour ago. */
export function recentFrom(nowMs: number): string {
  return dayOf(nowMs - 3_600_000);
}
