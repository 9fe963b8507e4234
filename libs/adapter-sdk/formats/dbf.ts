import { isUtf8 } from 'node:buffer';
import type { Charset } from '@lienthong/vietnam';
import { Malformed, type Format, type RawItem, type SplitLimit } from '../format';
import { columnNames, shownCharset } from './columns';
import { dbfHeader, type DbfHeader } from './dbf-header';
import { dbfValue } from './dbf-value';
import { gathered, joined } from './gathered';
import { decoded, rowItem, rowTree, type Column, type Row } from './row';

/** What is known of the tables of a source. */
export interface DbfOptions {
  /** Encoding of names and texts; else what the words of its beginning show, or the bytes as they are. */
  readonly charset?: Charset;
}

/** Column of the mark that a record is deleted: `1`, else `0`. Deleted records stay in a table until it is packed. */
export const DELETED = '@deleted';

/** Bytes whose texts show the charset. */
const SAMPLE = 65_536;
const [ALIVE, GONE, END_OF_FILE] = [0x20, 0x2a, 0x1a];

/**
 * Tables of dBase III, dBase IV and FoxPro. An item is a record: its raw bytes are the object of its columns (see
 * `rowItem`), with {@link DELETED}. Memos lie in a file of their own and are left out. The code page that a table names is
 * not believed: TCVN3 stands under the mark of Windows ANSI, or under none.
 */
export function dbf(options: DbfOptions = {}): Format {
  return {
    mediaType: 'application/vnd.dbf+json',
    dialect: options,
    split: (bytes, limit) => splitDbf(bytes, limit, options),
    parse: rowTree,
  };
}

/** A table that is being read. */
interface Table {
  readonly header: DbfHeader;
  readonly names: readonly string[];
  readonly charset: string;
}

async function* splitDbf(
  bytes: AsyncIterable<Buffer>,
  limit: SplitLimit,
  options: DbfOptions,
): AsyncGenerator<RawItem> {
  let table: Table | undefined;
  let rest: Buffer = Buffer.alloc(0);
  let done = 0;
  const wanted = (): number => (table === undefined ? SAMPLE * 2 : table.header.recordBytes);
  for await (const piece of gathered(bytes, wanted)) {
    rest = joined([rest, piece]);
    if (table === undefined) {
      const header = dbfHeader(rest);
      if (header === undefined) throw new Malformed('TRUNCATED', 'head', 'the file has the whole head of a table');
      rest = rest.subarray(header.headerBytes);
      table = tableOf(header, rest, options);
    }
    const { recordBytes, records } = table.header;
    const count = Math.min(Math.floor(rest.length / recordBytes), records - done);
    for (let at = 0; at < count; at += 1, done += 1)
      yield rowItem(rowOf(rest.subarray(at * recordBytes, (at + 1) * recordBytes), table, done), table.charset, limit);
    rest = rest.subarray(count * recordBytes);
    if (done === records && rest.length > 0) return ended(rest, records);
  }
  if (table === undefined) throw new Malformed('EMPTY', 'head', 'the file has the head of a table');
  const { records } = table.header;
  if (done < records) throw new Malformed('TRUNCATED', `record ${done + 1}`, `the head tells of ${records} records`);
}

/** What stands behind the last record may be anything once the file is said to end. */
function ended(rest: Buffer, records: number): void {
  if (rest[0] === ALIVE || rest[0] === GONE)
    throw new Malformed('MALFORMED', `record ${records + 1}`, `the head tells of ${records} records, and more follow`);
  if (rest[0] !== END_OF_FILE && rest[0] !== 0)
    throw new Malformed('MALFORMED', `record ${records + 1}`, 'a table ends with the byte 1A');
}

function tableOf(header: DbfHeader, records: Buffer, { charset }: DbfOptions): Table {
  const found = charset ?? charsetOf(header, records.subarray(0, SAMPLE));
  const names = columnNames(header.columns.map(({ name }) => decoded(name, found)));
  if (names.length < header.columns.length) throw new Malformed('MALFORMED', 'head', 'a table names its columns');
  return { header, names, charset: found };
}

/** Where nothing beyond ASCII is seen, bytes that come later stay as they are. */
function charsetOf({ columns, recordBytes }: DbfHeader, records: Buffer): string {
  const values = columns.map(({ name }) => name);
  for (let at = 0; at + recordBytes <= records.length; at += recordBytes)
    for (const column of columns) {
      const value = dbfValue(records.subarray(at, at + recordBytes), column);
      if (Buffer.isBuffer(value)) values.push(value);
    }
  const telling = values.filter((value) => value.some((byte) => byte >= 0x80));
  return telling.length > 0 && telling.every((value) => isUtf8(value)) ? 'utf-8' : shownCharset(telling);
}

function rowOf(record: Buffer, { header, names }: Table, index: number): Row {
  const mark = record[0];
  if (mark !== ALIVE && mark !== GONE)
    throw new Malformed(
      'MALFORMED',
      `record ${index + 1}`,
      'a record begins with a blank, or with * where it is deleted',
    );
  const row: Record<string, Column> = { [DELETED]: mark === GONE ? '1' : '0' };
  header.columns.forEach((column, at) => {
    const { nullBit } = column;
    const isNull = nullBit !== undefined && header.nulls !== undefined && isSet(record, header.nulls.from, nullBit);
    row[names[at] ?? ''] = isNull ? null : dbfValue(record, column);
  });
  return row;
}

function isSet(record: Buffer, from: number, bit: number): boolean {
  return (((record[from + (bit >> 3)] ?? 0) >> (bit & 7)) & 1) === 1;
}
