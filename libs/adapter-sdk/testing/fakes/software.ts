import type { SourceContext } from '../../source';
import type { Matter, Templates } from './templates';

/** What reading has to come to while something is wrong. */
export type Ending =
  /** Nothing: everything is read. */
  | 'whole'
  | 'transient'
  | 'config'
  /** A page says that it is incomplete; what else there is, is read. */
  | 'incomplete';

/** Something that goes wrong with a software. */
export interface Disturbance {
  readonly name: string;
  readonly ends: Ending;
  /** Begins with this answer or page, counted from 1. */
  start(from: number): void | Promise<void>;
  /** The deadline of a call, where it has to be short. */
  readonly deadlineMs?: number;
  /** Called after each page that was read. */
  page?(): void | Promise<void>;
  stop(): void | Promise<void>;
}

/** The software of an adapter, played by the kit. */
export interface Software {
  readonly kind: 'rest' | 'files' | 'sql';
  /** What it was asked, one entry for each request or statement; absent where nothing is asked. */
  readonly asked?: readonly string[];
  readonly templates: Templates;
  /** Its time now, in milliseconds. */
  readonly now: number;
  /** So long after its change time a row may still appear. */
  readonly overlapMs: number;
  tick(ms: number): void;
  /** Writes states, in one transaction or file; each is what there is of its matter from now on. */
  hand(matters: readonly Matter[]): Promise<void>;
  /** What is read already, handed over once more. */
  repeat(): Promise<void>;
  /** Everything is gone, as after a mishap; and comes back. */
  empty(isEmpty: boolean): void | Promise<void>;
  context(options?: ContextOptions): SourceContext;
  /** What may go wrong while it is read. */
  disturbances(): Disturbance[];
  /** What may go wrong while it is listed; none may end whole. */
  listDisturbances(): Disturbance[];
  close(): Promise<void>;
}

/** How a reading differs from the usual one. */
export interface ContextOptions {
  readonly pageRows?: number;
  readonly deadlineMs?: number;
  readonly retries?: number;
}
