import { Fault } from '@lienthong/canonical';
import { closest } from 'fastest-levenshtein';
import type { SqlOptions } from '../sql-options';
import { textOf, type Cell, type Column, type Engine } from './engine';

const YEAR = '{year}';
const KEYS: readonly Column['kind'][] = ['number', 'text', 'uuid'];
/** A placeholder within a name would be taken for one of the statement. */
const NO_NAME = /[\u0000-\u001f?]/;

/** A table as it is read: `columns` in the order of their cells, and where among them key and change time stand. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly key: readonly number[];
  readonly changed: number;
}

/** Patterns of LIKE (escape sign |) for the tables that are declared. */
export function patternsOf({ tables }: SqlOptions): string[] {
  return tables.map((name) => name.replaceAll(/[|%_]/g, '|$&').replace(YEAR, '____'));
}

/** Columns of each table. @param rows of information_schema, as {@link Engine.columns} asks for them */
export function columnsFound(engine: Engine, rows: readonly Cell[][]): Map<string, Column[]> {
  const found = new Map<string, Column[]>();
  for (const cells of rows) {
    const row = cells.map(textOf);
    const name = row[0] ?? '';
    found.set(name, [...(found.get(name) ?? []), engine.column(row)]);
  }
  return found;
}

/** Tables that are declared, by name. @throws Fault LT-LINK-4 naming what is declared and not there, and what is near */
export function tablesOf(options: SqlOptions, found: ReadonlyMap<string, Column[]>, refuse: Refuse): Table[] {
  const named = options.tables.map((declared) => {
    const names = [...found.keys()].filter((name) => formOf(declared).test(name));
    if (names.length === 0) throw refuse('table', declared, [...found.keys()]);
    return names;
  });
  return [...new Set(named.flat())].sort().map((name) => tableOf(name, options, found.get(name) ?? [], refuse));
}

/** Makes the fault of a name that is declared and not there. @param names those that are there */
export type Refuse = (what: string, declared: string, names: readonly string[]) => Fault;

/** Faults that name the system. */
export function refusing(system: string): Refuse {
  return (what, declared, names) => {
    const near = names.length === 0 ? undefined : closest(declared, [...names]);
    const meant = near === undefined ? `It shows none at all: have SELECT granted to the user` : `Is "${near}" meant?`;
    return new Fault('LT-LINK-4', `${system}: the database has no ${what} "${declared}". ${meant}`);
  };
}

function formOf(declared: string): RegExp {
  return new RegExp(`^${declared.split(YEAR).map(literal).join('\\d{4}')}$`);
}

function literal(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function tableOf(name: string, options: SqlOptions, all: readonly Column[], refuse: Refuse): Table {
  const { key, changed, columns } = options;
  const names = all.map((column) => column.name);
  const declared = [...key, changed, ...(columns ?? [])];
  const unknown = declared.find((one) => !names.includes(one));
  if (unknown !== undefined) throw refuse(`column of ${name}`, unknown, names);
  const wanted = all.filter((column) =>
    columns === undefined ? column.kind !== 'blob' || declared.includes(column.name) : declared.includes(column.name),
  );
  const at = (one: string): number => wanted.findIndex((column) => column.name === one);
  const table = { name, columns: wanted, key: key.map(at), changed: at(changed) };
  if (wanted.some((column) => NO_NAME.test(column.name)) || NO_NAME.test(name))
    throw refuse('table with names free of ?', name, []);
  for (const one of table.key) allowed(name, wanted[one], KEYS, 'a key is of whole numbers, texts or UUIDs');
  allowed(name, wanted[table.changed], ['day', 'time'], 'a change time is a date, with or without a time');
  return table;
}

function allowed(table: string, column: Column | undefined, kinds: readonly Column['kind'][], rule: string): void {
  if (column !== undefined && kinds.includes(column.kind)) return;
  throw new Fault(
    'LT-LINK-4',
    `${table}.${column?.name ?? ''} is ${column?.type ?? 'not there'}: ${rule}. Correct the adapter.`,
  );
}
