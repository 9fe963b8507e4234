import type { Cursor } from '../../source';

/**
 * How far a system has been read, in milliseconds of the source's change times: `closed` ranges of the past, and the
 * range from `from` to the live mark. Below the smallest there is the beginning, written 0.
 */
export interface Marks {
  readonly closed: readonly (readonly [fromMs: number, toMs: number])[];
  readonly from: number;
  readonly live: number;
  /** ETag of the one page that the live mark gave when it was asked last. */
  readonly etag?: string;
}

/** What a batch tells about how far it reached. */
export interface Reached {
  readonly changedMs: readonly number[];
  readonly etag?: string | undefined;
  readonly incomplete?: unknown;
}

/** @returns undefined before the first page */
export function marksOf(cursor: Cursor | null): Marks | undefined {
  return cursor === null ? undefined : (cursor as unknown as Marks);
}

/** The marks as a cursor. */
export function cursorOf({ closed, from, live, etag }: Marks): Cursor {
  return { closed: closed.map(([a, b]) => [a, b]), from, live, ...(etag === undefined ? {} : { etag }) };
}

/** The first range of the past that was not read; undefined when there is none. */
export function firstGap({ closed, from }: Marks): [fromMs: number, toMs: number] | undefined {
  const [first] = closed;
  const begin = first !== undefined && first[0] === 0 ? first[1] : 0;
  if (begin >= from) return undefined;
  const next = closed.find(([a]) => a > begin);
  return [begin, next === undefined ? from : next[0]];
}

/** Marks after a part of the past was read. */
export function grown(marks: Marks, fromMs: number, toMs: number): Marks {
  const ranges = [...marks.closed, [fromMs, toMs] as const].sort((a, b) => a[0] - b[0]);
  const closed: [number, number][] = [];
  for (const [a, b] of ranges) {
    const last = closed.at(-1);
    if (last && a <= last[1]) last[1] = Math.max(last[1], b);
    else closed.push([a, b]);
  }
  return { ...marks, closed };
}

/**
 * Marks when the source's clock has gone back behind the live mark. The mark stays; what the source writes now lies
 * before it, and is read like the past, which cannot close before that time is over.
 */
export function reopened(marks: Marks, settledMs: number): Marks {
  if (settledMs >= marks.live) return marks;
  const closed = marks.closed.flatMap(([a, b]) => (a < settledMs ? [[a, Math.min(b, settledMs)] as const] : []));
  return { ...marks, closed, from: marks.live };
}

/** Marks after something new was read: the live mark is a change time seen that is not after `latestMs`. */
export function moved(marks: Marks, { changedMs, etag, incomplete }: Reached, latestMs: number): Marks {
  const { etag: _, ...rest } = marks;
  const sound = incomplete === undefined ? changedMs.filter((ms) => ms <= latestMs) : [];
  const live = Math.max(marks.live, ...sound.slice(-1));
  return { ...rest, live, ...(etag === undefined || live !== marks.live ? {} : { etag }) };
}
