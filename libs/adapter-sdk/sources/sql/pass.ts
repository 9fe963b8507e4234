import { Fault } from '@lienthong/canonical';
import type { RawItem } from '../../format';
import type { SqlOptions } from '../sql-options';
import { changeTime, offsetMs, writtenTime } from './change-time';
import type { Connection } from './connection';
import type { Cell, Column } from './engine';
import { itemsOf } from './rows';
import { rowsOf, type From } from './statements';
import type { Table } from './tables';

/** A row that was read and not yet handed on. */
interface Waiting {
  readonly written: string;
  readonly changedMs: number | undefined;
  readonly cells: readonly Cell[];
}

function isBefore(one: Waiting, other: Waiting): boolean {
  const [a, b] = [one.changedMs ?? Infinity, other.changedMs ?? Infinity];
  return a < b || (a === b && one.written < other.written);
}

/** The rows of several tables as those of one, by (change time, table, key): each table is read ahead by one page. */
export class Pass {
  private readonly readings: TableReading[];

  constructor(connection: Connection, options: SqlOptions, tables: readonly Table[], sinceMs: number) {
    this.readings = tables.map((table) => new TableReading(connection, options, table, sinceMs));
  }

  /** The next rows, fewer than asked for at the end alone. */
  async next(rows: number): Promise<{ items: RawItem[]; changedMs: (number | undefined)[] }> {
    const items: RawItem[] = [];
    const changedMs: (number | undefined)[] = [];
    while (items.length < rows) {
      for (const reading of this.readings) await reading.fill(rows);
      const first = this.first();
      const row = first?.take();
      if (first === undefined || row === undefined) break;
      items.push(first.item(row.cells));
      changedMs.push(row.changedMs);
    }
    return { items, changedMs };
  }

  private first(): TableReading | undefined {
    let first: TableReading | undefined;
    for (const reading of this.readings) {
      if (reading.head === undefined) continue;
      if (first?.head === undefined || isBefore(reading.head, first.head)) first = reading;
    }
    return first;
  }
}

/** One table, read page by page. */
class TableReading {
  readonly item: (cells: readonly Cell[]) => RawItem;
  private waiting: Waiting[] = [];
  private taken = 0;
  private isOver = false;
  private from: From;
  private readonly changed: Column;
  private readonly offset: number;

  constructor(
    private readonly connection: Connection,
    options: SqlOptions,
    private readonly table: Table,
    sinceMs: number,
  ) {
    this.item = itemsOf(options, table, table.columns);
    this.offset = offsetMs(connection.offset);
    const changed = table.columns[table.changed];
    if (changed === undefined) throw new RangeError('a table without a change time');
    this.changed = changed;
    const since = sinceMs > 0 ? writtenTime(changed, sinceMs, this.offset) : undefined;
    this.from = { isUntimed: since === undefined && changed.isNullable, since, after: undefined };
  }

  get head(): Waiting | undefined {
    return this.waiting[this.taken];
  }

  take(): Waiting | undefined {
    return this.waiting[this.taken++];
  }

  /** Reads a page where none of the last one is left. */
  async fill(rows: number): Promise<void> {
    while (this.head === undefined && !this.isOver) {
      const { connection, table, from } = this;
      // One more than is taken: it tells whether there is more, and whether the key tells rows apart.
      const found = await connection.run(`SELECT ${table.name}`, rowsOf(connection.engine, table, from, rows + 1));
      const taken = found.slice(0, rows);
      const last = taken.at(-1);
      if (found.length > rows) this.apart(last, found[rows]);
      this.waiting = taken.map((cells) => this.read(cells));
      this.taken = 0;
      if (found.length > rows) this.from = { ...from, after: last };
      else if (from.isUntimed) this.from = { ...from, isUntimed: false, after: undefined };
      else this.isOver = true;
    }
  }

  private read(cells: readonly Cell[]): Waiting {
    const written = cells[this.table.changed]?.toString() ?? null;
    return { written: written ?? '', changedMs: changeTime(this.changed, written, this.offset), cells };
  }

  private apart(last: readonly Cell[] | undefined, next: readonly Cell[] | undefined): void {
    const { key, changed, name, columns } = this.table;
    if ([changed, ...key].some((at) => last?.[at]?.toString() !== next?.[at]?.toString())) return;
    const names = key.map((at) => columns[at]?.name).join(', ');
    throw new Fault(
      'LT-LINK-4',
      `Table ${name} has rows that its key (${names}) does not tell apart. Declare columns that do as key.`,
    );
  }
}
