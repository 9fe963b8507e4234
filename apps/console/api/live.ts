import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Answers } from './client';
import { bodyOf } from './client';
import { problemIn } from './problem';

/** How the stream of events stands. */
export type LiveState = 'connecting' | 'live' | 'lost';

/** A change that was told, newest first in {@link live}. */
export type Change = Answers['ListedDossier'];

/** Who wants to know of events. */
export interface LiveListener {
  /** Dossiers that changed since the last time, each once, newest first. */
  dossiers(changes: readonly Change[]): void;
  link(link: Answers['Link']): void;
  /** Too much was missed: read everything again. */
  reset(): void;
}

const KEPT = 20;
/** Changes are shown together this often: a system that is read for the first time tells hundreds a second. */
const TURN_MS = 250;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
const UNAUTHORISED = 401;
const FORBIDDEN = 403;

/** What the stream shows, for `useSyncExternalStore`. */
export interface LiveSnapshot {
  readonly state: LiveState;
  readonly changes: readonly Change[];
}

let snapshot: LiveSnapshot = { state: 'connecting', changes: [] };
const listeners = new Set<() => void>();

function show(next: Partial<LiveSnapshot>): void {
  snapshot = { ...snapshot, ...next };
  for (const listener of listeners) listener();
}

/** The last changes and the state of the stream, as a store. */
export const live = {
  snapshot: (): LiveSnapshot => snapshot,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * Reads the events for as long as nobody calls what it returns. A stream that ends is opened again where it was left,
 * after a wait that doubles up to half a minute and begins anew with each stream that was good.
 */
export function follow(listener: LiveListener): () => void {
  const stop = new AbortController();
  show({ state: 'connecting', changes: [] });
  void keepReading(listener, gathering(listener, stop.signal), stop.signal);
  return () => stop.abort();
}

/** Takes changes one by one, and shows them together. */
function gathering(listener: LiveListener, signal: AbortSignal): (change: Change) => void {
  const waiting = new Map<string, Change>();
  let timer: number | undefined;
  const turn = (): void => {
    timer = undefined;
    if (signal.aborted) return;
    const changes = [...waiting.values()].reverse();
    waiting.clear();
    const before = snapshot.changes.filter(({ id }) => !changes.some((change) => change.id === id));
    show({ changes: [...changes, ...before].slice(0, KEPT) });
    listener.dossiers(changes);
  };
  return (change) => {
    waiting.delete(change.id);
    waiting.set(change.id, change);
    timer ??= window.setTimeout(turn, TURN_MS);
  };
}

async function keepReading(
  listener: LiveListener,
  changed: (change: Change) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: string | undefined;
  let waitMs = FIRST_WAIT_MS;
  const heard = (id: string): void => {
    last = id;
    waitMs = FIRST_WAIT_MS;
  };
  const isOver = (): boolean => signal.aborted;
  while (!isOver()) {
    const isRefused = await readOnce((event, data) => tell(listener, changed, event, data), signal, last, heard);
    if (!isOver()) show({ state: 'lost' });
    if (isRefused) return;
    await new Promise((done) => setTimeout(done, waitMs));
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

/** Reads one stream to its end. @returns whether it is of no use to come again */
async function readOnce(
  told: (event: string | undefined, data: string) => void,
  signal: AbortSignal,
  last: string | undefined,
  heard: (id: string) => void,
): Promise<boolean> {
  try {
    const headers = { accept: 'text/event-stream', ...(last === undefined ? {} : { 'last-event-id': last }) };
    const { body } = await bodyOf('/v1/events', { headers, signal });
    if (body === null) return false;
    show({ state: 'live' });
    const events = body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    const reader = events.getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      const { event, data, id } = read.value;
      told(event, data);
      if (id !== undefined) heard(id);
    }
    return false;
  } catch (error) {
    const { status } = problemIn(error);
    return status === UNAUTHORISED || status === FORBIDDEN;
  }
}

function tell(
  listener: LiveListener,
  changed: (change: Change) => void,
  event: string | undefined,
  data: string,
): void {
  const value: unknown = JSON.parse(data);
  if (event === 'reset') listener.reset();
  else if (event === 'link') listener.link(value as Answers['Link']);
  else if (event === 'dossier') changed(value as Change);
}
