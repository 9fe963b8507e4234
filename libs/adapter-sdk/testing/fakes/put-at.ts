import { isNode, type Node, type NodeValue } from '../../node';
import { stepsOf, textAt, type Step } from '../../path';

/**
 * Writes a text at a path of an item, as its own type where a number stands there already. Of several alternatives the
 * first that holds something is written, else the first; what is missing on the way is made.
 */
export function putAt(node: Node, path: string, value: string): void {
  const alternatives = path.split(/\s+\|\s+/);
  const chosen = alternatives.find((one) => textAt(one)(node) !== undefined) ?? path;
  const [steps = []] = stepsOf(chosen);
  put(node, steps, value);
}

function put(node: Node, [step, ...rest]: readonly Step[], value: string): void {
  if (step === undefined) return;
  const held = node[step.name];
  if (rest.length === 0 && step.where === undefined) {
    node[step.name] = leaf(held, value);
    return;
  }
  const inner = found(held, step) ?? made(node, step);
  if (rest.length === 0) inner['#text'] = value;
  else put(inner, rest, value);
}

/** An element that holds nothing but text keeps its place. */
function leaf(held: NodeValue | undefined, value: string): NodeValue {
  if (typeof held === 'number' && String(Number(value)) === value) return Number(value);
  if (Array.isArray(held) && isNode(held[0])) return [{ ...held[0], '#text': value }];
  if (isNode(held)) return { ...held, '#text': value };
  return value;
}

function found(held: NodeValue | undefined, { where, isLast }: Step): Node | undefined {
  const all = (Array.isArray(held) ? held : [held]).filter((one) => isNode(one));
  return where === undefined ? all.at(isLast ? -1 : 0) : all.find((one) => one[where.property] === where.value);
}

function made(node: Node, { name, where }: Step): Node {
  const held = node[name];
  const inner: Node = where === undefined ? {} : { [where.property]: where.value };
  if (Array.isArray(held)) held.push(inner);
  else node[name] = where === undefined ? inner : [...(held === undefined || held === null ? [] : [held]), inner];
  return inner;
}
