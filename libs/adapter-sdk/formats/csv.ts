import { hash } from 'node:crypto';
import { Malformed, type Format, type RawItem, type SplitLimit } from '../format';
import type { CsvOptions } from './csv-grammar';
import { CsvRows } from './csv-rows';
import { CsvTable, tableOf, tableOfRaw } from './csv-table';
import { gathered, joined } from './gathered';
import { LARGEST_BODY } from './json-item';

export type { CsvOptions } from './csv-grammar';

const [LF, CR] = [0x0a, 0x0d];
/** Bytes that a file is judged by: its encoding, and whether its rows follow its names. */
const SAMPLE = 65_536;

/**
 * Tables in text (RFC 4180, with any delimiter and encoding of one byte a sign). An item is a row: its raw bytes are the
 * exact line of names and the exact row, a table of one row, and its tree has a text for each name. Nothing is made of what
 * stands in a field; a row of blanks is none. A row that is broken is an item that cannot be read, and is parked alone.
 */
export function csv(options: CsvOptions = {}): Format {
  let known: CsvTable | undefined;
  return {
    mediaType: 'text/csv',
    dialect: options,
    split: (bytes, limit) => splitCsv(bytes, limit, options),
    parse(raw, charset) {
      if (known?.charset !== charset || !begins(raw, known.header)) known = tableOfRaw(raw, charset, options);
      return known.tree(raw.subarray(known.header.length));
    },
  };
}

async function* splitCsv(
  bytes: AsyncIterable<Buffer>,
  limit: SplitLimit,
  options: CsvOptions,
): AsyncGenerator<RawItem> {
  let found: { table: CsvTable; rows: CsvRows } | undefined;
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of gathered(bytes, () => (found === undefined ? SAMPLE : rest.length))) {
    let all = joined([rest, piece]);
    if (found === undefined) {
      const { table, from, line } = tableOf(all.subarray(0, SAMPLE), options);
      found = { table, rows: new CsvRows(table.grammar, line) };
      all = all.subarray(from);
    }
    const { table, rows } = found;
    rows.take(all);
    while (rows.next()) yield csvItem(table, all.subarray(rows.start, rows.end), limit);
    ({ rest } = rows);
    if (rest.length > LARGEST_BODY) {
      const rule = `a row has at most ${LARGEST_BODY} bytes; a quotation mark may not be closed`;
      throw new Malformed('MALFORMED', `line ${rows.line}`, rule);
    }
  }
  if (found === undefined) throw new Malformed('EMPTY', 'line 1', 'the file has a line of names');
  yield* lastRow(found.table, found.rows, rest, limit);
}

/** A row without a line end is whole where it has all its fields; more cannot be known of a file that ends there. */
function* lastRow(table: CsvTable, rows: CsvRows, rest: Buffer, limit: SplitLimit): Generator<RawItem> {
  const all = Buffer.concat([rest, Buffer.of(table.grammar.lineEnd)]);
  rows.take(all);
  while (rows.next()) {
    const row = all.subarray(rows.start, rows.end);
    if (table.lacks(row)) throw new Malformed('TRUNCATED', `line ${rows.line}`, 'the file ends within a row');
    yield csvItem(table, row, limit);
  }
  if (rows.rest.length > 0)
    throw new Malformed('TRUNCATED', `line ${rows.line}`, 'the file ends within quotation marks');
}

function csvItem(table: CsvTable, row: Buffer, limit: SplitLimit): RawItem {
  const { header, charset } = table;
  const size = header.length + row.length;
  const raw = Buffer.allocUnsafe(size);
  header.copy(raw);
  row.copy(raw, header.length);
  const digest = hash('sha256', raw, 'buffer');
  const head = table.head(row);
  if (size <= limit.rawBytes) return { raw, size, digest, head, charset };
  const rule = `an item has at most ${limit.rawBytes} bytes`;
  return { size, digest, head, charset, fault: { code: 'TOO_LARGE', rule } };
}

function begins(raw: Buffer, header: Buffer): boolean {
  const { length } = header;
  const isPair = header[length - 1] === CR && raw[length] === LF;
  return raw.length >= length && !isPair && raw.compare(header, 0, length, 0, length) === 0;
}
