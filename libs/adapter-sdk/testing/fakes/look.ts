import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Malformed } from '../../format';
import type { Cursor, Item, Page, SourceContext } from '../../source';
import type { Subject } from '../rule';
import type { ContextOptions, Software } from './software';

/** An item that was read. */
export interface Seen {
  readonly item: Item;
  /** `id.version` of the state it shows; `?` where it shows none. */
  readonly mark: string;
}

/** A page that was read; its cursor went through JSON, as it is stored. */
export interface SeenPage {
  readonly to: Cursor;
  readonly seen: readonly Seen[];
  readonly incomplete: string | undefined;
}

/** What reading from a cursor on gave. */
export interface Look {
  readonly pages: readonly SeenPage[];
  readonly last: Cursor | null;
  /** What it ended with. */
  readonly error: Error | undefined;
  /** A page did not begin where the one before it ended. */
  readonly isTorn: boolean;
}

/** How a look differs from the usual one. */
export interface LookOptions extends ContextOptions {
  /** Instead of a new one. It is not closed. */
  readonly context?: SourceContext;
  /** Called after each page. */
  page?(): void | Promise<void>;
}

/** A source that never ends is cut off here. */
const MOST_PAGES = 500;
/** So many deadlines of a call may pass until a page comes; what takes longer does not ask through the link. */
const PATIENCE = 6;
const DEADLINE_MS = 5_000;

/** Reads from a cursor to the end, or to what stops it. */
export async function look(
  subject: Subject,
  software: Software,
  cursor: Cursor | null = null,
  options: LookOptions = {},
): Promise<Look> {
  const { signal, adapter } = subject;
  const context = options.context ?? { ...software.context(options), signal };
  const pages: SeenPage[] = [];
  let [last, error, isTorn]: [Cursor | null, Error | undefined, boolean] = [cursor, undefined, false];
  try {
    const patienceMs = (options.deadlineMs ?? DEADLINE_MS) * PATIENCE;
    for await (const { from, to, items, incomplete } of patient(
      adapter.source.read(context, copied(cursor)),
      patienceMs,
    )) {
      isTorn ||= !isDeepStrictEqual(copied(from), last);
      last = copied(to) ?? {};
      const seen = items.map((item) => ({ item, mark: markOf(subject, software, item) }));
      pages.push({ to: last, seen, incomplete: incomplete?.code });
      await options.page?.();
      if (pages.length > MOST_PAGES) break;
    }
  } catch (thrown) {
    error = thrown instanceof Error ? thrown : new Error('something that is no error was thrown');
  } finally {
    if (options.context === undefined) context.link.close();
  }
  signal.throwIfAborted();
  return { pages, last, error, isTorn };
}

/** A look that must end well. @throws what it ended with */
export async function soundLook(...parts: Parameters<typeof look>): Promise<Look> {
  const found = await look(...parts);
  if (found.error !== undefined) throw found.error;
  return found;
}

/** Marks of everything that some pages hold. */
export function marks(pages: readonly SeenPage[]): Set<string> {
  return new Set(pages.flatMap(({ seen }) => seen.map(({ mark }) => mark)));
}

/** What is in one set and not in the other, as few words. */
export function missing(all: Iterable<string>, found: ReadonlySet<string>): string | undefined {
  const lost = [...all].filter((mark) => !found.has(mark));
  return lost.length === 0 ? undefined : `${lost.length} (item ${lost.slice(0, 3).join(', ')})`;
}

/** As intake does: what says the same as the newest of its dossier is not handed on. */
export class Heads {
  private readonly newest = new Map<string, { digest: string; order: bigint }>();

  /** @returns the items that are new */
  take(pages: readonly SeenPage[]): Seen[] {
    return pages.flatMap(({ seen }) => seen.filter((one) => this.isNew(one)));
  }

  private isNew({ item: { identity = '', digest, order } }: Seen): boolean {
    const text = digest.toString('base64');
    const head = this.newest.get(identity);
    if (head?.digest === text) return false;
    if (head === undefined || order >= head.order) this.newest.set(identity, { digest: text, order });
    return true;
  }
}

function markOf({ adapter }: Subject, { templates }: Software, { raw, charset }: Item): string {
  try {
    return (raw && templates.markIn(adapter.format.parse(raw, charset))) ?? '?';
  } catch (error) {
    if (error instanceof Malformed) return '?';
    throw error;
  }
}

/** The pages; an error where one does not come in time. */
async function* patient(pages: AsyncGenerator<Page>, ms: number): AsyncGenerator<Page> {
  for (let isOver = false; !isOver;) {
    const end = new AbortController();
    const late = pause(ms, undefined, { signal: end.signal }).then(() => undefined);
    const next = await Promise.race([pages.next(), late]).finally(() => end.abort());
    late.catch(() => undefined);
    if (next === undefined) throw new Error(`no page came within ${ms} ms`);
    isOver = next.done === true;
    if (next.done !== true) yield next.value;
  }
}

/** As the database gives it back. */
function copied(cursor: Cursor | null): Cursor | null {
  return JSON.parse(JSON.stringify(cursor)) as Cursor | null;
}
