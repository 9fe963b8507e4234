/**
 * What would mend a value that was refused. A suggestion names words of the mapping or members of the item, never a value:
 * whoever reads it may not see the record.
 */
import { detectText, latinBytes, readVnd, timeReader } from '@lienthong/vietnam';
import { closest, distance } from 'fastest-levenshtein';
import { isNode, type Node, type NodeValue } from '../node';
import { stepsOf } from '../path';

/** Ways of writing times that software is known for. */
const TIMES = [
  'iso', 'dd/MM/yyyy', 'dd/MM/yyyy HH:mm', 'dd/MM/yyyy HH:mm:ss', 'd/M/yyyy', 'd/M/yyyy H:mm', 'd/M/yyyy H:mm:ss', 'yyyy-MM-dd HH:mm:ss',
  'yyyy-MM-dd HH:mm', 'dd-MM-yyyy', 'dd-MM-yyyy HH:mm:ss', 'dd.MM.yyyy', 'yyyy/MM/dd', 'yyyyMMdd', 'yyyyMMddHHmmss', 'HH:mm dd/MM/yyyy',
  'HH:mm:ss dd/MM/yyyy', 'yyyy', 'excel',
].map((formats) => [formats, timeReader({ formats: [formats], keepFillers: true })] as const); // prettier-ignore
/** Any whole number is a time since 1970; one that is of our years is likely meant so. */
const EPOCHS = [[/^1\d{12}$/, 'epoch-milliseconds'], [/^1\d{9}$/, 'epoch-seconds']] as const; // prettier-ignore
const UNICODE = { charset: 'utf-8', confidence: 1 };
/** A member's name as programs give it; longer or odder ones might be a value. */
const NAME = /^@?[\p{L}_][\p{L}\p{N}_.:-]{0,59}$/u;

/** The word of a table that differs from the value in case, blanks, marks or leading zeros alone. */
export function nearCode(value: string, words: readonly string[]): string | undefined {
  const near = words.find((word) => plain(word) === plain(value));
  return (
    near &&
    `the table has "${near}", which differs in case, blanks, marks or leading zeros: add it as the software writes it`
  );
}

/** A member of the item whose name is nearly that of the first step that leads nowhere. */
export function nearMember(node: Node, path: string): string | undefined {
  const [steps = []] = stepsOf(path);
  let at: NodeValue | undefined = node;
  for (const { name } of steps) {
    const here: NodeValue | undefined = Array.isArray(at) ? at[0] : at;
    if (!isNode(here)) return undefined;
    if (!Object.hasOwn(here, name)) return nearName(name, Object.keys(here));
    at = here[name];
  }
  return undefined;
}

/** The pattern that the time is written in, where it is none of the formats there are. */
export function fittingTime(text: string, formats: readonly string[]): string | undefined {
  const fits = TIMES.find(([, read]) => 'value' in read(text))?.[0] ?? EPOCHS.find(([form]) => form.test(text))?.[1];
  return fits && !formats.includes(fits) ? `it is written as "${fits}": add that to the formats` : undefined;
}

/** The field that reads such an amount. */
export function fittingAmount(text: string): string | undefined {
  return 'value' in readVnd(text) ? 'it is an amount in dong: use vnd()' : undefined;
}

/** The charset that the value shows, where its words show one. */
export function fittingCharset(text: string): string | undefined {
  const bytes = latinBytes(text);
  const { charset, confidence } = bytes === undefined ? UNICODE : detectText(bytes);
  if (charset === 'utf-8') return 'it is Unicode already: leave charset out';
  return confidence < 0.9 ? undefined : `it reads as ${charset}`;
}

function nearName(name: string, names: readonly string[]): string | undefined {
  const known = names.filter((one) => NAME.test(one));
  if (known.length === 0) return undefined;
  const near = known.find((one) => plain(one) === plain(name)) ?? closest(name, known);
  const isNear = plain(near) === plain(name) || distance(near, name) <= Math.min(3, name.length / 3);
  return isNear ? `the item has "${near}" there, and no "${name}": is it meant?` : undefined;
}

function plain(text: string): string {
  return text
    .trim()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/^0+(?=\d)/, '')
    .replace(/[\s_-]+/g, '');
}
