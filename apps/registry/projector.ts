import {
  isPoison,
  Projection,
  sqlState,
  type DossierMark,
  type KnownRow,
  type ListedRow,
  type QueryRunner,
} from '@lienthong/storage';

/** What a batch did: rows stored anew, rows that say the same as before, and rows the database refused. */
export interface Projected {
  changed: number;
  same: number;
  readonly refused: { id: string; state: string }[];
}

/** Brings lists and search up to date with a batch: of each dossier the newest record counts, whenever it comes. */
export class Projector {
  /**
   * @param rows of one partition, in the order of the log
   * @throws what waiting mends; a row the database refuses is left out and named in the answer
   */
  async apply(tx: QueryRunner, rows: readonly ListedRow[]): Promise<Projected> {
    const done: Projected = { changed: 0, same: 0, refused: [] };
    await new Projection(tx).commitLazily();
    if (rows.length > 0) await this.applyRange(tx, newestOf(rows), done);
    return done;
  }

  private async applyRange(tx: QueryRunner, rows: readonly ListedRow[], done: Projected): Promise<void> {
    await tx.query('savepoint listing');
    try {
      const { changed, same } = await write(new Projection(tx), rows);
      await tx.query('release savepoint listing');
      done.changed += changed;
      done.same += same;
    } catch (error) {
      if (!isPoison(error)) throw error;
      await tx.query('rollback to savepoint listing');
      const [only] = rows;
      if (rows.length === 1 && only) {
        done.refused.push({ id: only.id, state: sqlState(error) ?? '' });
        return;
      }
      const middle = rows.length >> 1;
      await this.applyRange(tx, rows.slice(0, middle), done);
      await this.applyRange(tx, rows.slice(middle), done);
    }
  }
}

async function write(projection: Projection, rows: readonly ListedRow[]): Promise<{ changed: number; same: number }> {
  const known = await projection.known(rows.map((row) => row.id));
  const newer = rows.filter((row) => isNewer(row, known.get(row.id)));
  const same = newer.filter((row) => saysTheSame(row, known.get(row.id)));
  const changed = newer.filter((row) => !saysTheSame(row, known.get(row.id)));
  await projection.advance(same);
  const tokens = difference(changed, known, (row) => row.tokens);
  await projection.replaceTokens(tokens.gone, tokens.fresh);
  const codes = difference(changed, known, (row) => row.codes);
  await projection.replaceCodes(codes.gone, codes.fresh);
  await projection.save(changed);
  return { changed: changed.length, same: same.length };
}

function newestOf(rows: readonly ListedRow[]): ListedRow[] {
  const newest = new Map<string, ListedRow>();
  for (const row of rows) if (isNewer(row, newest.get(row.id))) newest.set(row.id, row);
  return [...newest.values()];
}

/** The order of the registry: two items of one request may share a sequence, then the later one wins. */
function isNewer(row: KnownRow, other: KnownRow | undefined): boolean {
  if (!other) return true;
  return row.sequence > other.sequence || (row.sequence === other.sequence && row.offset > other.offset);
}

/** Tokens are no part of the content: a replay may bring them to a dossier that had none. */
function saysTheSame(row: KnownRow, other: KnownRow | undefined): boolean {
  return (
    other?.content === row.content &&
    other.tokens.join() === row.tokens.join() &&
    other.codes.join() === row.codes.join()
  );
}

function difference(
  rows: readonly ListedRow[],
  known: ReadonlyMap<string, KnownRow>,
  marksOf: (row: KnownRow) => readonly string[],
): { gone: DossierMark[]; fresh: DossierMark[] } {
  const [gone, fresh]: [DossierMark[], DossierMark[]] = [[], []];
  for (const row of rows) {
    const before = known.get(row.id);
    const [had, has] = [new Set(before ? marksOf(before) : []), new Set(marksOf(row))];
    for (const mark of had) if (!has.has(mark)) gone.push({ dossier: row.id, mark });
    for (const mark of has) if (!had.has(mark)) fresh.push({ dossier: row.id, mark });
  }
  return { gone, fresh };
}
