import type { Node } from '../node';
import type { Json, MappingFinding } from './outcome';
import type { Zone } from './zone';

/** What a reader is given besides the node: the system's zone, and where remarks go. */
export interface Reading {
  readonly zone: Zone;
  readonly findings: MappingFinding[];
  /** The whole item was written in TCVN3, whose capitals with tones are lost. */
  readonly isTcvn3: boolean;
}

/** Reads one canonical value from a node; undefined where there is none. */
export type Reader = (node: Node, reading: Reading) => unknown;

/** One row of a mapping's reference: where a canonical value comes from and by which rule. */
export interface OriginRow {
  /** JSON Pointer with `*` for the entries of a set. */
  pointer: string;
  path: string;
  rule: string;
}

/** A part of a mapping: data that can be described, versioned and compiled. */
export interface Rule {
  /** All that decides what it reads, as JSON: the version of a mapping is a hash of it. */
  data(): Json;
  rows(pointer: string, within: string): OriginRow[];
  /** `pointer` is relative to the nearest entry of a set. */
  compile(pointer: string): Reader;
}

/** The rule that a path with several different values breaks. */
export const SEVERAL = 'the path holds several values';

/** Makes the whole record parked: caught where an entry adds its place, and at the end. Never holds a value. */
export class Rejection extends Error {
  readonly sample: string | undefined;
  readonly suggestion: string | undefined;

  /**
   * @param field JSON Pointer of the canonical value, `path` its place in the item; both relative to the nearest entry of
   *   a set, which puts its own place before them
   */
  constructor(
    readonly code: string,
    public field: string,
    public path: string,
    readonly rule: string,
    about: { sample?: string | undefined; suggestion?: string | undefined } = {},
  ) {
    super(code);
    this.name = 'Rejection';
    this.sample = about.sample;
    this.suggestion = about.suggestion;
  }
}

/** What a conversion gives instead of a value it cannot read. */
export class Refused {
  /** @param suggest what would mend it, asked for only where the record is parked; tells words of the mapping, never the value */
  constructor(
    readonly cause: string,
    readonly rule: string,
    readonly suggest?: () => string | undefined,
  ) {}
}

/** The value is refused: the record is parked, or the value is left out with a finding, as the field says. */
export function refuse(rule: string): Refused {
  return new Refused('REFUSED', rule);
}

/** Joins the path of an entry and a path within it. */
export function joined(outer: string, inner: string): string {
  if (outer === '' || inner === '') return outer + inner;
  return inner
    .split(' | ')
    .map((one) => `${outer}/${one}`)
    .join(' | ');
}
