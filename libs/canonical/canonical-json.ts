import { Fault } from './errors';

/** A text that is written as it stands: no quote, backslash, control character or surrogate. */
const PLAIN = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/;

/**
 * The RFC 8785 text of a JSON value: keys sorted by UTF-16 units, numbers as ECMAScript writes them. Members that are
 * undefined are left out. Equal values have equal texts on every machine.
 *
 * @throws Fault LT-CONTRACT-1 for what JSON cannot hold: NaN, infinity, a lone surrogate, a bigint, a function
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) return members(value as Record<string, unknown>);
  if (value === null || typeof value === 'boolean' || Number.isFinite(value)) return JSON.stringify(value);
  throw new Fault('LT-CONTRACT-1', `A ${typeof value} that is no JSON value cannot be written canonically.`);
}

function members(object: Record<string, unknown>): string {
  let text = '{';
  for (const name of Object.keys(object).sort()) {
    const value = object[name];
    if (value === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${quoted(name)}:${canonicalJson(value)}`;
  }
  return `${text}}`;
}

function quoted(text: string): string {
  if (PLAIN.test(text)) return `"${text}"`;
  if (!text.isWellFormed()) throw new Fault('LT-CONTRACT-1', 'A text holds a lone surrogate.');
  return JSON.stringify(text);
}
