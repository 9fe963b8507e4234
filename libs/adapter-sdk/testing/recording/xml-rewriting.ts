import { localName } from '../../formats/xml-tree';
import { below, edited, stepTo, Undisguised, type Edit, type Tags } from './item-values';
import type { Rewrite } from './json-rewriting';
import type { PageCharset } from './page-charset';
import { joinedValue, literal, xmlValue, type WrittenValue } from './written-value';

const TOKEN =
  /<!--(?<comment>[\s\S]*?)-->|<!\[CDATA\[(?<cdata>[\s\S]*?)\]\]>|<\?[^\s?]+(?<instruction>[\s\S]*?)\?>|(?<close><\/[^<>]*>)|<(?<name>[^\s/<>!?]+)(?<attributes>(?:\s+[^\s=<>/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(?<closed>\/?)>|(?<text>[^<]+)/dgy;
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/dg;

/** A declaration of names, which is structure and no value. */
const NAMESPACE = /^@xmlns(?::|$)/;

/** A value with its place in the source. */
interface Placed {
  readonly from: number;
  readonly to: number;
  readonly value: WrittenValue;
}

/** One element: its attributes, its text in pieces, its children in order. */
interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, Placed>;
  readonly texts: Placed[];
  readonly children: Element[];
}

/**
 * An XML item with its attributes, texts, comments and instructions written anew; tags, namespaces, CDATA, references and
 * blanks stay. An attribute has the path `child/@name`, the text of an element that of the element; comments and
 * instructions have one that no mapping reads.
 *
 * @throws Undisguised for what is not well formed
 */
export function rewrittenXml(text: string, tags: Tags, charset: PageCharset, rewrite: Rewrite): string {
  const { root, remarks } = elements(text, charset);
  const edits: Edit[] = [];
  const single = (path: string, { from, to, value }: Placed): void => {
    const other = rewrite.value(path, value, 'text');
    if (other !== undefined) edits.push({ from, to, source: value.written(other) });
  };
  const visit = (element: Element, path: string): void => {
    for (const [name, placed] of element.attributes) {
      rewrite.named?.(name, below(path, name));
      if (!NAMESPACE.test(name)) single(below(path, name), placed);
    }
    const whole = joinedValue(element.texts.map(({ value }) => value));
    const other = whole.text.trim() === '' ? undefined : rewrite.value(path === '' ? '#text' : path, whole, 'text');
    const parts = other === undefined ? [] : whole.parts(other);
    parts.forEach((source, at) => {
      const { from, to } = element.texts[at] ?? { from: 0, to: 0 };
      edits.push({ from, to, source });
    });
    for (const child of element.children) {
      const name = localName(child.name);
      rewrite.named?.(name, below(path, name));
      visit(child, below(path, stepOf(child, name, tags)));
    }
  };
  visit(root, '');
  for (const remark of remarks) single('#remark', remark);
  return edited(text, edits);
}

function stepOf(element: Element, name: string, tags: Tags): string {
  return stepTo(name, tags, (property) => {
    if (property !== '#text') return element.attributes.get(property)?.value.text;
    return element.texts.map(({ value }) => value.text).join('');
  });
}

/** The elements of an item that a parser has found well formed, and its remarks. */
function elements(text: string, { widthOf }: PageCharset): { root: Element; remarks: Placed[] } {
  const holder: Element = { name: '', attributes: new Map(), texts: [], children: [] };
  const open = [holder];
  const remarks: Placed[] = [];
  let end = 0;
  for (const token of text.matchAll(TOKEN)) {
    end = token.index + token[0].length;
    const element = open.at(-1) ?? holder;
    const { name, attributes = '', closed, close } = token.groups ?? {};
    if (name !== undefined) {
      const child = opened(name, attributes, rangeOf(token, 'attributes')[0], widthOf);
      element.children.push(child);
      if (closed === '') open.push(child);
    } else if (close !== undefined) open.pop();
    else addContent(element, remarks, token, widthOf);
  }
  const [root, ...more] = holder.children;
  if (end !== text.length || open.length !== 1 || root === undefined || more.length > 0)
    throw new Undisguised('an item is one XML element');
  return { root, remarks };
}

function addContent(
  element: Element,
  remarks: Placed[],
  token: RegExpExecArray,
  widthOf: PageCharset['widthOf'],
): void {
  const { text, cdata, comment, instruction } = token.groups ?? {};
  if (text !== undefined) element.texts.push(placed(rangeOf(token, 'text'), xmlValue(text, widthOf)));
  else if (cdata !== undefined) element.texts.push(placed(rangeOf(token, 'cdata'), literal(cdata, widthOf)));
  else {
    const range = rangeOf(token, comment === undefined ? 'instruction' : 'comment');
    remarks.push(placed(range, literal(comment ?? instruction ?? '', widthOf)));
  }
}

function rangeOf({ indices }: RegExpExecArray, group: string): [number, number] {
  return indices?.groups?.[group] ?? [0, 0];
}

function opened(name: string, source: string, start: number, widthOf: PageCharset['widthOf']): Element {
  const attributes = new Map<string, Placed>();
  for (const { indices, ...found } of source.matchAll(ATTRIBUTE)) {
    const group = found[2] === undefined ? 3 : 2;
    const [from, to] = indices?.[group] ?? [0, 0];
    attributes.set(`@${found[1] ?? ''}`, placed([start + from, start + to], xmlValue(found[group] ?? '', widthOf)));
  }
  return { name, attributes, texts: [], children: [] };
}

function placed([from, to]: [number, number], value: WrittenValue): Placed {
  return { from, to, value };
}
