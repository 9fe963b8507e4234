/** The last row that a sheet has. */
export const LAST_ROW = 1_048_576;
/** The last column that a sheet has, XFD. */
export const LAST_COLUMN = 16_384;

/** Where a cell stands, both counted from 1. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** Reads `B7`; undefined where it is no place of a sheet. */
export function cellPlace(reference: string): CellPlace | undefined {
  let [column, row, at] = [0, 0, 0];
  for (; at < reference.length && at < 4; at += 1) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  for (let from = at; at < reference.length; at += 1) {
    const digit = reference.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || at - from > 6) return undefined;
    row = row * 10 + digit;
  }
  return row < 1 || row > LAST_ROW || column < 1 || column > LAST_COLUMN ? undefined : { row, column };
}

/** The letters of a column: 28 is `AB`. */
export function columnLetters(column: number): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return letters;
}
