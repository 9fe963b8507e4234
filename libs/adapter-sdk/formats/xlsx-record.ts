import type { Column, Row } from './row';
import { folded, columnName } from './xlsx-name';
import type { Header } from './xlsx-header';
import type { Merge } from './xlsx-merges';
import type { XlsxOptions } from './xlsx-options';
import { columnLetters } from './xlsx-reference';
import type { Cell, SheetRow } from './xlsx-rows';

/** Days between the two beginnings that workbooks count from (1899-12-31 with the day 1900-02-29, and 1904-01-01). */
const FROM_1900_TO_1904 = 1_462;
/** `Tổng`, `Tổng cộng`, `Cộng dồn` and the like. */
const TOTAL = /^(tổng|cộng)(?!\p{L})/u;
/** `(1)`, `2`, `A`: what stands below a header to number its columns. */
const COLUMN_NUMBER = /^\(?(\d{1,3}|[A-Za-z])\)?$/;
const FEWEST_NUMBERED = 3;

/** What all records of one sheet have in common. */
export interface RecordPlan {
  readonly options: XlsxOptions;
  readonly sheet: string;
  readonly header: Header;
  readonly merges: readonly Merge[];
  readonly isFrom1904: boolean;
}

/**
 * Makes the rows below a header into the columns of items. Rows are given from the top down. What is no record is told in
 * `@kind`, so that a mapping drops it by a rule with a name.
 */
export class Records {
  private readonly names: readonly (readonly [column: number, path: readonly string[]])[];
  private readonly key: number;
  private readonly dates: ReadonlySet<number>;
  private readonly downward: readonly Merge[];
  private next = 0;
  private readonly open = new Map<number, { readonly bottom: number; readonly cell: Cell | undefined }>();

  constructor(private readonly plan: RecordPlan) {
    const { options, header, merges } = plan;
    const columnsOf = (names: readonly string[] = []): Set<number> => {
      const wanted = new Set(names.map((name) => folded(columnName(name))));
      return new Set([...header.columns].filter(([, name]) => wanted.has(folded(name))).map(([column]) => column));
    };
    this.names = [...header.columns].map(([column, name]) => [column, name.split('/')]);
    [this.key = 0] = columnsOf([options.key]);
    this.dates = columnsOf(options.dates);
    const merged = columnsOf(options.merged);
    this.downward = merges.filter(({ top, bottom, left }) => top > header.row && bottom > top && merged.has(left));
  }

  /** The columns of a row. */
  row(row: SheetRow): Row {
    const { options, sheet, header, isFrom1904 } = this.plan;
    const cells = new Map(row.cells.map((cell) => [cell.column, cell]));
    this.filled(row.number, cells);
    const textOf = (column: number): string | null => {
      const cell = cells.get(column);
      if (cell === undefined) return null;
      return isFrom1904 && cell.kind === 'number' && this.dates.has(column) ? later(cell.text) : cell.text;
    };
    const columns: [readonly string[], string | null][] = this.names.map(([column, path]) => [path, textOf(column)]);
    for (const { column } of row.cells)
      if (!header.columns.has(column)) columns.push([[`@${columnLetters(column)}`], textOf(column)]);
    const kind = this.kind(row, cells);
    const told: [string, string | undefined][] = [
      ['@kind', kind],
      ['@formulas', this.list(row.cells.filter(({ isFormula }) => isFormula))],
      ['@errors', this.list(row.cells.filter((cell) => cell.kind === 'error'))],
      ['@sheet', options.add?.includes('@sheet') ? sheet : undefined],
      ['@row', options.add?.includes('@row') ? String(row.number) : undefined],
    ];
    for (const [name, text] of told) if (text !== undefined) columns.push([[name], text]);
    return nested(columns);
  }

  /** Puts the first cell of a block that is merged down into its other rows. */
  private filled(number: number, cells: Map<number, Cell>): void {
    for (let merge = this.downward[this.next]; merge !== undefined && merge.top <= number; merge = this.downward[this.next]) {
      this.next += 1;
      const cell = merge.top === number ? cells.get(merge.left) : undefined;
      this.open.set(merge.left, { bottom: merge.bottom, cell });
    } // prettier-ignore
    for (const [column, { bottom, cell }] of this.open) {
      if (bottom < number) this.open.delete(column);
      else if (cell !== undefined && !cells.has(column)) cells.set(column, cell);
    }
  }

  private kind({ number, cells: own }: SheetRow, cells: ReadonlyMap<number, Cell>): string | undefined {
    const { header } = this.plan;
    const key = cells.get(this.key)?.text.trim() ?? '';
    if (key !== '' && folded(columnName(key)) === folded(header.columns.get(this.key)?.split('/').at(-1) ?? '')) return 'header'; // prettier-ignore
    if (number === header.row + 1 && isNumbering(own)) return 'numbering';
    // A company may be called "Tổng …": where there is a key, only the key tells a total.
    const isTotal = (key === '' ? own.slice(0, 2).map(({ text }) => text) : [key]).some((text) => TOTAL.test(folded(text.trim()))); // prettier-ignore
    if (isTotal) return 'total';
    return key === '' ? 'no-key' : undefined;
  }

  private list(cells: readonly Cell[]): string | undefined {
    const { columns } = this.plan.header;
    if (cells.length === 0) return undefined;
    return cells.map(({ column }) => columns.get(column) ?? `@${columnLetters(column)}`).join(', ');
  }
}

/** `A B 1 2 3`: letters, then numbers in their order. */
function isNumbering(cells: readonly Cell[]): boolean {
  const signs = cells.map(({ text }) => COLUMN_NUMBER.exec(text.trim())?.[1]);
  const numbers = signs.flatMap((sign) => (/^\d/.test(sign ?? '') ? [Number(sign)] : []));
  const isInOrder = numbers.every((one, at) => at === 0 || one === (numbers[at - 1] ?? 0) + 1);
  return !signs.includes(undefined) && numbers.length >= FEWEST_NUMBERED && isInOrder;
}

/** Days that count from 1904, as days that count from 1900; the part of a day stays as it is written. */
function later(serial: string): string {
  const [, days, rest = ''] = /^(\d{1,7})(\.\d+)?$/.exec(serial) ?? [];
  return days === undefined ? serial : `${Number(days) + FROM_1900_TO_1904}${rest}`;
}

/** `a/b` stands as `b` within `a`; a column `a` beside it as the text of that. */
function nested(columns: readonly (readonly [path: readonly string[], text: string | null])[]): Row {
  const groups = new Map<string, [readonly string[], string | null][]>();
  for (const [[first = '', ...rest], text] of columns) {
    const group = groups.get(first);
    if (group === undefined) groups.set(first, [[rest, text]]);
    else group.push([rest, text]);
  }
  return Object.fromEntries(
    [...groups].map(([name, group]): [string, Column] => {
      const [only] = group;
      if (only !== undefined && group.length === 1 && only[0].length === 0) return [name, only[1]];
      return [name, nested(group.map(([rest, text]) => [rest.length === 0 ? ['#text'] : rest, text]))];
    }),
  );
}
