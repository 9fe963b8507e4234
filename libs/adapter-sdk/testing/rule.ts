import type { Adapter } from '../adapter';
import type { SampleFile } from './sample-files';

/** The rules an adapter is held against, in the order in which they run. */
export const RULE_CODES = [
  'SETTINGS', 'SAMPLES', 'FIELDS', 'IDENTITY', 'RESUME', 'LATE', 'REPEAT', 'FAULTS', 'DELETION', 'PRIVACY', 'MEMORY', 'RATE',
] as const; // prettier-ignore

/** Name of a rule. */
export type RuleCode = (typeof RULE_CODES)[number];

/** Something every adapter has to keep, and how it is shown that it does. */
export interface Rule {
  readonly code: RuleCode;
  /** What holds, in one sentence. */
  readonly about: string;
  /** Runs what shows it. What it throws counts as a fault of the rule. */
  prove(subject: Subject): Promise<Evidence>;
}

/** One place where a rule is not kept. Never holds a personal value or a secret. */
export interface RuleFault {
  /** A file with its line, a JSON Pointer, an item of a sample, a setting. */
  readonly place: string;
  readonly what: string;
  readonly suggestion?: string;
}

/** What was run, with counts, and what of it was not as it has to be; or why there is nothing to run. */
export type Evidence =
  | { readonly applies: false; readonly because: string }
  | { readonly applies: true; readonly shown: string; readonly faults: readonly RuleFault[] };

/** The adapter that is proven, and what the rules share. */
export interface Subject {
  readonly adapter: Adapter;
  readonly folder: string;
  readonly samples: readonly SampleFile[];
  /** So many records MEMORY reads. */
  readonly records: number;
  readonly signal: AbortSignal;
  /** Tells how far a long rule has come. */
  progress(done: number, total: number): void;
}
