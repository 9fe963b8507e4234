import { encodeText, type Charset } from '@lienthong/vietnam';
import { stringify } from 'csv-stringify/sync';
import type { Dialect } from '../../format';
import { DELETED } from '../../formats/dbf';
import type { Node } from '../../node';
import { DBF_END, dbfHead, dbfRecord } from './dbf-writer';
import { MARK, type Writer } from './format-writer';

/** Items that show the columns of a table and how wide they are. */
const SHOWN = 1_000;
/** Room for values that are longer than those shown. */
const ROOM = 8;
const MOST_BYTES = 65_000;

/** Writes tables in text as a dialect has them; the kit's mark is their last column. */
export function csvWriter(dialect: Dialect): Writer {
  const { charset = 'utf-8', delimiter = ';', quote = '"', linesAbove = 0 } = dialect;
  const line = (fields: readonly string[]): Buffer =>
    bytesOf(stringify([[...fields]], { delimiter, quote: quote === '' ? false : quote, record_delimiter: '\r\n', quoted_match: /[\r\n]/ }), charset);
  return tableWriter(function* (shown, rest) {
    const columns = dialect.columns ?? columnsOf(shown);
    for (let above = 0; above < linesAbove; above += 1) yield Buffer.from('x\r\n');
    if (dialect.columns === undefined) yield line(columns);
    for (const nodes of [shown, rest])
      for (const node of nodes) yield line(columns.map((column) => textOf(node[column])));
  }, (bytes, at) => bytes.subarray(0, bytes.lastIndexOf(delimiter, at)));
} // prettier-ignore

/** Writes tables of dBase III, all of whose columns are texts. */
export function dbfWriter({ charset = 'utf-8' }: Dialect): Writer {
  return tableWriter(function* (shown, rest, count) {
    const valuesOf = (node: Node, names: readonly string[]): Buffer[] =>
      names.map((name) => bytesOf(textOf(node[name]), charset));
    const names = columnsOf(shown).filter((name) => name !== DELETED);
    const rows = shown.map((node) => valuesOf(node, names));
    const most = Math.floor(MOST_BYTES / names.length);
    const columns = names.map((name, at) => {
      const size = rows.reduce((widest, row) => Math.max(widest, row[at]?.length ?? 0), 0) + ROOM;
      return { name: bytesOf(name, charset), size: Math.min(size, most) };
    });
    yield dbfHead(columns, count);
    for (const nodes of [shown, rest])
      for (const node of nodes) yield dbfRecord(columns, valuesOf(node, names), node[DELETED] === '1');
    yield DBF_END;
  });
}

function tableWriter(
  write: (shown: readonly Node[], rest: Iterable<Node>, count: number) => Generator<Buffer>,
  cut?: Writer['cut'],
): Writer {
  function* pieces(nodes: Iterable<Node>, count: number): Generator<Buffer> {
    const rest = nodes[Symbol.iterator]();
    const shown = Array.from({ length: Math.min(count, SHOWN) }, () => rest.next().value as Node);
    yield* write(shown, { [Symbol.iterator]: () => rest }, count);
  }
  return {
    mark: MARK,
    item: (node) => JSON.stringify(node),
    whole: (items) =>
      Buffer.concat([
        ...pieces(
          items.map((item) => JSON.parse(item) as Node),
          items.length,
        ),
      ]).toString(),
    pieces,
    ...(cut && { cut }),
  };
}

/** All names, the mark last. */
function columnsOf(nodes: readonly Node[]): string[] {
  const names = new Set(nodes.flatMap((node) => Object.keys(node)));
  names.delete(MARK);
  return [...names, MARK];
}

function textOf(value: Node[string]): string {
  return value === null || value === undefined || typeof value === 'object' ? '' : String(value);
}

/** What a charset cannot write came from bytes that were left as they are. */
function bytesOf(text: string, charset: Charset): Buffer {
  return encodeText(text, charset) ?? Buffer.from(text, 'latin1');
}
