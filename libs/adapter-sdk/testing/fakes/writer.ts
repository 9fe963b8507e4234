import type { Format } from '../../format';
import { XLSX } from '../../formats/xlsx';
import { ROWS } from '../../formats/row-format';
import { isNode, type Node, type NodeValue } from '../../node';
import { MARK, type Writer } from './format-writer';
import { putAt } from './put-at';
import { csvWriter, dbfWriter } from './table-writer';
import { xlsxWriter } from './xlsx-writer';

const SLOT = 'kit-items-stand-here';

/** The writer of a format; JSON, lines of JSON, XML, tables in text, those of dBase and registers can be written. */
export function writer({ mediaType, items, dialect }: Format): Writer {
  if (dialect !== undefined && mediaType !== ROWS)
    return mediaType === 'text/csv' ? csvWriter(dialect) : dbfWriter(dialect);
  if (mediaType === XLSX) return xlsxWriter();
  if (mediaType.includes('xml')) return xmlWriter(items ?? 'items/item');
  if (items !== undefined) return jsonWriter(items);
  const line = (node: Node): string => JSON.stringify(node);
  return framed({ mark: MARK, item: line, whole: (all) => all.map((one) => `${one}\n`).join('') });
}

/** What stands around the items of a page stands around those of a file. */
function framed(page: Omit<Writer, 'pieces'>): Writer {
  return {
    ...page,
    *pieces(nodes) {
      const [before = '', after = ''] = page.whole([SLOT]).split(SLOT);
      yield Buffer.from(before);
      for (const node of nodes) yield Buffer.from(`${page.item(node)}\n`);
      yield Buffer.from(after);
    },
  };
}

function jsonWriter(path: string): Writer {
  const whole: Writer['whole'] = (items, beside = {}) => {
    const list = `[${items.join(',')}]`;
    if (path === '') return list;
    const page: Node = {};
    for (const [name, value] of Object.entries(beside)) putAt(page, name, value);
    putAt(page, path, SLOT);
    const [before = '', after = ''] = JSON.stringify(page).split(`"${SLOT}"`);
    return before + list + after;
  };
  const item = (node: Node): string => JSON.stringify(node);
  return { mark: MARK, item, whole, pieces: (nodes) => [Buffer.from(whole(Array.from(nodes, item)))] };
}

function xmlWriter(path: string): Writer {
  const names = path.split('/');
  const name = names.pop() ?? 'item';
  return framed({
    mark: `@${MARK}`,
    item: (node) => element(name, node),
    whole(items) {
      const open = names.map((one) => `<${one}>`).join('');
      const close = [...names].reverse().map((one) => `</${one}>`).join(''); // prettier-ignore
      return `<?xml version="1.0" encoding="UTF-8"?>\n${open}\n${items.join('\n')}\n${close}\n`;
    },
  });
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
