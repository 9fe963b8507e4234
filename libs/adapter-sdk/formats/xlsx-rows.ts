import { Malformed } from '../format';
import { elements, type Elements } from './xlsx-elements';
import { cellPlace, LAST_COLUMN, LAST_ROW } from './xlsx-reference';
import type { SharedStrings } from './xlsx-strings';
import { LONGEST_TEXT, RichText, type CellText } from './xlsx-text';

/** A cell that is not empty. */
export interface Cell {
  readonly column: number;
  readonly text: string;
  readonly kind: 'text' | 'number' | 'error';
  /** Its text is what a formula came to when the file was saved. */
  readonly isFormula: boolean;
}

/** A row with its cells from left to right, hidden or not. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
  /** What is wrong with its size; then cells are missing or cut. */
  readonly excess?: string;
}

/** How much one row may hold. */
export interface RowLimit {
  readonly characters: number;
}

/** The rows of a sheet that hold anything, as a stream. @param place how the sheet is named where it is at fault */
export async function* rowsOf(
  bytes: AsyncIterable<Buffer>,
  place: string,
  strings: SharedStrings,
  limit: RowLimit,
): AsyncGenerator<SheetRow> {
  const told = new Rows(place, strings, limit.characters);
  for await (const rows of elements(bytes, place, told)) yield* rows.take();
}

class Rows implements Elements {
  private complete: SheetRow[] = [];
  private number = 0;
  private cells: Cell[] = [];
  private room = 0;
  private excess: string | undefined;
  private column = 0;
  private type = 'n';
  private isFormula = false;
  private isValue = false;
  private readonly rich = new RichText();

  constructor(
    private readonly place: string,
    private readonly strings: SharedStrings,
    private readonly characters: number,
  ) {}

  take(): SheetRow[] {
    const rows = this.complete;
    this.complete = [];
    return rows;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.openCell(attributes.r, attributes.t);
    else if (name === 'v') this.isValue = true;
    else if (name === 'f') this.isFormula = true;
    else if (name === 'row') this.openRow(attributes.r);
    else this.rich.open(name);
  }

  text(text: string): void {
    if (this.isValue) this.rich.append(text);
    else this.rich.add(text);
  }

  close(name: string): void {
    if (name === 'c') this.closeCell();
    else if (name === 'v') this.isValue = false;
    else if (name === 'row') this.closeRow();
    else this.rich.close(name);
  }

  private openRow(written: string | undefined): void {
    const number = written === undefined ? this.number + 1 : /^\d{1,7}$/.test(written) ? Number(written) : 0;
    if (number < 1 || number > LAST_ROW) this.refuse(`a row has a number from 1 to ${LAST_ROW}`);
    if (number <= this.number) this.refuse('rows stand in their order, each once');
    [this.number, this.cells, this.column] = [number, [], 0];
    [this.room, this.excess] = [this.characters, undefined];
  }

  private closeRow(): void {
    const { number, cells, excess } = this;
    if (cells.length > 0 || excess !== undefined)
      this.complete.push({ number, cells, ...(excess !== undefined && { excess }) });
  }

  private openCell(reference: string | undefined, type = 'n'): void {
    const next = { row: this.number, column: this.column + 1 };
    const { row, column } = (reference === undefined ? next : cellPlace(reference)) ?? this.refuse(BEYOND);
    if (column > LAST_COLUMN) this.refuse(BEYOND);
    if (row !== this.number || column <= this.column) this.refuse('cells stand in their row and order, each once');
    [this.column, this.type, this.isFormula, this.isValue] = [column, type, false, false];
    this.rich.take();
  }

  private closeCell(): void {
    const { text, isCut } = this.value(this.rich.take());
    if (isCut) this.excess ??= `a cell has at most ${LONGEST_TEXT} characters`;
    if (text === '') return;
    this.room -= text.length;
    if (this.room < 0) {
      this.excess ??= `an item has at most ${this.characters} bytes`;
      return;
    }
    const { column, isFormula, type } = this;
    const kind = type === 'e' ? 'error' : type === 'n' ? 'number' : 'text';
    this.cells.push({ column, text, kind, isFormula });
  }

  private value(written: CellText): CellText {
    switch (this.type) {
      case 's':
        if (written.text.trim() === '') return { text: '', isCut: false };
        return this.shared(written.text) ?? this.refuse('a cell names a shared string that is not there');
      case 'b':
        return { text: { '1': 'TRUE', '0': 'FALSE' }[written.text.trim()] ?? written.text.trim(), isCut: false };
      case 'n':
        return { text: plainNumber(written.text.trim()), isCut: written.isCut };
      case 'inlineStr':
      case 'str':
      case 'e':
      case 'd':
        return written;
      default:
        return this.refuse('a cell is of a type that workbooks do not have');
    }
  }

  private shared(index: string): CellText | undefined {
    const digits = index.trim();
    return /^\d{1,9}$/.test(digits) ? this.strings.at(Number(digits)) : undefined;
  }

  private refuse(rule: string): never {
    throw new Malformed('MALFORMED', `${this.place} row ${this.number}`, rule);
  }
}

const BEYOND = 'a cell stands beyond the last one, XFD1048576';

/** A whole number that a program wrote as `1.2E11` gets its digits back; any other number stays as it is written. */
function plainNumber(text: string): string {
  if (!/^-?\d(\.\d+)?[eE]\+?\d{1,2}$/.test(text)) return text;
  const value = Number(text);
  return Number.isSafeInteger(value) && Math.abs(value) < 1e15 ? String(value) : text;
}
