import { changedOf } from '../../source';
import { readPersonalId, timeReader } from '@lienthong/vietnam';
import type { Adapter } from '../../adapter';
import { stepsOf, type Step } from '../../path';
import type { ValueKind } from './disguise-item';
import type { Tags } from './item-values';
import { mappedFields, type MappedField } from './mapped-fields';
import { numberKinds } from './number-forms';

/** Fields whose values say what happened and when, never to whom. */
const TELLING = new Set(['code', 'status', 'moment', 'day', 'amount', 'vnd', 'unit']);
const UNIT_CODE = /^\/units\/[^/]+(?:\/code)?$/;
/** A code of an office: digits, and letters and signs between them. */
const CODE = /^(?=.*\d)[A-Za-z0-9](?:[A-Za-z0-9._/-]{0,38}[A-Za-z0-9])?$/;
const PERSONAL = /MOBILE|LANDLINE|CCCD|CMND|PASSPORT|PERSON/;
const FILLERS = new Set(['FILLER_DATE', 'PLACEHOLDER_ID']);
const AMOUNT = /^-?(?:0(?![\d\s])|[1-9])[\d.,\s]{0,24}(?:[eE][+-]?\d{1,2})?\s*(?:đ|₫|vnd|vnđ|đồng)?\.?$/i;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i;
const STEP = /([^/[\]]+)((?:\[[^=\]]+=[^\]]*\])*)(?:\/|$)/gy;
const TAG = /\[([^=\]]+)=([^\]]*)\]/g;

/** What of an adapter's items may stay, and what is known of the rest. */
export interface KeptPaths {
  /**
   * Whether a value may stay. Without a value, whether any at the path may. The words by which a mapping tells "none" and
   * "no dossier" may, wherever it says them.
   */
  readonly keep: (path: string, value?: string) => boolean;
  /** Why a value stays, in words for whoever reviews the samples; undefined where it does not. */
  readonly why: (path: string, value?: string) => string | undefined;
  /** What is known of a path or what lies below it; undefined where the mapping names neither. */
  readonly kindOf: (path: string) => ValueKind | undefined;
  /** The properties by which the mapping tells values apart. */
  readonly tags: Tags;
}

/** Decides for a path, and for a value at it, whether it stays as it is: see {@link pathsOf}. */
export function keptPaths(adapter: Adapter): KeptPaths['keep'] {
  return pathsOf(adapter).keep;
}

/**
 * What stays by the mapping: values that the contract calls open and that are codes of its tables, times of steps, amounts
 * or codes of units, if they are written as such; and the change time by which a source is read. All else is personal, and
 * so is what the mapping does not name. Identities are replaced, too: a number for a number.
 */
export function pathsOf(adapter: Adapter): KeptPaths {
  const fields = mappedFields(adapter.mapping);
  const { protocol } = adapter.source;
  const rest = protocol?.kind === 'rest' ? protocol.options : undefined;
  const identities = [...adapter.identity.paths, ...(rest?.listing ? [rest.listing.id] : [])].flatMap((path) => stepsOf(path)); // prettier-ignore
  const read = changedOf(protocol);
  const changed = read === undefined ? [] : stepsOf(read);
  const tags = tagsOf([...fields.map(({ steps }) => steps), ...identities, ...changed]);
  const matched = remembered((path: string) => {
    const steps = taggedSteps(path);
    const isAt = (other: readonly Step[]): boolean => withoutText(other).length === steps.length && leads(steps, other);
    return {
      steps,
      fields: fields.filter((field) => isAt(field.steps)),
      isIdentity: identities.some(isAt),
      isChange: changed.some(isAt),
      isNamed: [...fields.map((field) => field.steps), ...identities, ...changed].some((other) => leads(steps, other)),
    };
  });
  const why = (path: string, value?: string): string | undefined => {
    const { steps, fields: own, isIdentity, isChange } = matched(path);
    if (value !== undefined && isWord(value, steps, own, isIdentity ? adapter.identity.absent : [], tags))
      return 'a word that the mapping says itself';
    if (isIdentity || own.some(({ isPublic }) => !isPublic)) return undefined;
    if (isChange && (value === undefined || TIME.test(value))) return 'the change time by which the source is read';
    const telling = own.find((field) => isTelling(field, value));
    return telling && `${telling.kind} of ${telling.pointer}, which is open to all`;
  };
  return {
    tags,
    why,
    keep: (path, value) => why(path, value) !== undefined,
    kindOf(path) {
      const { fields: own, isIdentity, isNamed } = matched(path);
      if (!isNamed) return undefined;
      const charset = own.find((field) => field.charset)?.charset;
      const words = own.find((field) => field.words)?.words;
      return { isIdentity, ...(charset && { charset }), ...(words && { words }) };
    },
  };
}

/** A word that the adapter itself says: for "none", for "no dossier", or to tell values apart. */
function isWord(
  value: string,
  steps: readonly TaggedStep[],
  own: readonly MappedField[],
  absent: readonly string[],
  tags: Tags,
): boolean {
  // prettier-ignore
  const property = steps.at(-1)?.name ?? '';
  return (
    tags.get(property)?.has(value) === true ||
    absent.includes(value) ||
    own.some((field) => field.absent.includes(value) || isFiller(field, value))
  );
}

function isTelling({ kind, pointer, words, formats }: MappedField, value: string | undefined): boolean {
  const isCode = UNIT_CODE.test(pointer) && (kind === 'text' || kind === 'unit');
  if (!TELLING.has(kind) && !isCode) return false;
  if (value === undefined) return true;
  if (isCode) return CODE.test(value) && !PERSONAL.test(numberKinds(value));
  if (words !== undefined) return words.includes(value);
  return formats === undefined ? AMOUNT.test(value) : 'value' in readerOf(formats)(value);
}

/** A date or a number that is typed where none is known tells of nobody. */
function isFiller({ kind, formats }: MappedField, value: string): boolean {
  if (kind !== 'personalId' && formats === undefined) return false;
  const read = formats === undefined ? readPersonalId(value) : readerOf(formats)(value);
  return 'refused' in read && FILLERS.has(read.refused);
}

/** Two digits of a year are enough to know that it is a time. */
const readerOf = remembered((formats: readonly string[]) => timeReader({ formats, lastYear: 2099, falseZ: true }));

/** A step of a path with the tags its node bears. */
interface TaggedStep {
  readonly name: string;
  readonly tags: ReadonlyMap<string, string>;
}

function taggedSteps(path: string): readonly TaggedStep[] {
  const steps = Array.from(path.matchAll(STEP), ([, name = '', tags = '']) => ({
    name,
    tags: new Map(Array.from(tags.matchAll(TAG), ([, property = '', value = '']) => [property, value] as const)),
  }));
  return withoutText(steps);
}

/** The text of an element has the path of the element. */
function withoutText<S extends { readonly name: string }>(steps: readonly S[]): readonly S[] {
  return steps.length > 1 && steps.at(-1)?.name === '#text' ? steps.slice(0, -1) : steps;
}

/** Whether another path begins with these steps. */
function leads(steps: readonly TaggedStep[], other: readonly Step[]): boolean {
  const mapped = withoutText(other);
  return (
    steps.length <= mapped.length &&
    steps.every(({ name, tags }, at) => {
      const step = mapped[at];
      return step?.name === name && (step.where === undefined || tags.get(step.where.property) === step.where.value);
    })
  );
}

function tagsOf(paths: readonly (readonly Step[])[]): Tags {
  const tags = new Map<string, Set<string>>();
  for (const { where } of paths.flat()) {
    if (where) tags.set(where.property, (tags.get(where.property) ?? new Set()).add(where.value));
  }
  return tags;
}

function remembered<Key, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const found = known.get(key) ?? make(key);
    known.set(key, found);
    return found;
  };
}
