import { checked, digest, repeated, type Batch } from './batch';
import type { Answer, ChangeClient } from './client';
import { group } from './group';

/** So many answers by token may bring nothing new, one after another. */
const IDLE_ANSWERS = 100;

/**
 * Everything from a change time on (inclusive), in answers. By page number it is walked by change time: after a full
 * page, from the time of its last row on, so that rows which move away meanwhile shift nothing past us. Only where a
 * whole page has one single time is the next page of that time asked for, again and again until it shows nothing new.
 *
 * A source that goes back in time or repeats itself ends the pass with what is wrong; it is asked again at the next look.
 */
export async function* batches(client: ChangeClient, sinceMs: number, etag: string | undefined): AsyncGenerator<Batch> {
  const first = await client.items({ sinceMs, page: 1, etag });
  if (client.isByToken) yield* byToken(client, sinceMs, first);
  else yield* byTime(client, sinceMs, first);
}

async function* byToken(client: ChangeClient, sinceMs: number, first: Answer): AsyncGenerator<Batch> {
  const tokens = new Set<string>();
  // Items since the change time moved on last.
  let recent = new Set<string>();
  let floorMs = sinceMs;
  let idle = 0;
  for (let answer = first; ;) {
    const { next } = answer;
    const isWhole = next === undefined && answer === first;
    const batch = { ...checked(answer, floorMs, next === undefined), etag: isWhole ? answer.etag : undefined };
    const last = batch.changedMs.at(-1) ?? floorMs;
    if (last > floorMs) recent = new Set();
    const known = recent.size;
    answer.items.forEach((item) => recent.add(digest(item)));
    idle = recent.size > known ? 0 : idle + 1;
    const isRepeated = next !== undefined && (tokens.has(next) || idle > IDLE_ANSWERS);
    yield isRepeated && !batch.incomplete ? { ...batch, incomplete: repeated(client) } : batch;
    if (batch.incomplete || isRepeated || next === undefined) return;
    tokens.add(next);
    floorMs = last;
    answer = await client.items({ sinceMs, page: 1, token: next });
  }
}

async function* byTime(client: ChangeClient, sinceMs: number, first: Answer): AsyncGenerator<Batch> {
  let at = sinceMs;
  let largest = 0;
  for (let answer = first; ; answer = await client.items({ sinceMs: at, page: 1 })) {
    const isEnd = answer.items.length < largest || (await isWhole(client, answer, at));
    largest = Math.max(largest, answer.items.length);
    const batch = checked(answer, at, isEnd);
    yield isEnd && at === sinceMs ? batch : { ...batch, etag: undefined };
    if (batch.incomplete || isEnd) return;
    const last = batch.changedMs.at(-1) ?? at;
    if (last > at) {
      at = last;
      continue;
    }
    const end = yield* group(client, at, answer);
    if (end === 'broken') return;
    if (end === 'last') {
      yield { ...batch, items: [], changedMs: [], etag: undefined, isLast: true };
      return;
    }
    at = end;
  }
}

/**
 * A page of fewer rows than asked for is the last one, unless the source gives no more at once: then there is another
 * one behind it, and that many rows are asked for from now on.
 */
async function isWhole(client: ChangeClient, answer: Answer, atMs: number): Promise<boolean> {
  const { length } = answer.items;
  if (length === 0) return true;
  if (length >= client.rows) return false;
  const next = await client.items({ sinceMs: atMs, page: 2, rows: length });
  if (next.items.length === 0 || isSame(next, answer)) return true;
  client.rows = length;
  return false;
}

function isSame({ items }: Answer, other: Answer): boolean {
  const seen = new Set(other.items.map(digest));
  return items.length === other.items.length && items.every((item) => seen.has(digest(item)));
}
