import { parseTree, type Node } from 'jsonc-parser';
import { below, edited, stepTo, Undisguised, type Edit, type Tags } from './item-values';
import type { PageCharset } from './page-charset';
import { jsonValue, literal, type WrittenValue } from './written-value';

/** What is done with an item: its names are looked at, its values written anew. */
export interface Rewrite {
  /** Told of each member, attribute and element, before its values. */
  named?(name: string, path: string): void;
  /** What a value becomes: another text of its length, or undefined for itself. */
  value(path: string, value: WrittenValue, kind: 'text' | 'number'): string | undefined;
}

/** The step to an array within an array. */
const ELEMENT = '*';

/**
 * A JSON item with its strings and numbers written anew; names, order, blanks and escapes stay, and so do true, false and
 * null. Elements of an array have its path, those of an array within an array a step `*` more, which no mapping reads.
 */
export function rewrittenJson(text: string, tags: Tags, { widthOf }: PageCharset, rewrite: Rewrite): string {
  const root = parseTree(text, [], { disallowComments: true, allowTrailingComma: false });
  if (root?.type !== 'object') throw new Undisguised('an item is one JSON object');
  const edits: Edit[] = [];
  const scalar = (node: Node, path: string): void => {
    const [from, to] = [node.offset, node.offset + node.length];
    const isText = node.type === 'string';
    const inner = isText ? text.slice(from + 1, to - 1) : text.slice(from, to);
    const value = isText ? jsonValue(inner, widthOf) : literal(inner, widthOf);
    const other = rewrite.value(path, value, isText ? 'text' : 'number');
    if (other !== undefined) edits.push({ from: isText ? from + 1 : from, to: isText ? to - 1 : to, source: value.written(other) }); // prettier-ignore
  };
  const visit = (node: Node, path: string, isElement: boolean): void => {
    if (node.type === 'string' || node.type === 'number') return scalar(node, path);
    if (node.type === 'array') {
      const within = isElement ? below(path, ELEMENT) : path;
      for (const child of node.children ?? []) visit(child, within, true);
    } else if (node.type === 'object') {
      for (const member of node.children ?? []) visitMember(member, path);
    }
  };
  const visitMember = ({ children: [name, value] = [] }: Node, path: string): void => {
    if (name === undefined || value === undefined) throw new Undisguised('an item is one JSON object');
    const own = String(name.value);
    rewrite.named?.(own, below(path, own));
    const step = (of: Node): string => stepTo(own, tags, (property) => stringOf(of, property));
    if (value.type !== 'array') return visit(value, below(path, step(value)), false);
    for (const child of value.children ?? []) visit(child, below(path, step(child)), true);
  };
  visit(root, '', false);
  return edited(text, edits);
}

function stringOf(node: Node, property: string): string | undefined {
  if (node.type !== 'object') return undefined;
  const member = node.children?.findLast(({ children }) => children?.[0]?.value === property);
  const value: unknown = member?.children?.[1]?.value;
  return typeof value === 'string' ? value : undefined;
}
