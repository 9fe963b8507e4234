import type { Node } from '../node';
import { nodesAt, valueAt } from '../path';
import { joined, Rejection, type OriginRow, type Reader, type Reading, type Rule } from './field';
import type { Json } from './outcome';

/** A part of a document: a field, an object of parts, or a list of parts that are there. */
export type Shape = Rule | readonly Shape[] | { readonly [member: string]: Shape };

/** A rule that may give several entries of a list. */
interface Entries extends Rule {
  append(): (node: Node, reading: Reading, out: unknown[], pointer: string) => void;
}

/** One entry for each node at a path, in the order of the source. */
export function each(path: string, shape: Shape): Rule {
  const rule: Entries = {
    data: () => ({ kind: 'each', path, shape: dataOf(shape) }),
    rows: (pointer, within) => rowsOf(shape, `${pointer}/*`, joined(within, path)),
    append() {
      const find = nodesAt(path);
      const entry = compileShape(shape, '');
      return (node, reading, out, pointer) => {
        const nodes = find(node);
        for (let at = 0; at < nodes.length; at += 1) {
          const value = placed(entry, nodes[at] ?? {}, reading, `${pointer}/${out.length}`, `${path}[${at + 1}]/`);
          if (value !== undefined) out.push(value);
        }
      };
    },
    compile: (pointer) => listOf([rule], pointer),
  };
  return rule;
}

/** A part that is there only when its source has a value at `path` that is not one of `absent`. */
export function given(path: string, shape: Shape, options: { absent?: readonly string[] } = {}): Rule {
  const absent = options.absent ?? [];
  return {
    data: () => ({ kind: 'given', path, absent: [...absent], shape: dataOf(shape) }),
    rows: (pointer, within) => rowsOf(shape, pointer, within),
    compile(pointer) {
      const read = valueAt(path);
      const inner = compileShape(shape, pointer);
      return (node, reading) => {
        const value = read(node);
        const isThere =
          typeof value !== 'string' ? value !== undefined : value.trim() !== '' && !absent.includes(value.trim());
        return isThere ? inner(node, reading) : undefined;
      };
    },
  };
}

/** Compiles a shape once; members that give undefined are left out, and so is an object without members. */
export function compileShape(shape: Shape, pointer: string): Reader {
  if (isRule(shape)) return shape.compile(pointer);
  if (Array.isArray(shape)) return listOf(shape as readonly Shape[], pointer);
  const members = Object.entries(shape as Record<string, Shape>).map(
    ([name, part]) => [name, compileShape(part, `${pointer}/${name}`)] as const,
  );
  return (node, reading) => {
    const value: Record<string, unknown> = {};
    let isEmpty = true;
    for (const [name, read] of members) {
      const member = read(node, reading);
      if (member === undefined) continue;
      value[name] = member;
      isEmpty = false;
    }
    return isEmpty ? undefined : value;
  };
}

/** The data of a shape, for the version of a mapping. */
export function dataOf(shape: Shape): Json {
  if (isRule(shape)) return shape.data();
  if (Array.isArray(shape)) return (shape as readonly Shape[]).map((part) => dataOf(part));
  return Object.fromEntries(Object.entries(shape as Record<string, Shape>).map(([name, part]) => [name, dataOf(part)]));
}

/** Where each value of a shape comes from. */
export function rowsOf(shape: Shape, pointer: string, within: string): OriginRow[] {
  if (isRule(shape)) return shape.rows(pointer, within);
  if (Array.isArray(shape)) {
    return (shape as readonly Shape[]).flatMap((part) =>
      rowsOf(part, isEntries(part) ? pointer : `${pointer}/*`, within),
    );
  }
  return Object.entries(shape as Record<string, Shape>).flatMap(([name, part]) =>
    rowsOf(part, `${pointer}/${name}`, within),
  );
}

function listOf(parts: readonly Shape[], pointer: string): Reader {
  const appenders = parts.map((part) => {
    if (isEntries(part)) return part.append();
    const read = compileShape(part, '');
    return (node: Node, reading: Reading, out: unknown[]): void => {
      const value = placed(read, node, reading, `${pointer}/${out.length}`, '');
      if (value !== undefined) out.push(value);
    };
  });
  return (node, reading) => {
    const out: unknown[] = [];
    for (const append of appenders) append(node, reading, out, pointer);
    return out.length === 0 ? undefined : out;
  };
}

/** Reads an entry and gives its place to what was found in it, or to what makes it impossible. */
function placed(entry: Reader, node: Node, reading: Reading, pointer: string, path: string): unknown {
  const { findings } = reading;
  const before = findings.length;
  try {
    return entry(node, reading);
  } catch (error) {
    if (error instanceof Rejection) [error.field, error.path] = [pointer + error.field, path + error.path];
    throw error;
  } finally {
    for (let at = before; at < findings.length; at += 1) {
      const finding = findings[at];
      if (finding) findings[at] = { ...finding, field: pointer + finding.field, path: path + finding.path };
    }
  }
}

function isRule(shape: Shape): shape is Rule {
  return typeof (shape as Rule).compile === 'function';
}

function isEntries(shape: Shape): shape is Entries {
  return typeof (shape as Entries).append === 'function';
}
