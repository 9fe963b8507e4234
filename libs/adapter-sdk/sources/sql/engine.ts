import type { Fault } from '@lienthong/canonical';
import type { SqlSettings } from '../sql-options';

/** What a column holds in an answer: the bytes or the text of the database; NULL. */
export type Cell = Buffer | string | null;
/** What is bound to a placeholder. */
export type Value = Buffer | string | bigint;

/** A column as the information_schema describes it. */
export interface Column {
  readonly name: string;
  /** What the source may do with it. */
  readonly kind: 'number' | 'text' | 'uuid' | 'day' | 'time' | 'blob' | 'other';
  /** The type as the database names it. */
  readonly type: string;
  readonly isNullable: boolean;
  readonly charset: string | undefined;
  readonly collation: string | undefined;
}

/** A statement with a value for each of its placeholders. */
export interface Statement {
  readonly text: string;
  readonly values: readonly Value[];
}

/** A connection that is read-only, has its statements cut after `statementMs`, and its time zone set. */
export interface Session {
  query(statement: Statement): Promise<Cell[][]>;
  /** Lets go of the connection, also while a statement runs. */
  close(): void;
}

/** What the source has to know of one kind of database; another kind is another object of this form. */
export interface Engine {
  readonly port: number;
  /** @param offset of the session's time zone, such as +07:00 */
  connect(settings: SqlSettings, offset: string): Promise<Session>;
  /** A name as a statement writes it. */
  quote(name: string): string;
  /** The database's time now, in milliseconds since 1970. */
  readonly now: string;
  /** Columns of tables whose name is LIKE one of the patterns (escape sign |), by table and place; all tables without one. */
  columns(patterns: readonly string[]): Statement;
  /** @param row table, name, type, scale of a number, YES where it is nullable, charset, collation */
  column(row: readonly (string | null)[]): Column;
  /** How a column is asked for so that its bytes come as they are stored. */
  selected(column: Column, quoted: string): string;
  /** The `n`th placeholder (from 1) as something a column can be compared with. */
  placeholder(column: Column, n: number): string;
  /** A cell of that column as the value of its placeholder. */
  value(column: Column, cell: Buffer | string): Value;
  /** What a refusal means; undefined where it is the matter of the line. */
  explain(code: string, system: string): Fault | undefined;
}

/** Text of a cell of information_schema. */
export function textOf(cell: Cell | undefined): string | null {
  return cell === undefined || cell === null ? null : cell.toString();
}
