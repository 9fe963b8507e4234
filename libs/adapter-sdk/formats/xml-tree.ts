import { parser as createParser, type Tag } from 'sax';
import { Malformed } from '../format';
import type { Node, NodeValue } from '../node';
import { decode } from './xml-charset';
import { xmlFault } from './xml-fault';
import { quickTree } from './xml-quick';

/** Elements nested deeper than this are refused, in a file and in an item. */
export const MAX_DEPTH = 256;

/**
 * The tree of one XML element: attributes as `@name`, children as lists under their name without prefix, text that is
 * not blank as `#text`. Bytes, characters and references that XML 1.0 does not allow are refused as a whole.
 */
export function parseXml(raw: Buffer, charset: string): Node {
  const text = decode(raw, charset);
  return quickTree(text, MAX_DEPTH) ?? saxTree(text);
}

/** The same by the XML parser, for everything that is not written in the plainest way. */
export function saxTree(xml: string): Node {
  const parser = createParser(true, {});
  const stack: Node[] = [];
  let root: Node | undefined;
  parser.onopentag = (tag): void => {
    const node = attributes(tag as Tag);
    const parent = stack.at(-1);
    if (parent === undefined) root = node;
    else append(parent, localName(tag.name), node);
    stack.push(node);
    if (stack.length > MAX_DEPTH)
      throw new Malformed('MALFORMED', 'item', `elements are nested deeper than ${MAX_DEPTH}`);
  };
  const text = (value: string): void => {
    const node = stack.at(-1);
    if (node === undefined || (node['#text'] === undefined && value.trim() === '')) return;
    node['#text'] = ((node['#text'] as string | undefined) ?? '') + value;
  };
  parser.ontext = text;
  parser.oncdata = text;
  parser.onclosetag = (): void => void stack.pop();
  parser.ondoctype = (): void => {
    throw new Malformed('DOCTYPE', 'item', 'a document type is not allowed');
  };
  parser.onerror = (error): void => {
    throw xmlFault(error, parser);
  };
  parser.write(xml).close();
  if (root === undefined) throw new Malformed('EMPTY', 'item', 'there is no element');
  return root;
}

/** The name of an element without its namespace prefix. */
export function localName(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

function attributes(tag: Tag): Node {
  const node: Node = {};
  for (const name in tag.attributes) node[`@${name}`] = tag.attributes[name];
  return node;
}

function append(parent: Node, name: string, node: Node): void {
  if (name === '__proto__') throw new Malformed('MALFORMED', 'item', 'an element may not be named __proto__');
  const list = Object.hasOwn(parent, name) ? (parent[name] as NodeValue[]) : undefined;
  if (list === undefined) parent[name] = [node];
  else list.push(node);
}
