import { isUtf8 } from 'node:buffer';
import type { RawItem } from '../../format';
import { columnNames } from '../../formats/columns';
import { BYTES_AS_THEY_ARE, rowItem, type Column as RowColumn } from '../../formats/row';
import type { SqlOptions } from '../sql-options';
import type { Cell, Column } from './engine';
import type { Table } from './tables';

/** Member that names the table of a row: rows of two years may have the same key. */
export const TABLE = '@table';
const RAW = 8 * 1024 * 1024;
const UNICODE = /^utf-?8/i;

/** Makes items of rows whose cells are those of `columns`. */
export function itemsOf(
  { format }: SqlOptions,
  table: Table,
  columns: readonly Column[],
): (cells: readonly Cell[]) => RawItem {
  const names = columnNames(columns.map(({ name }) => name));
  const charset = format.dialect?.charset ?? BYTES_AS_THEY_ARE;
  return (cells) => {
    const row: Record<string, RowColumn> = { [TABLE]: table.name };
    columns.forEach((column, at) => {
      row[names[at] ?? ''] = read(column, cells[at] ?? null);
    });
    return rowItem(row, charset, { rawBytes: RAW });
  };
}

/** Bytes are text where the database says that they are Unicode, and they are; numbers and times are written in ASCII. */
function read({ kind, charset }: Column, cell: Cell): RowColumn {
  if (!Buffer.isBuffer(cell) || kind === 'blob') return cell;
  const isText = charset === undefined ? isUtf8(cell) && kind !== 'other' : isTextOf(charset, cell);
  return isText ? cell.toString('utf8') : cell;
}

function isTextOf(charset: string, cell: Buffer): boolean {
  return (UNICODE.test(charset) || /^(ucs2|utf16|utf16le|utf32)$/.test(charset)) && isUtf8(cell);
}
