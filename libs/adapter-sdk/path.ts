import { Fault } from '@lienthong/canonical';
import { isNode, type Node, type NodeValue } from './node';

/** One step: a property, entered if it is a list, kept only where `where` holds, or only the last of the list. */
export interface Step {
  name: string;
  where?: { property: string; value: string };
  isLast?: boolean;
}

/** Several different values where one was expected. */
export const AMBIGUOUS = Symbol('ambiguous');

/**
 * Compiles a path to a reader of one scalar as text. Steps are property names separated by `/`, each with an optional
 * `[property=value]` or `[last]`, the last entry of a list; `a | b` takes the first alternative that says something. Undefined when nothing is there,
 * {@link AMBIGUOUS} when several places hold different values.
 */
export function valueAt(path: string): (node: Node) => string | undefined | typeof AMBIGUOUS {
  const readers = stepsOf(path).map((steps) => scalar(steps));
  const [only] = readers;
  if (readers.length === 1 && only) return only;
  return (node) => {
    for (const read of readers) {
      const value = read(node);
      if (value !== undefined && (value === AMBIGUOUS || value.trim() !== '')) return value;
    }
    return undefined;
  };
}

/** Like {@link valueAt}, with undefined for what is ambiguous. */
export function textAt(path: string): (node: Node) => string | undefined {
  const read = valueAt(path);
  return (node) => {
    const value = read(node);
    return value === AMBIGUOUS ? undefined : value;
  };
}

/** Compiles a path to a reader of all nodes at it, in document order. */
export function nodesAt(path: string): (node: Node) => Node[] {
  const all = stepsOf(path);
  return (node) => {
    const found: Node[] = [];
    for (const steps of all) walk(node, steps, 0, (value) => isNode(value) && found.push(value));
    return found;
  };
}

/** The steps of each alternative of a path. A fault LT-ADAPTER-4 quotes what is no path. */
export function stepsOf(path: string): Step[][] {
  return path.split(/\s+\|\s+/).map((one) => steps(one));
}

function steps(path: string): Step[] {
  const found = [...path.matchAll(/([^/[\]]+)(?:\[(?:(last)|([^=\]]+)=([^\]]*))\])?(?:\/|$)/gy)];
  const length = found.reduce((sum, match) => sum + match[0].length, 0);
  if (path === '' || length !== path.length || path.endsWith('/')) {
    throw new Fault(
      'LT-ADAPTER-4',
      `"${path}" is not a path such as event/date[@key=planned]/@value or steps[last]/code.`,
    );
  }
  return found.map(([, name = '', last, property, value]) => {
    if (last !== undefined) return { name, isLast: true };
    return property === undefined ? { name } : { name, where: { property, value: value ?? '' } };
  });
}

function scalar(path: Step[]): (node: Node) => string | undefined | typeof AMBIGUOUS {
  const general = anywhere(path);
  const [first, leaf, ...more] = path;
  if (first?.where === undefined || leaf === undefined || leaf.where !== undefined || more.length > 0) return general;
  const { name, where } = first;
  const { property, value } = where;
  /** The usual path, `date[@key=planned]/@value`, as one loop. */
  return (node) => {
    const list = node[name];
    if (!Array.isArray(list)) return general(node);
    let found: string | undefined;
    for (const child of list as Node[]) {
      if (child[property] !== value) continue;
      const text = child[leaf.name];
      if (typeof text !== 'string' || (found !== undefined && found !== text)) return general(node);
      found = text;
    }
    return found;
  };
}

function anywhere(path: Step[]): (node: Node) => string | undefined | typeof AMBIGUOUS {
  return (node) => {
    let found: string | undefined | typeof AMBIGUOUS;
    walk(node, path, 0, (value) => {
      const text = asText(value);
      if (text === undefined || found === text) return;
      found = found === undefined ? text : AMBIGUOUS;
    });
    return found;
  };
}

/** The text of a leaf: a scalar, or an element that holds nothing but text. */
function asText(value: NodeValue): string | undefined {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (!isNode(value)) return undefined;
  const text = value['#text'];
  return typeof text === 'string' ? text : undefined;
}

function walk(node: Node, path: Step[], depth: number, visit: (value: NodeValue) => void): void {
  const step = path[depth];
  if (step === undefined || !Object.hasOwn(node, step.name)) return;
  const value = node[step.name];
  if (value === undefined) return;
  if (!Array.isArray(value)) return enter(value, step, path, depth, visit);
  for (const one of step.isLast ? value.slice(-1) : value) enter(one, step, path, depth, visit);
}

function enter(value: NodeValue, step: Step, path: Step[], depth: number, visit: (value: NodeValue) => void): void {
  const { where } = step;
  if (where !== undefined && !(isNode(value) && value[where.property] === where.value)) return;
  if (depth === path.length - 1) visit(value);
  else if (isNode(value)) walk(value, path, depth + 1, visit);
}
