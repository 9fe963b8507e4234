import type { Format } from '../../format';
import { isNode, type Node, type NodeValue } from '../../node';
import { putAt } from './put-at';

/** Writes what a format reads. */
export interface Writer {
  /** Member of an item where the kit may leave a mark that no mapping reads. */
  readonly mark: string;
  item(node: Node): string;
  /** A page or file of items; `beside` are values by their paths in it. */
  whole(items: readonly string[], beside?: Readonly<Record<string, string>>): string;
}

const MARK = 'ltKit';

/** The writer of a format; JSON, lines of JSON and XML can be written. */
export function writer({ mediaType, items }: Format): Writer {
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
