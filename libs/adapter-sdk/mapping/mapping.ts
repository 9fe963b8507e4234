import { hash } from 'node:crypto';
import { Fault } from '@lienthong/canonical';
import type { OriginRow } from './field';
import { dataOf, rowsOf, type Shape } from './shape';

/** Members of a dossier that a mapping can fill. The rest is written by the normalizer. */
export const MEMBERS = [
  'deleted', 'identifiers', 'procedure', 'units', 'parties', 'filedBy', 'channel', 'serviceLevel', 'status', 'receivedAt',
  'submittedAt', 'finishedAt', 'returnedAt', 'subject', 'note', 'handler', 'timeline', 'dueDates', 'supplements',
  'components', 'fees', 'payments', 'result', 'delivery', 'references', 'civilStatus',
] as const; // prettier-ignore

/** The members of a dossier and where each comes from. */
export type DossierShape = { readonly [Member in (typeof MEMBERS)[number]]?: Shape } & {
  readonly identifiers: Shape;
  readonly status: Shape;
};

/** Items that are no dossiers: where a path holds one of the values, the record is dropped by the named rule. */
export interface DropRule {
  path: string;
  equals: readonly string[];
  rule: string;
}

/** A mapping: data, compiled once before use. */
export interface Mapping {
  readonly shape: DossierShape;
  readonly drop: readonly DropRule[];
  /** Canonical fields that the software does not have, by JSON Pointer, each with the reason. */
  readonly without: Readonly<Record<string, string>>;
  /** Hash of its data, 16 hex digits: equal data gives the equal version on every machine. */
  readonly version: string;
  /** Where each canonical value comes from, in the order of the mapping. */
  describe(): OriginRow[];
}

/** What a mapping says besides its fields. */
export interface MappingOptions {
  readonly drop?: readonly DropRule[];
  readonly without?: Readonly<Record<string, string>>;
}

/** Declares how an item becomes a dossier. A fault LT-ADAPTER-4 names a member that dossiers do not have. */
export function dossier(shape: DossierShape, { drop = [], without = {} }: MappingOptions = {}): Mapping {
  const unknown = Object.keys(shape).filter((name) => !(MEMBERS as readonly string[]).includes(name));
  if (unknown.length > 0) throw new Fault('LT-ADAPTER-4', `A dossier has no member ${unknown.join(', ')}.`);
  const data = { shape: dataOf(shape), drop: drop.map((rule) => ({ ...rule, equals: [...rule.equals] })) };
  const version = hash('sha256', JSON.stringify(sorted(data)), 'hex').slice(0, 16);
  return Object.freeze({ shape, drop, without, version, describe: () => rowsOf(shape as Shape, '', '') });
}

/** The same data with the members of every object in one order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => sorted(one));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, member]) => [name, sorted(member)]));
}
