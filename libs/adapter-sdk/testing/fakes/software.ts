import type { SourceContext } from '../../source';
import type { Subject } from '../rule';
import { FilesSoftware } from './files-software';
import { RestSoftware } from './rest-software';
import { Templates, type Matter } from './templates';

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
  readonly kind: 'rest' | 'files';
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

/** The software of an adapter; or why the kit cannot play it. */
export async function softwareOf(subject: Subject, isSmall = false): Promise<Software | string> {
  const { adapter, samples } = subject;
  const { protocol } = adapter.source;
  if (protocol === undefined)
    return 'the source is one of its own and tells no protocol, so that the kit cannot play its software';
  if (protocol.kind === 'push') return 'the software is not asked: it hands its records over';
  const templates = Templates.of(adapter, samples, isSmall);
  if (templates === undefined) return 'no sample becomes a dossier, so that there is nothing to make items of';
  if (protocol.kind === 'rest') return RestSoftware.open(adapter, protocol.options, templates);
  return FilesSoftware.open(adapter, protocol.options, templates, samples);
}
