/**
 * How fast messages become committed rows, seen from outside by SQL alone and in the same way for both sides.
 *
 * The clock starts once the first messages are visible and stops when the last one of every partition is: starting a
 * process, joining the group and the first batch do not count. What was visible when the clock started is known from a
 * sample of keys, counted in the statement whose start is that moment, and is taken off.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from './messages';

const SAMPLE = 1_000;
const START_POLL_MS = 20;
const END_POLL_MS = 40;
const LIMIT_MS = 300_000;

/** Keys to look for: the first and the last of every partition, and a sample spread over all. */
export interface Marks {
  readonly count: number;
  readonly first: readonly string[];
  readonly last: readonly string[];
  readonly sample: readonly string[];
}

/** A counting look at what is committed: how many of the keys stand in their new state, and at which moment. */
export type Look = (keys: readonly string[]) => Promise<{ seen: number; atMs: number }>;

/** Collects the marks while messages pass by. */
export class Marking {
  private readonly first = new Map<number, string>();
  private readonly last = new Map<number, string>();
  private readonly sample: string[] = [];
  private count = 0;

  constructor(private readonly total: number) {}

  pass({ key, partition }: Pick<Message, 'key' | 'partition'>): void {
    if (!this.first.has(partition)) this.first.set(partition, key);
    this.last.set(partition, key);
    if (this.count++ % Math.ceil(this.total / SAMPLE) === 0) this.sample.push(key);
  }

  marks(): Marks {
    return { count: this.count, first: [...this.first.values()], last: [...this.last.values()], sample: this.sample };
  }
}

/**
 * Messages a second between the first look that sees something and the commit of the last message.
 *
 * @throws Error when nothing more arrives within five minutes
 */
export async function stretch(look: Look, marks: Marks): Promise<number> {
  const limit = performance.now() + LIMIT_MS;
  await until(limit, START_POLL_MS, async () => (await look(marks.first)).seen > 0);
  const start = await look(marks.sample);
  let end = start;
  await until(limit, END_POLL_MS, async () => {
    end = await look(marks.last);
    return end.seen === marks.last.length;
  });
  const left = marks.count * (1 - start.seen / marks.sample.length);
  return (left * 1000) / (end.atMs - start.atMs);
}

async function until(limit: number, pauseMs: number, done: () => Promise<boolean>): Promise<void> {
  while (!(await done())) {
    if (performance.now() > limit) throw new Error(`nothing more was committed within ${LIMIT_MS / 1000} s`);
    await sleep(pauseMs);
  }
}
