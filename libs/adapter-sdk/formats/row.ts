import { hash } from 'node:crypto';
import { isAscii, isUtf8 } from 'node:buffer';
import { canonicalJson } from '@lienthong/canonical';
import { CHARSETS, decodeText, type Charset } from '@lienthong/vietnam';
import type { RawItem, SplitLimit } from '../format';
import { isNode, type Node, type NodeValue } from '../node';
import { bounded, jsonTree } from './json-tree';

/** What a column holds: text, a number by its digits, bytes, NULL, columns that stand under its name, or the rows of another table that belong to it. */
export type Column = string | Buffer | null | Row | readonly Row[];

/** One row of a table whose source has no bytes of its own for it: columns by their names. */
export interface Row {
  readonly [column: string]: Column;
}

/** Encoding of a row whose bytes nobody named: each byte is the character of its number, for `charset` of a field to read. */
export const BYTES_AS_THEY_ARE = 'iso-8859-1';
/** Member that holds the bytes of a column which nobody may take for UTF-8. */
const BASE64 = 'base64';

/**
 * An item of a row: its raw bytes are the RFC 8785 object of its columns. Bytes stand in it as text where they are ASCII,
 * or UTF-8 by their charset, else as `{"base64": …}`.
 *
 * @param charset what bytes of its columns are written in: one of vietnam's, or {@link BYTES_AS_THEY_ARE}
 */
export function rowItem(row: Row, charset: string, limit: SplitLimit): RawItem {
  const raw = Buffer.from(canonicalJson(written(row, charset)));
  const head = headOf(row, charset);
  const item = { size: raw.length, digest: hash('sha256', raw, 'buffer'), head, charset };
  if (raw.length <= limit.rawBytes) return { ...item, raw };
  return { ...item, fault: { code: 'TOO_LARGE', rule: `an item has at most ${limit.rawBytes} bytes` } };
}

/** The tree of a row's raw bytes. @throws Malformed where they are no such object */
export function rowTree(raw: Buffer, charset: string): Node {
  return read(bounded(jsonTree(raw)), charset) as Node;
}

function written(column: Column | Row, charset: string): unknown {
  if (column === null || typeof column === 'string') return column;
  if (Buffer.isBuffer(column)) {
    const isText = isAscii(column) || (charset === 'utf-8' && isUtf8(column));
    return isText ? column.toString('utf8') : { [BASE64]: column.toString('base64') };
  }
  if (isRows(column)) return column.map((row) => written(row, charset));
  return Object.fromEntries(Object.entries(column).map(([name, one]) => [name, written(one, charset)]));
}

function isRows(column: Row | readonly Row[]): column is readonly Row[] {
  return Array.isArray(column);
}

function headOf(row: Row, charset: string): Node {
  const flat = Object.entries(row).flatMap(([name, one]) => (Array.isArray(one) ? [] : [[name, leafOf(one, charset)]]));
  return Object.fromEntries(flat) as Node;
}

function leafOf(column: Column, charset: string): NodeValue {
  if (column === null || typeof column === 'string') return column;
  if (Buffer.isBuffer(column)) return decoded(column, charset);
  return isRows(column) ? null : headOf(column, charset);
}

function read(value: NodeValue, charset: string): NodeValue {
  if (Array.isArray(value)) return value.map((one) => read(one, charset));
  if (!isNode(value)) return value;
  const bytes = value[BASE64];
  if (typeof bytes === 'string' && Object.keys(value).length === 1)
    return decoded(Buffer.from(bytes, 'base64'), charset);
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, read(one ?? null, charset)]));
}

/** The text of bytes, by the label of their item: one of vietnam's charsets, or each byte as the character of its number. */
export function decoded(bytes: Buffer, charset: string): string {
  return isCharset(charset) ? decodeText(bytes, charset) : bytes.toString('latin1');
}

function isCharset(label: string): label is Charset {
  return (CHARSETS as readonly string[]).includes(label);
}
