import type { Node, NodeValue } from '../node';

const NAME = String.raw`[A-Za-z_\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u1E00-\u1EFF][\w:.\-\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u1E00-\u1EFF]*`;
const OPEN = new RegExp(`<(${NAME})`, 'y');
const ATTRIBUTE = new RegExp(`[ \\t\\r\\n]+(${NAME})=(?:"([^"&<]*)"|'([^'&<]*)')`, 'y');
const keys = new Map<string, string>();
const OPEN_END = /[ \t\r\n]*(\/?)>/y;

/**
 * The tree of an element written in the plainest XML: tags, quoted attributes, text; no references, comments, CDATA or
 * instructions. Undefined for anything else, well formed or not: that is left to the real parser, whose tree this one
 * must equal (xml-quick.spec.ts compares them). It exists because it is several times faster.
 */
export function quickTree(text: string, maxDepth: number): Node | undefined {
  const nodes: Node[] = [];
  const names: string[] = [];
  let root: Node | undefined;
  let at = 0;
  do {
    if (text.charCodeAt(at + 1) === 47) {
      at = closed(text, at, names);
      nodes.pop();
      names.pop();
    } else {
      const name = opened(text, at);
      if (name === undefined) return undefined;
      const node: Node = {};
      at = attributes(text, OPEN.lastIndex, node);
      if (at < 0 || names.length >= maxDepth) return undefined;
      const parent = nodes.at(-1);
      if (parent === undefined) root = node;
      else append(parent, name, node);
      if (text.charCodeAt(at - 2) !== 47) {
        nodes.push(node);
        names.push(name);
      }
    }
    if (at < 0) return undefined;
    if (names.length === 0) return at === text.length ? root : undefined;
    const next = text.indexOf('<', at);
    if (next < 0 || !addText(nodes.at(-1), text, at, next)) return undefined;
    at = next;
  } while (at >= 0);
  return undefined;
}

function opened(text: string, at: number): string | undefined {
  OPEN.lastIndex = at;
  const name = OPEN.exec(text)?.[1];
  return name === '__proto__' || name?.endsWith(':__proto__') ? undefined : name;
}

/** Offset behind the closing tag of the innermost open element; -1 for any other. */
function closed(text: string, at: number, names: string[]): number {
  const name = names.at(-1);
  if (name === undefined || !text.startsWith(name, at + 2)) return -1;
  const end = at + 2 + name.length;
  return text.charCodeAt(end) === 62 ? end + 1 : -1;
}

/** Offset behind the opening tag; -1 where it is not plain. */
function attributes(text: string, from: number, node: Node): number {
  let at = from;
  for (;;) {
    ATTRIBUTE.lastIndex = at;
    const found = ATTRIBUTE.exec(text);
    if (found === null) break;
    const name = keyOf(found[1] ?? '');
    if (Object.hasOwn(node, name)) return -1;
    node[name] = found[2] ?? found[3] ?? '';
    at = ATTRIBUTE.lastIndex;
  }
  OPEN_END.lastIndex = at;
  return OPEN_END.test(text) ? OPEN_END.lastIndex : -1;
}

/** `@name`, one string object for each of the names that come again and again. */
function keyOf(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = `@${name}`;
  if (keys.size < 1_000) keys.set(name, key);
  return key;
}

function append(parent: Node, name: string, node: Node): void {
  const colon = name.indexOf(':');
  const local = colon < 0 ? name : name.slice(colon + 1);
  const list = Object.hasOwn(parent, local) ? (parent[local] as NodeValue[]) : undefined;
  if (list === undefined) parent[local] = [node];
  else list.push(node);
}

function addText(node: Node | undefined, text: string, from: number, to: number): boolean {
  if (from === to || node === undefined) return true;
  const value = text.slice(from, to);
  const before = node['#text'];
  if (before === undefined && value.trim() === '') return true;
  if (value.includes('&')) return false;
  node['#text'] = (typeof before === 'string' ? before : '') + value;
  return true;
}
