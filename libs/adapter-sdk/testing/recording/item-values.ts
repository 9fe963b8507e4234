/** Texts of an item that tell where other values belong, such as `@key`: property → the values that mean something. */
export type Tags = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * The step of a path to a node: its name, and each tag the node bears, `date[@key=planned]`, as the paths of a mapping
 * are written.
 */
export function stepTo(name: string, tags: Tags, valueOf: (property: string) => string | undefined): string {
  let step = name;
  for (const [property, values] of tags) {
    const value = valueOf(property);
    if (value !== undefined && values.has(value)) step += `[${property}=${value}]`;
  }
  return step;
}

/** A path one step longer; the item itself is ''. */
export function below(path: string, step: string): string {
  return path === '' ? step : `${path}/${step}`;
}

/** A part of an item's source that is written anew. */
export interface Edit {
  readonly from: number;
  readonly to: number;
  readonly source: string;
}

/** A text with some parts of it written anew, everything between them as it is. */
export function edited(text: string, edits: readonly Edit[]): string {
  let out = '';
  let at = 0;
  for (const { from, to, source } of [...edits].sort((a, b) => a.from - b.from)) {
    out += text.slice(at, from) + source;
    at = to;
  }
  return out + text.slice(at);
}

/** Why an item is not disguised: a rule, never a value. */
export class Undisguised extends Error {
  constructor(readonly rule: string) {
    super(rule);
    this.name = 'Undisguised';
  }
}

/** A name as programs give it to members; a longer or odder one, or one with a number, may be a value. */
const NAME = /^@?[$]?[\p{L}_][\p{L}\p{M}\p{N}_.:-]{0,59}$/u;
const LONG_NUMBER = /\d{6}/;

/** Whether a member or element is named by what looks like a value. Names are not replaced. */
export function isValueLike(name: string): boolean {
  return !NAME.test(name) || LONG_NUMBER.test(name);
}
