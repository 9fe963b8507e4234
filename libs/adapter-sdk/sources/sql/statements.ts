import type { Cell, Engine, Statement, Value } from './engine';
import type { Table } from './tables';

/** Where the rows of a table are asked for from: those that follow a row, or from a change time on. */
export interface From {
  /** Rows whose change time is NULL: they are read at the very beginning, by key. */
  readonly isUntimed: boolean;
  /** Change time to begin with, as the column writes it; undefined for the very first. */
  readonly since: string | undefined;
  /** The row read last. */
  readonly after: readonly Cell[] | undefined;
}

/** Rows of one table by (change time, key), at most `rows`. Names are quoted, and nothing of a row is part of the text. */
export function rowsOf(engine: Engine, table: Table, from: From, rows: number): Statement {
  const put = new Placed(engine, table);
  const changed = put.name(table.changed);
  const order = [...(from.isUntimed ? [] : [table.changed]), ...table.key];
  const begun =
    from.after !== undefined
      ? put.beyond(order, from.after)
      : from.since !== undefined && !from.isUntimed
        ? `${changed} >= ${put.value(table.changed, from.since)}`
        : undefined;
  const isNullable = table.columns[table.changed]?.isNullable === true;
  const timed = from.isUntimed ? `${changed} IS NULL` : isNullable ? `${changed} IS NOT NULL` : undefined;
  return put.statement(
    table.columns.map((_, at) => at),
    [timed, begun],
    order,
    rows,
  );
}

/** Rows of one table by key, at most `rows`; of each, the columns at these places. */
export function keysOf(
  engine: Engine,
  table: Table,
  columns: readonly number[],
  after: readonly Cell[] | undefined,
  rows: number,
): Statement {
  const put = new Placed(engine, table);
  const begun = after === undefined ? undefined : put.beyond(table.key, after);
  return put.statement(columns, [begun], table.key, rows);
}

/** A statement that is being written: values get their placeholders as they come. */
class Placed {
  private readonly values: Value[] = [];

  constructor(
    private readonly engine: Engine,
    private readonly table: Table,
  ) {}

  name(at: number): string {
    return this.engine.quote(this.table.columns[at]?.name ?? '');
  }

  value(at: number, cell: Buffer | string): string {
    const column = this.table.columns[at];
    if (column === undefined) throw new RangeError('a column that the table has not');
    this.values.push(this.engine.value(column, cell));
    return this.engine.placeholder(column, this.values.length);
  }

  /** Rows behind one, by these columns: a > x OR (a = x AND (b > y …)). */
  beyond([at = 0, ...rest]: readonly number[], row: readonly Cell[]): string {
    const name = this.name(at);
    const cell = row[at] ?? '';
    const greater = `${name} > ${this.value(at, cell)}`;
    if (rest.length === 0) return greater;
    return `(${greater} OR (${name} = ${this.value(at, cell)} AND ${this.beyond(rest, row)}))`;
  }

  statement(
    columns: readonly number[],
    where: readonly (string | undefined)[],
    order: readonly number[],
    rows: number,
  ): Statement {
    const { engine, table, values } = this;
    const asked = columns.flatMap((at) => {
      const column = table.columns[at];
      return column === undefined ? [] : [engine.selected(column, this.name(at))];
    });
    const conditions = where.filter((one) => one !== undefined).join(' AND ');
    const text = [
      `SELECT ${asked.join(', ')} FROM ${engine.quote(table.name)}`,
      ...(conditions === '' ? [] : [`WHERE ${conditions}`]),
      `ORDER BY ${order.map((at) => this.name(at)).join(', ')} LIMIT ${rows}`,
    ];
    return { text: text.join(' '), values };
  }
}
