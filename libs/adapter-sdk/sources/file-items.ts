import { Malformed, type Format } from '../format';
import { placed, type Incomplete, type Item, type SourceContext } from '../source';
import { OpenFile, stampAt } from './file-bytes';
import { fileOrder } from './file-order';
import type { KnownFile } from './folder';
import { isSameStamp } from './stamp';

/** Items of one file that are known to come from one unchanged content, and what is wrong with the rest of it. */
export interface Batch {
  items: Item[];
  /** Index of the next item; `done` when there is none. */
  next: number;
  done: boolean;
  incomplete?: Incomplete;
}

/** How large a batch may grow, and what is kept of one item. */
export interface BatchLimit {
  rows: number;
  bytes: number;
  rawBytes: number;
}

/**
 * The items of one file from an index on, in batches. The file is compared with what it was at the start, after every
 * batch and at the end: items of a changed file are not handed on. The last batch says `done`, and what is wrong, if so.
 */
export async function* fileItems(
  ctx: SourceContext,
  format: Format,
  known: KnownFile,
  from: number,
  limit: BatchLimit,
): AsyncGenerator<Batch> {
  let next = from;
  let items: Item[] = [];
  let bytes = 0;
  let file: OpenFile | undefined;
  try {
    file = await OpenFile.open(known.path, ctx.link, ctx.signal);
    await unchanged(file, known, ctx);
    let index = 0;
    for await (const raw of format.split(file.content(), { rawBytes: limit.rawBytes })) {
      if (index >= from) {
        items.push(placed(raw, fileOrder(known.ordinal, index), ctx.identityOf(raw.head)));
        bytes += raw.raw?.length ?? 0;
      }
      index += 1;
      if (items.length < limit.rows && bytes < limit.bytes) continue;
      await unchanged(file, known, ctx);
      next = index;
      yield { items, next, done: false };
      ctx.signal.throwIfAborted();
      items = [];
      bytes = 0;
    }
    await unchanged(file, known, ctx);
    yield { items, next: Math.max(index, from), done: true };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const fault = file === undefined ? error : await changed(file, known, ctx, error);
    const sound = isOfFile(fault) ? [] : items;
    yield { items: sound, next: next + sound.length, done: true, incomplete: incomplete(fault, known.path) };
  } finally {
    await file?.close();
  }
}

/** True for a fault that may go away when the file comes back as it was. */
export function isOfFile(fault: { reason?: string; code?: string }): boolean {
  return (fault.reason ?? fault.code ?? '').startsWith('FILE_');
}

async function unchanged(file: OpenFile, known: KnownFile, ctx: SourceContext): Promise<void> {
  const atPath = await stampAt(known.path, ctx.link);
  if (!isSameStamp(known.stamp, atPath) || !isSameStamp(known.stamp, await file.stamp())) {
    throw new Malformed('FILE_CHANGED', known.path, 'the file was written or replaced while it was read');
  }
}

/** A fault found in a file that has changed is no fault of its content. */
async function changed(file: OpenFile, known: KnownFile, ctx: SourceContext, fault: Malformed): Promise<Malformed> {
  if (isOfFile(fault)) return fault;
  try {
    await unchanged(file, known, ctx);
    return fault;
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

function incomplete({ reason, place, rule }: Malformed, path: string): Incomplete {
  return { code: reason, place: place.startsWith(path) ? place : `${path} ${place}`, rule };
}
