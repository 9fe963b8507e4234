import type { QueryRunner } from 'typeorm';

/** What two places disagree about. */
export type DifferenceKind =
  | 'LOST'
  | 'EXTRA_LINE'
  | 'LOG_CUT'
  | 'VERSION_MISSING'
  | 'VERSION_EXTRA'
  | 'HEAD_MISSING'
  | 'HEAD_EXTRA'
  | 'HEAD_DIFFERS'
  | 'PARKED_MISSING'
  | 'PARKED_EXTRA'
  | 'CHAIN_BROKEN'
  | 'PAGE_DIFFERS'
  | 'PAGE_MISSING'
  | 'SOURCE_FAULT'
  | 'LIVE_DIFFERS'
  | 'NOT_LISTED_HERE'
  | 'NOT_IN_SOURCE'
  | 'NOT_COUNTABLE'
  | 'NOT_COUNTED';

/** One difference, named by ids and places only: never a value of a dossier. */
export interface LedgerDifference {
  readonly kind: DifferenceKind;
  readonly system: string | null;
  /** Day in Asia/Ho_Chi_Minh, `2026-03-31`. */
  readonly day: string | null;
  readonly dossier?: string;
  /** generation/partition/offset in `records.v1`. */
  readonly coordinate?: string;
  readonly page?: string;
  readonly expected?: string;
  readonly found?: string;
  readonly what: string;
}

/** A row of a comparison; `coordinate`, `page`, `expected` and `found` where the comparison has them. */
export interface DifferenceRow {
  system: string | null;
  day: string | null;
  dossier?: string | null;
  coordinate?: string | null;
  page?: string | null;
  expected?: string | null;
  found?: string | null;
}

/** At most so many differences of one kind, system and day are listed; all are counted. */
export const LISTED = 1_000;

/**
 * Runs a comparison and lists its differences: {@link LISTED} for each system and day, then one that counts the rest.
 *
 * @param sql a select of {@link DifferenceRow}s
 */
export async function differencesOf(
  tx: QueryRunner,
  kind: DifferenceKind,
  what: string,
  sql: string,
  parameters: unknown[] = [],
): Promise<LedgerDifference[]> {
  const rows: (DifferenceRow & { total: number; nth: number })[] = await tx.query(
    `with found_difference as (${sql})
     select * from (select f.*, row_number() over (partition by system, day)::integer as nth, count(*) over (partition by system, day)::integer as total
                    from found_difference f) numbered
     where nth <= ${LISTED}`,
    parameters,
  );
  return rows.flatMap(({ nth, total, ...row }) => {
    const one = difference(kind, what, row);
    return nth === LISTED && total > nth ? [one, rest(one, total - nth)] : [one];
  });
}

/** A difference of a row, without the columns that are null. */
export function difference(kind: DifferenceKind, what: string, row: DifferenceRow): LedgerDifference {
  const { system, day, dossier, coordinate, page, expected, found } = row;
  return {
    kind,
    system,
    day,
    ...(dossier == null ? {} : { dossier }),
    ...(coordinate == null ? {} : { coordinate }),
    ...(page == null ? {} : { page }),
    ...(expected == null ? {} : { expected }),
    ...(found == null ? {} : { found }),
    what,
  };
}

/** Stands for those of one kind, system and day that are counted and not listed. */
export function rest({ kind, system, day }: LedgerDifference, count: number): LedgerDifference {
  return { kind, system, day, found: String(count), what: `${count} more of this kind are counted and not listed` };
}
