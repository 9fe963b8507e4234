import type { Format } from '../../format';
import { XLSX } from '../../formats/xlsx';
import { isNode, type Node, type NodeValue } from '../../node';
import { putAt } from './put-at';
import { workbook, workbookRow } from './workbook';

/** Writes what a format reads. */
export interface Writer {
  /** Member of an item where the kit may leave a mark that no mapping reads. */
  readonly mark: string;
  item(node: Node): string;
  /** A page or file of items; `beside` are values by their paths in it. */
  whole(items: readonly string[], beside?: Readonly<Record<string, string>>): string;
  /** A file of items, where that is more than their texts one behind the other; written piece by piece. */
  file?(items: AsyncIterable<string>): AsyncIterable<Buffer>;
  /** The same file in other bytes, where a line end behind it would break it. */
  again?(file: Buffer): Buffer;
}

const MARK = 'ltKit';
const LINE = Buffer.from('\n');

/** The writer of a format; JSON, lines of JSON and XML can be written. */
export function writer({ mediaType, items }: Format): Writer {
  if (mediaType === XLSX) return xlsxWriter();
  if (mediaType.includes('xml')) return xmlWriter(items ?? 'items/item');
  if (items === undefined) return { mark: MARK, item: (node) => JSON.stringify(node), whole: (all) => all.map((one) => `${one}\n`).join('') }; // prettier-ignore
  return jsonWriter(items);
}

function jsonWriter(path: string): Writer {
  const SLOT = 'kit-items-stand-here';
  return {
    mark: MARK,
    item: (node) => JSON.stringify(node),
    whole(items, beside = {}) {
      const list = `[${items.join(',')}]`;
      if (path === '') return list;
      const page: Node = {};
      for (const [name, value] of Object.entries(beside)) putAt(page, name, value);
      putAt(page, path, SLOT);
      const [before = '', after = ''] = JSON.stringify(page).split(`"${SLOT}"`);
      return before + list + after;
    },
  };
}

/** Members with `@` are what the format itself tells of a row. */
function xlsxWriter(): Writer {
  return {
    mark: MARK,
    item: (node) => JSON.stringify(Object.entries(leaves(node)).filter(([name]) => !name.startsWith('@'))),
    whole: () => { throw new Error('a workbook is no text'); },
    async *file(items) {
      yield* workbook(rowsOf(items));
    },
    // A longer comment: its length stands before it, and it at the end.
    again: (file) => {
      const more = Buffer.concat([file, LINE]);
      const at = file.lastIndexOf('PK\x05\x06') + 20;
      more.writeUInt16LE(file.readUInt16LE(at) + LINE.length, at);
      return more;
    },
  }; // prettier-ignore
}

/** The header has the columns of the first item: all items of a register have the same. */
async function* rowsOf(items: AsyncIterable<string>): AsyncGenerator<string> {
  let names: string[] | undefined;
  for await (const item of items) {
    const columns = JSON.parse(item) as [string, string | null][];
    if (names === undefined) yield workbookRow((names = columns.map(([name]) => name)));
    const held = new Map(columns);
    yield workbookRow(names.map((name) => held.get(name) ?? null));
  }
}

/** What stands at the ends of a tree, by its paths. */
function leaves(node: Node, within = ''): Record<string, NodeValue> {
  return Object.assign(
    {},
    ...Object.entries(node).map(([name, value]) => {
      const path = name === '#text' ? within.slice(0, -1) : within + name;
      return isNode(value) ? leaves(value, `${path}/`) : { [path]: value ?? null };
    }),
  ) as Record<string, NodeValue>;
}

function xmlWriter(path: string): Writer {
  const names = path.split('/');
  const name = names.pop() ?? 'item';
  return {
    mark: `@${MARK}`,
    item: (node) => element(name, node),
    whole(items) {
      const open = names.map((one) => `<${one}>`).join('');
      const close = [...names].reverse().map((one) => `</${one}>`).join(''); // prettier-ignore
      return `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n${items.join('\n')}\n${close}\n`;
    },
  };
}

function element(name: string, value: NodeValue): string {
  if (!isNode(value)) return `<${name}>${escaped(value)}</${name}>`;
  let attributes = '';
  let inner = escaped(value['#text']);
  for (const [key, child] of Object.entries(value)) {
    if (key.startsWith('@')) attributes += ` ${key.slice(1)}="${escaped(child)}"`;
    else if (key !== '#text' && child !== undefined)
      for (const one of Array.isArray(child) ? child : [child]) inner += element(key, one);
  }
  return `<${name}${attributes}>${inner}</${name}>`;
}

function escaped(value: NodeValue | undefined): string {
  const text = typeof value === 'object' ? '' : String(value ?? '');
  return text.replace(/[&<>"\t\r\n]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
