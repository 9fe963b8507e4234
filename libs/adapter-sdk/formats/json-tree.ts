import { isUtf8 } from 'node:buffer';
import { Malformed } from '../format';
import { isNode, type Node, type NodeValue } from '../node';

/** Deeper nesting than this is no answer of an office's software. */
export const DEPTH = 64;

/** Digits that a number of JavaScript always keeps. */
const SURE_DIGITS = 15;
/** Only a text with something like this can hold a number that JavaScript would change. */
const LONG_NUMBER = /[\d.]{16}|\d[eE][+\-\d]/;

/**
 * One item as plain objects. A number that JavaScript would change (a whole one beyond 2^53, one of more than fifteen
 * digits, one out of range) is kept as it was written, as text: an office's row id of nineteen digits must not become
 * another one.
 *
 * @throws Malformed when the bytes are not UTF-8, not JSON, or not an object
 */
export function jsonTree(raw: Buffer): Node {
  if (!isUtf8(raw)) throw new Malformed('CHARSET', 'item', 'JSON is written in UTF-8 (RFC 8259, 8.1)');
  let value: unknown;
  try {
    value = exactJson(raw.toString('utf8'));
  } catch (cause) {
    throw new Malformed('MALFORMED', 'item', 'an item is one JSON object', cause);
  }
  if (!isNode(value as NodeValue)) throw new Malformed('WRONG_ROOT', 'item', 'an item is one JSON object');
  return value as Node;
}

/** JSON.parse that changes no number. */
export function exactJson(text: string): unknown {
  return LONG_NUMBER.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
}

/** @throws Malformed when the tree is nested too deep */
export function bounded(tree: Node): Node {
  let level: NodeValue[] = [tree];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= DEPTH) throw new Malformed('MALFORMED', 'item', `nesting is at most ${DEPTH} deep`);
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value).filter((one) => typeof one === 'object') : [],
    );
  }
  return tree;
}

/** What JSON.parse hands to a reviver besides name and value (ECMAScript 2025, source text access). */
interface Written {
  readonly source?: string;
}

const exact = function (_name: string, value: unknown, context?: Written): unknown {
  if (typeof value !== 'number') return value;
  const source = context?.source;
  if (source === undefined) throw new TypeError('JSON.parse does not tell how a number was written');
  return isKept(value, source) ? value : source;
};

function isKept(value: number, source: string): boolean {
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
  if (/^-?\d+$/.test(source)) return true;
  const digits = source
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length <= SURE_DIGITS;
}
