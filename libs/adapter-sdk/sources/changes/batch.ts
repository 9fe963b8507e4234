import type { RawItem } from '../../format';
import type { Incomplete } from '../../source';
import type { Answer, ChangeClient } from './client';

/** Items of one answer, in the order of their change times. */
export interface Batch {
  readonly items: readonly RawItem[];
  readonly changedMs: readonly number[];
  /** Up to this change time nothing becomes visible any more. */
  readonly settledMs: number;
  /** Nothing lies behind it at this time. */
  readonly isLast: boolean;
  /** Set where the whole pass was this one answer. */
  readonly etag?: string | undefined;
  readonly incomplete?: Incomplete;
}

/** An answer whose items follow each other in time, or with the first place where they do not. */
export function checked(answer: Answer, floorMs: number, isLast: boolean): Batch {
  let before = floorMs;
  const changedMs: number[] = [];
  for (const ms of answer.changedMs) {
    if (ms === undefined || ms < before) break;
    changedMs.push((before = ms));
  }
  const { items, settledMs, etag } = answer;
  if (changedMs.length === items.length) return { items, changedMs, settledMs, isLast, etag };
  const rule = 'each item has a change time, not before that of the item before it nor before the time asked for';
  const incomplete = { code: 'ORDER', place: `${answer.place} item ${changedMs.length + 1}`, rule };
  return { items, changedMs, settledMs, isLast: true, incomplete };
}

/** What is wrong where pages bring nothing new and do not end. */
export function repeated(client: ChangeClient): Incomplete {
  return { code: 'REPEATED', place: client.place, rule: 'the next page differs from those before it' };
}

/** What tells one state of a row from another. */
export function digest(item: RawItem): string {
  return item.digest.toString('base64');
}
