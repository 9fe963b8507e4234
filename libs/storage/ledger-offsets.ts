import type { QueryRunner } from 'typeorm';
import { difference, differencesOf, type LedgerDifference } from './ledger-difference';

/** Offsets of one partition, `to` not included. */
export interface OffsetRange {
  readonly partition: number;
  readonly from: number;
  readonly to: number;
}

/** What the broker can still give of one partition: `high` is the offset the next record gets. */
export interface LogBounds {
  readonly partition: number;
  readonly low: number;
  readonly high: number;
}

/** So many gaps are told apart in one partition; a last one covers what lies above them. */
const GAPS = 20_000;

/** L1: which offsets of `records.v1` have a line, and which lines have an offset. */
export class LedgerOffsets {
  constructor(
    private readonly tx: QueryRunner,
    private readonly generation: number,
  ) {}

  /** The highest offset that has a line, by partition. */
  async highest(partitions: readonly number[]): Promise<Map<number, number>> {
    const rows: { partition: number; highest: string | null }[] = await this.tx.query(
      `select p.partition, (select max(record_offset) from ledger_line where generation = $1 and partition = p.partition) as highest
       from unnest($2::integer[]) as p(partition)`,
      [this.generation, partitions],
    );
    return new Map(rows.filter((row) => row.highest !== null).map((row) => [row.partition, Number(row.highest)]));
  }

  /** The offsets in the ranges that have no line, as ranges: one look per partition, a count first. */
  async gaps(ranges: readonly OffsetRange[]): Promise<OffsetRange[]> {
    const gaps: OffsetRange[] = [];
    for (const range of ranges.filter(({ from, to }) => to > from)) {
      const bounds = [this.generation, range.partition, range.from, range.to];
      const [row]: { lines: string }[] = await this.tx.query(
        `select count(*) as lines from ledger_line where generation = $1 and partition = $2 and record_offset >= $3 and record_offset < $4`,
        bounds,
      );
      if (Number(row?.lines) < range.to - range.from) gaps.push(...(await this.gapsIn(range, bounds)));
    }
    return gaps;
  }

  private async gapsIn({ partition, to }: OffsetRange, bounds: unknown[]): Promise<OffsetRange[]> {
    const rows: { gap_from: string; gap_to: string }[] = await this.tx.query(
      `select before + 1 as gap_from, record_offset as gap_to
       from (select record_offset, lag(record_offset, 1, $3::bigint - 1) over (order by record_offset) as before
             from (select record_offset from ledger_line
                   where generation = $1 and partition = $2 and record_offset >= $3 and record_offset < $4
                   union all select $4::bigint) offsets) steps
       where record_offset > before + 1
       order by 1 limit ${GAPS + 1}`,
      bounds,
    );
    const gaps = rows.map((row) => ({ partition, from: Number(row.gap_from), to: Number(row.gap_to) }));
    const beyond = gaps[GAPS];
    return beyond ? [...gaps.slice(0, GAPS), { ...beyond, to }] : gaps;
  }

  /** Lines at places the log does not have: beyond its end, in a partition or a generation that does not exist. */
  async extraLines(log: readonly LogBounds[]): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'EXTRA_LINE',
      'a ledger line at an offset the log does not have',
      `select l.system, l.day::text as day, l.dossier::text as dossier, concat_ws('/', l.generation, l.partition, l.record_offset) as coordinate,
              l.page, 'end ' || coalesce(b.high, 0) as expected, l.record_offset::text as found
       from (select l.* from unnest($2::integer[], $3::bigint[]) as b(partition, high)
             join ledger_line l on l.generation = $1 and l.partition = b.partition and l.record_offset >= b.high
             union all
             select * from ledger_line where generation = $1 and partition < 0
             union all
             select * from ledger_line where generation = $1 and partition >= $4
             union all
             select * from ledger_line where generation > $1
             union all
             select * from ledger_line where generation < 1) l
       left join unnest($2::integer[], $3::bigint[]) as b(partition, high) on b.partition = l.partition`,
      [this.generation, log.map(({ partition }) => partition), log.map(({ high }) => high), log.length],
    );
  }

  /** Partitions whose first records were removed from the log although their lines stand: they cannot be read back. */
  async cut(log: readonly LogBounds[]): Promise<LedgerDifference[]> {
    const cut = log.filter(({ low }) => low > 0);
    if (cut.length === 0) return [];
    const rows: { partition: number; lines: string; day: string | null; system: string | null }[] = await this.tx.query(
      `select b.partition, count(l.record_offset) as lines, min(l.day)::text as day, min(l.system) as system
       from unnest($2::integer[], $3::bigint[]) as b(partition, low)
       join ledger_line l on l.generation = $1 and l.partition = b.partition and l.record_offset < b.low
       group by b.partition`,
      [this.generation, cut.map(({ partition }) => partition), cut.map(({ low }) => low)],
    );
    return rows.map(({ partition, lines, day, system }) => {
      const what = `${lines} records of records.v1/${partition} were removed from the log, which must keep all of them`;
      return difference('LOG_CUT', what, {
        system,
        day,
        found: `low ${cut.find((p) => p.partition === partition)?.low ?? 0}`,
        expected: 'low 0',
      });
    });
  }
}
