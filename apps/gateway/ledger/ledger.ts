import {
  EVERY_DAY,
  LedgerDays,
  addDays,
  difference,
  pendingCounts,
  requestCounts,
  type DaySpan,
  type LedgerDifference,
  type LiveCount,
  type StoredDay,
} from '@lienthong/storage';
import {
  addCounts,
  NO_COUNTS,
  type DayCounts,
  type LedgerAnswer,
  type LedgerDay,
  type LedgerSystem,
} from './ledger-answer';
import {
  LedgerCheck,
  recentFrom,
  type Checked,
  type CheckedDay,
  type CheckOptions,
  type Standing,
} from './ledger-check';

/** Missing records read back at most, by scope; in a full check all but those of a log nobody has read yet. */
const READ_LIMIT = { recent: 2_000, full: 200_000 };

/** Stands in ledger_day for what belongs to no system. */
const NO_SYSTEM = '';

/** The proof that nothing was lost: the days of the last hour as they are now, older ones as they were last checked. */
export class Ledger {
  private readonly check: LedgerCheck;
  private readonly days: LedgerDays<DayCounts>;
  private running: Promise<LedgerAnswer> | undefined;
  private runningFull: Promise<LedgerAnswer> | undefined;

  constructor(private readonly options: CheckOptions) {
    this.check = new LedgerCheck(options);
    this.days = new LedgerDays(options.db);
  }

  /** Checks the recent days and adds the stored results of older ones. Calls at the same time share one check. */
  recent(): Promise<LedgerAnswer> {
    this.running ??= this.checkRecent(false).finally(() => (this.running = undefined));
    return this.running;
  }

  /** The same, and stores the result of each recent day: once a day is old, it stands until the scrub comes to it. */
  keepRecent(): Promise<LedgerAnswer> {
    return this.checkRecent(true);
  }

  /**
   * Checks everything now and stores the result of each day. Calls at the same time share one check.
   *
   * @param waitMs how long to wait for every source to be counted; a system not counted by then is a difference
   */
  full(waitMs: number): Promise<LedgerAnswer> {
    this.runningFull ??= this.checkAll(waitMs).finally(() => (this.runningFull = undefined));
    return this.runningFull;
  }

  private async checkAll(waitMs: number): Promise<LedgerAnswer> {
    if (waitMs > 0) await this.count(waitMs);
    const checked = await this.check.days(EVERY_DAY, READ_LIMIT.full);
    const standing = await this.check.standing(true);
    await this.days.save(EVERY_DAY, checked.days);
    return this.answer(
      'full',
      checked,
      { ...standing, countDifferences: [...standing.countDifferences, ...notCounted(standing)] },
      [],
      [],
    );
  }

  /** Asks for a count of every source (L3). */
  requestCounts(): Promise<Date> {
    return requestCounts(this.options.db);
  }

  /**
   * Checks the older day whose last check is the longest ago, and stores the result. The span of a day reaches back to
   * the day known before it, so that rows of days that should not exist are met as well.
   *
   * @returns false when there is no older day
   */
  async scrub(checkedBeforeMs: number): Promise<boolean> {
    const recent = recentFrom(Date.now());
    const older = await this.days.older(recent);
    const age = (day: { checkedAt: Date | null }): number => day.checkedAt?.getTime() ?? 0;
    const [oldest] = older.toSorted((a, b) => age(a) - age(b));
    if (oldest === undefined || age(oldest) >= checkedBeforeMs) return false;
    const at = older.indexOf(oldest);
    const before = older[at - 1];
    const span: DaySpan = {
      first: before ? addDays(before.day, 1) : null,
      last: older[at + 1] ? oldest.day : addDays(recent, -1),
    };
    const checked = await this.check.days(span, READ_LIMIT.recent);
    await this.days.save(span, [...checked.days, elsewhere(oldest.day, checked)]);
    return true;
  }

  /** Runs the work if no other process is at it. */
  alone(work: () => Promise<void>): Promise<boolean> {
    return this.days.alone(work);
  }

  private async count(waitMs: number): Promise<void> {
    await this.requestCounts();
    for (const until = Date.now() + waitMs; Date.now() < until && (await pendingCounts(this.options.db)) > 0;) {
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }

  private async checkRecent(isKept: boolean): Promise<LedgerAnswer> {
    const first = recentFrom(Date.now());
    const older = await this.days.older(first);
    // Without older days the recent part reaches back without an end, and nothing can hide before it.
    const span: DaySpan = { first: older.length === 0 ? null : first, last: null };
    const checked = await this.check.days(span, READ_LIMIT.recent);
    const stored = await this.days.before(first);
    const unchecked = older.filter(({ checkedAt }) => checkedAt === null).map(({ day }) => day);
    if (isKept) await this.days.save(span, checked.days);
    return this.answer('recent', checked, await this.check.standing(false), stored, unchecked);
  }

  private answer(
    scope: 'recent' | 'full',
    checked: Checked,
    standing: Standing,
    stored: StoredDay<DayCounts>[],
    unchecked: string[],
  ): LedgerAnswer {
    const checkedAt = new Date().toISOString();
    const days = [...stored, ...checked.days];
    const differences = [
      ...days.flatMap((day) => day.differences),
      ...checked.elsewhere,
      ...standing.faults,
      ...standing.countDifferences,
      ...standing.live.flatMap(liveDifference),
    ];
    const totals = { ...totalsOf(days, checked), live: standing.live.reduce((sum, { live }) => sum + live, 0) };
    return {
      balanced: differences.length === 0 && totals.lost === 0,
      settled: totals.inFlight === 0 && totals.open === 0 && unchecked.length === 0,
      checkedAt,
      scope,
      generation: this.options.generation,
      unchecked,
      unread: checked.missing.unread,
      totals,
      systems: systemsOf(days, checked, standing, checkedAt),
      differences,
    };
  }
}

function totalsOf(days: readonly { counts: DayCounts }[], checked: Checked): DayCounts {
  const sum = days.reduce((total, { counts }) => addCounts(total, counts), NO_COUNTS);
  return addCounts(sum, unreadCounts(checked));
}

/** Missing records that were counted by their offsets alone. */
function unreadCounts({ missing }: Checked): Partial<DayCounts> {
  const inFlight = missing.days.reduce((rest, day) => rest - day.inFlight, missing.inFlight);
  const lost = missing.days.reduce((rest, day) => rest - day.lost, missing.lost);
  return { inFlight, lost, records: inFlight + lost };
}

/** What a check of an older day found for no system, stored under no system; it also says that the day was checked. */
function elsewhere(day: string, checked: Checked): CheckedDay {
  return {
    system: NO_SYSTEM,
    day,
    counts: addCounts(NO_COUNTS, unreadCounts(checked)),
    differences: checked.elsewhere,
  };
}

function systemsOf(
  days: readonly (CheckedDay & { checkedAt?: Date })[],
  { pages }: Checked,
  standing: Standing,
  now: string,
): LedgerSystem[] {
  const byDay = Map.groupBy(days, ({ system }) => system);
  const codes = new Set([...standing.counts.map(({ system }) => system), ...byDay.keys()]);
  codes.delete(NO_SYSTEM);
  return [...codes].sort().map((system) => ({
    system,
    days: (byDay.get(system) ?? []).map(({ day, counts, differences, checkedAt }): LedgerDay => ({
      day,
      checkedAt: checkedAt?.toISOString() ?? now,
      ...counts,
      differences,
    })),
    pages: without(
      pages.find((row) => row.system === system) ?? {
        system,
        pages: 0,
        rows: 0,
        published: 0,
        same: 0,
        staged: 0,
        dropped: 0,
        incomplete: 0,
      },
    ),
    count: without(
      standing.counts.find((row) => row.system === system) ?? {
        system,
        state: 'not counted',
        requestedAt: null,
        countedAt: null,
      },
    ),
    live: without(standing.live.find((row) => row.system === system) ?? { system, ever: 0, deleted: 0, live: 0 }),
  }));
}

function without<Row extends { system: string }>({ system: _, ...row }: Row): Omit<Row, 'system'> {
  return row;
}

/** L4. */
function liveDifference({ system, ever, deleted, live }: LiveCount): LedgerDifference[] {
  const [expected, found] = [`${ever} ever current - ${deleted} deleted`, `${live} live`];
  const what = 'live dossiers are not those that ever had a version less the deleted ones';
  return live === ever - deleted
    ? []
    : [difference('LIVE_DIFFERS', what, { system: system || null, day: null, expected, found })];
}

/** L3 in a full check: a system that was not counted is never green. */
function notCounted({ counts }: Standing): LedgerDifference[] {
  return counts.flatMap(({ system, state, requestedAt, countedAt }) => {
    if (state === 'not countable')
      return [
        difference('NOT_COUNTABLE', 'the source of this system can neither list nor count', { system, day: null }),
      ];
    const isAnswered = countedAt !== null && (requestedAt === null || countedAt >= requestedAt);
    return isAnswered
      ? []
      : [difference('NOT_COUNTED', 'the source of this system was not counted in time', { system, day: null })];
  });
}
