import { isUtf8 } from 'node:buffer';
import { Malformed } from '../format';
import { isNode, type Node, type NodeValue } from '../node';

/**
 * One item as plain objects. A number that JavaScript would round is kept as its digits, as text: an office's row id of
 * nineteen digits must not become another one.
 *
 * @throws Malformed when the bytes are not UTF-8, not JSON, or not an object
 */
export function jsonTree(raw: Buffer): Node {
  if (!isUtf8(raw)) throw new Malformed('CHARSET', 'item', 'JSON is written in UTF-8 (RFC 8259, 8.1)');
  let value: unknown;
  try {
    value = JSON.parse(raw.toString('utf8'), exact);
  } catch (cause) {
    throw new Malformed('MALFORMED', 'item', 'an item is one JSON object', cause);
  }
  if (!isNode(value as NodeValue)) throw new Malformed('WRONG_ROOT', 'item', 'an item is one JSON object');
  return value as Node;
}

/** What JSON.parse hands to a reviver besides name and value (ECMAScript 2025, source text access). */
interface Written {
  readonly source?: string;
}

const exact = function (_name: string, value: unknown, context?: Written): unknown {
  const isRounded = typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded && context?.source !== undefined ? context.source : value;
};
