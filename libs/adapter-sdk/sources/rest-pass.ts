import type { RawItem } from '../format';
import type { Incomplete } from '../source';
import type { Answer, RestClient } from './rest-client';

/** Items of one answer, in the order of their change times. */
export interface Batch {
  readonly items: readonly RawItem[];
  readonly changedMs: readonly number[];
  /** The source's time when it answered. */
  readonly clockMs: number;
  /** Nothing lies behind it at this time. */
  readonly isLast: boolean;
  /** Set where the whole pass was this one answer. */
  readonly etag?: string | undefined;
  readonly incomplete?: Incomplete;
}

/** A group of equal change times is read again at most so often until it shows nothing new. */
const GROUP_PASSES = 8;

/**
 * Everything from a change time on (inclusive), in answers. By page number it is walked by change time: after a full
 * page, from the time of its last row on, so that rows which move away meanwhile shift nothing past us. Only where a
 * whole page has one single time is the next page of that time asked for, again and again until it shows nothing new.
 *
 * A source that goes back in time or repeats itself ends the pass with what is wrong; it is asked again at the next look.
 */
export async function* batches(client: RestClient, sinceMs: number, etag: string | undefined): AsyncGenerator<Batch> {
  const first = await client.items({ sinceMs, page: 1, etag });
  if (first === undefined) return;
  if (client.isCursor) yield* byToken(client, sinceMs, first);
  else yield* byTime(client, sinceMs, first);
}

async function* byToken(client: RestClient, sinceMs: number, first: Answer): AsyncGenerator<Batch> {
  let floorMs = sinceMs;
  for (let answer = first, token: string | undefined; ;) {
    const batch = checked(answer, floorMs, answer.next === undefined);
    const isRepeated = answer.next !== undefined && answer.next === token;
    yield isRepeated ? { ...batch, incomplete: repeated(client) } : batch;
    if (batch.incomplete || isRepeated || answer.next === undefined) return;
    floorMs = batch.changedMs.at(-1) ?? floorMs;
    token = answer.next;
    answer = await client.items({ sinceMs, page: 1, token });
  }
}

async function* byTime(client: RestClient, sinceMs: number, first: Answer): AsyncGenerator<Batch> {
  let at = sinceMs;
  for (let answer = first; ; answer = await client.items({ sinceMs: at, page: 1 })) {
    const isFull = answer.items.length >= client.rows;
    const batch = checked(answer, at, !isFull);
    yield isFull || at !== sinceMs ? { ...batch, etag: undefined } : batch;
    if (batch.incomplete || !isFull) return;
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
 * The rest of the rows of one change time, those alone.
 *
 * @returns the next change time; `last` where there is none, `broken` where the source cannot be followed
 */
async function* group(
  client: RestClient,
  atMs: number,
  first: Answer,
): AsyncGenerator<Batch, number | 'last' | 'broken'> {
  const seen = new Set(first.items.map(digest));
  let end: number | 'last' = 'last';
  for (let pass = 0; pass < GROUP_PASSES; pass += 1) {
    const known = seen.size;
    let before = first;
    // The first time the first page is at hand already.
    for (let page = pass === 0 ? 2 : 1; ; page += 1) {
      const answer = await client.items({ sinceMs: atMs, page });
      const batch = checked(answer, atMs, answer.items.length < client.rows);
      const isRepeated = page > 1 && isSame(answer, before);
      yield { ...ofOneTime(batch, atMs), ...(isRepeated ? { incomplete: repeated(client) } : {}) };
      if (batch.incomplete || isRepeated) return 'broken';
      answer.items.forEach((item) => seen.add(digest(item)));
      before = answer;
      end = batch.changedMs.find((ms) => ms > atMs) ?? 'last';
      if (end !== 'last' || batch.isLast) break;
    }
    if (seen.size === known && pass > 0) break;
  }
  return end;
}

/** Of a batch, what has that change time. What comes after it is asked for once the group is whole. */
function ofOneTime(batch: Batch, atMs: number): Batch {
  const count = batch.changedMs.filter((ms) => ms === atMs).length;
  const items = batch.incomplete ? batch.items : batch.items.slice(0, count);
  return { ...batch, items, changedMs: batch.changedMs.slice(0, count), isLast: false, etag: undefined };
}

function checked(answer: Answer, floorMs: number, isLast: boolean): Batch {
  let before = floorMs;
  const changedMs: number[] = [];
  for (const ms of answer.changedMs) {
    if (ms === undefined || ms < before) break;
    changedMs.push((before = ms));
  }
  const { items, clockMs, etag } = answer;
  if (changedMs.length === items.length) return { items, changedMs, clockMs, isLast, etag };
  const rule = 'each item has a change time, not before that of the item before it nor before the time asked for';
  const incomplete = { code: 'ORDER', place: `${answer.place} item ${changedMs.length + 1}`, rule };
  return { items, changedMs, clockMs, isLast: true, incomplete };
}

function repeated(client: RestClient): Incomplete {
  return { code: 'REPEATED', place: client.place, rule: 'the next page differs from the one before it' };
}

function isSame(one: Answer, other: Answer): boolean {
  return (
    one.items.length > 0 &&
    one.items.length === other.items.length &&
    one.items.every((item, index) => digest(item) === digest(other.items[index]))
  );
}

const digest = (item: RawItem | undefined): string => item?.digest.toString('base64') ?? '';
