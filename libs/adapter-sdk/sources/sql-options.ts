import type { Format } from '../format';

/** What the tables of a software look like. Names as the database writes them. */
export interface SqlOptions {
  readonly format: Format;
  readonly engine: 'mysql' | 'postgresql';
  /** Tables or views that hold one kind of row; `{year}` stands for four digits: `hoso_{year}`. */
  readonly tables: readonly string[];
  /** Columns that tell the rows of one table apart: whole numbers, texts or UUIDs. */
  readonly key: readonly string[];
  /** Column of the time of the last change: a date, or a date with a time. */
  readonly changed: string;
  /** Columns that are read beside these; without it, all but those of large binary objects. */
  readonly columns?: readonly string[];
  /** Offset of the times that columns without one hold; default +07:00. */
  readonly offset?: string;
}

/** Settings of a system whose database is read. */
export interface SqlSettings {
  readonly host: string;
  readonly port?: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  readonly pageRows: number;
  readonly overlapMs: number;
  readonly statementMs: number;
}
