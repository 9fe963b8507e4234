import type { DataSource, QueryRunner } from 'typeorm';
import type { LedgerDifference } from './ledger-difference';
import { onDays, type DaySpan } from './ledger-span';

/** Advisory lock under which one process of all checks days and stores the results. */
const WATCH_LOCK = 7_310_513;

/** Result of the last check of one system and day. */
export interface StoredDay<Counts> {
  readonly system: string;
  readonly day: string;
  readonly checkedAt: Date;
  readonly counts: Counts;
  readonly differences: LedgerDifference[];
}

/** Table ledger_day: results of checks that need not be repeated for every look. */
export class LedgerDays<Counts> {
  constructor(private readonly db: DataSource) {}

  /** Replaces all results of a span. */
  async save(span: DaySpan, days: readonly Omit<StoredDay<Counts>, 'checkedAt'>[]): Promise<void> {
    await this.db.transaction(async (tx) => {
      // Two gateways that store the same days must not wait for each other's rows in turn.
      await tx.query('lock table ledger_day in share row exclusive mode');
      await tx.query(`delete from ledger_day where ${onDays('day', span)}`);
      await tx.query(
        `insert into ledger_day (system, day, checked_at, counts, differences)
         select system, day, now(), counts, differences
         from jsonb_to_recordset($1::jsonb) as d(system text, day date, counts jsonb, differences jsonb)
         on conflict (system, day) do update set checked_at = excluded.checked_at, counts = excluded.counts, differences = excluded.differences`,
        [JSON.stringify(days)],
      );
    });
  }

  /** Stored results before a day. */
  async before(day: string): Promise<StoredDay<Counts>[]> {
    const rows: { system: string; day: string; checked_at: Date; counts: Counts; differences: LedgerDifference[] }[] =
      await this.db.query(
        'select system, day::text as day, checked_at, counts, differences from ledger_day where day < $1 order by day, system',
        [day],
      );
    return rows.map(({ checked_at, ...row }) => ({ ...row, checkedAt: checked_at }));
  }

  /** Days before a day that have lines or a stored result, oldest first, with the time of the oldest check (null: never). */
  async older(day: string): Promise<{ day: string; checkedAt: Date | null }[]> {
    const rows: { day: string; checked_at: Date | null }[] = await this.db.query(
      `with recursive step as (
         (select system, day from ledger_line order by system, day limit 1)
         union all
         select n.system, n.day from step s, lateral (
           select l.system, l.day from ledger_line l where (l.system, l.day) > (s.system, s.day) order by l.system, l.day limit 1) n)
       select k.day::text as day, case when bool_or(d.system is null) then null else min(d.checked_at) end as checked_at
       from (select system, day from step union select system, day from ledger_day) k
       left join ledger_day d on d.system = k.system and d.day = k.day
       where k.day < $1 group by k.day order by k.day`,
      [day],
    );
    return rows.map((row) => ({ day: row.day, checkedAt: row.checked_at }));
  }

  /** Runs the work if no other process is at it. @returns whether it ran */
  async alone(work: () => Promise<void>): Promise<boolean> {
    const runner = this.db.createQueryRunner();
    try {
      const [row]: { locked: boolean }[] = await runner.query('select pg_try_advisory_lock($1) as locked', [
        WATCH_LOCK,
      ]);
      if (!row?.locked) return false;
      await this.unlocking(runner, work);
      return true;
    } finally {
      await runner.release();
    }
  }

  private async unlocking(runner: QueryRunner, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [WATCH_LOCK]);
    }
  }
}
