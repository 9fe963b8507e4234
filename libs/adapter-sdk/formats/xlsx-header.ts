import type { Merge } from './xlsx-merges';
import { columnName, folded } from './xlsx-name';
import { columnLetters } from './xlsx-reference';
import type { SheetRow } from './xlsx-rows';

/** The header stands within this many rows. */
export const HEADER_ROWS = 20;

/** Where the header of a sheet stands and what its columns are called. */
export interface Header {
  /** Its last row. */
  readonly row: number;
  /** Names by column, from left to right: declared ones as they are declared, others as they stand there. */
  readonly columns: ReadonlyMap<number, string>;
}

/** What was looked for and not found. */
export interface NoHeader {
  /** The most declared names that stood together. */
  readonly found: number;
  /** Declared names that did not stand with those. */
  readonly missing: readonly string[];
  /** Declared names that stood in the best row twice. */
  readonly twice: readonly string[];
}

/** The names of one candidate: one row, or two with merged cells. */
interface Candidate {
  readonly row: number;
  readonly names: ReadonlyMap<number, string>;
}

/**
 * Finds the header: the row, or two rows of which the upper groups the lower, that holds the most declared names, at
 * least so many, and the first of those that hold equally many. A cell of the upper row that is merged over several
 * columns stands before the names below it: `Ngày/Nhận`. One merged down is a name by itself.
 *
 * @param rows the first rows of a sheet, one more than a header may begin in
 */
export function findHeader(
  rows: readonly SheetRow[],
  merges: readonly Merge[],
  declared: readonly string[],
  atLeast: number,
): Header | NoHeader {
  const wanted = new Map(declared.map((name) => [folded(name), name]));
  let best: { candidate: Candidate; found: ReadonlySet<string>; twice: readonly string[] } | undefined;
  for (const candidate of candidates(rows, merges)) {
    const names = [...candidate.names.values()].flatMap((name) => wanted.get(folded(name)) ?? []);
    const found = new Set(names);
    const twice = [...found].filter((name) => names.indexOf(name) !== names.lastIndexOf(name));
    if (found.size > (best?.found.size ?? 0)) best = { candidate, found, twice };
  }
  const found = best?.found ?? new Set();
  if (best === undefined || found.size < atLeast || best.twice.length > 0) {
    const missing = declared.filter((name) => !found.has(name));
    return { found: found.size, missing, twice: best?.twice ?? [] };
  }
  return { row: best.candidate.row, columns: distinct(best.candidate.names, wanted) };
}

/**
 * A cell that is merged down makes two rows one header. Otherwise the lower row is taken for a record unless it names
 * more declared columns: then the upper row alone comes first.
 */
function* candidates(rows: readonly SheetRow[], merges: readonly Merge[]): Generator<Candidate> {
  for (const [at, upper] of rows.entries()) {
    if (upper.number > HEADER_ROWS) return;
    const below = rows[at + 1];
    const lower = below?.number === upper.number + 1 ? below : { number: upper.number + 1, cells: [] };
    const over = merges.filter(({ top, bottom }) => top === upper.number && bottom <= top + 1);
    const one = { row: upper.number, names: namesOf(upper) };
    const two = { row: lower.number, names: grouped(upper, lower, over) };
    if (over.some(isDown)) yield* [two, one];
    else if (over.length > 0) yield* [one, two];
    else yield one;
  }
}

function grouped(upper: SheetRow, lower: SheetRow, over: readonly Merge[]): Map<number, string> {
  const above = namesOf(upper);
  const names = new Map(above);
  for (const { left, right } of over.filter((merge) => !isDown(merge)))
    for (let column = left + 1; column <= right; column += 1) {
      const name = above.get(left);
      if (name !== undefined) names.set(column, name);
    }
  const down = new Set(over.filter(isDown).map(({ left }) => left));
  for (const [column, child] of namesOf(lower)) {
    const parent = names.get(column);
    if (!down.has(column)) names.set(column, parent === undefined ? child : columnName(`${parent}/${child}`));
  }
  return names;
}

function isDown({ top, bottom }: Merge): boolean {
  return bottom > top;
}

function namesOf({ cells }: SheetRow): Map<number, string> {
  return new Map(
    cells.flatMap(({ column, text }): [number, string][] => {
      const name = columnName(text);
      return name === '' ? [] : [[column, name]];
    }),
  );
}

/** Names as they are declared; one that stands there again gets the letters of its column: `Ghi chú (F)`. */
function distinct(names: ReadonlyMap<number, string>, wanted: ReadonlyMap<string, string>): Map<number, string> {
  const taken = new Set<string>();
  const columns = new Map<number, string>();
  for (const [column, name] of [...names].sort(([a], [b]) => a - b)) {
    const own = wanted.get(folded(name)) ?? name;
    // A name that begins like what the format adds would be taken for it.
    const plain = own.startsWith('@') ? `_${own}` : own;
    let free = plain;
    while (taken.has(folded(free))) free += ` (${columnLetters(column)})`;
    taken.add(folded(free));
    columns.set(column, free);
  }
  return columns;
}
