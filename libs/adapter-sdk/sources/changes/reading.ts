import type { Cursor, Page, SourceContext } from '../../source';
import type { ChangeClient } from './client';
import { firstGap, grown, marksOf, moved, reopened, type Marks } from './marks';
import { batches } from './pass';
import { stepsOf, type Step } from './steps';

/** Pages of the past that are read before what is new is looked at again. */
const PAST_PAGES = 10;

/**
 * Pages of a software that tells its items by change time. What is new comes first, the past after it, in closed ranges,
 * so that a restart goes on where it was. The live mark only moves to change times that are older than the source's own
 * clock minus the overlap; what lies after it is asked for again, so that rows committed late are not missed.
 */
export async function* readChanges(
  client: ChangeClient,
  ctx: SourceContext,
  cursor: Cursor | null,
): AsyncGenerator<Page> {
  try {
    yield* new ChangeReading(client, ctx).pages(marksOf(cursor));
  } finally {
    client.close();
  }
}

/** One reading of a system: what is new, then some of the past, until there is no past left. */
class ChangeReading {
  /** The past was read to where it ends now. */
  private isPastOver = false;

  constructor(
    private readonly client: ChangeClient,
    private readonly ctx: SourceContext,
  ) {}

  async *pages(saved: Marks | undefined): AsyncGenerator<Page> {
    let from = saved;
    let marks = saved ?? (await this.begun());
    for (let isSound = true; isSound && !this.isPastOver;) {
      for await (const [next, page] of this.fresh(marks, from)) {
        yield page;
        from = marks = next;
        isSound &&= page.incomplete === undefined;
      }
      if (firstGap(marks) === undefined) return;
      // What is wrong with the new part keeps nobody from the past; then it is for the next look.
      for await (const [next, page] of this.past(marks, from)) {
        yield page;
        from = marks = next;
        isSound &&= page.incomplete === undefined;
      }
    }
  }

  /** The first marks of a system: everything before its clock minus the overlap is the past. */
  private async begun(): Promise<Marks> {
    const { settledMs } = await this.client.clock();
    return { closed: [], from: settledMs, live: settledMs };
  }

  private async *fresh(marks: Marks, before: Marks | undefined): AsyncGenerator<Step> {
    let at = marks;
    let from = before;
    let settledMs: number | undefined;
    for await (const batch of batches(this.client, at.live, at.etag)) {
      if (settledMs === undefined) at = reopened(at, (settledMs = batch.settledMs));
      const held = at;
      at = moved(held, batch, settledMs);
      for (const step of stepsOf(this.ctx, batch, from, held, at)) {
        yield step;
        [from] = step;
      }
    }
  }

  private async *past(marks: Marks, before: Marks | undefined): AsyncGenerator<Step> {
    const gap = firstGap(marks);
    if (gap === undefined) return;
    const [beginMs, endMs] = gap;
    let at = marks;
    let from = before;
    let count = 0;
    let closableMs: number | undefined;
    for await (const batch of batches(this.client, beginMs, undefined)) {
      // Where the source's clock went back, the end of the past is still to come.
      closableMs ??= Math.max(beginMs, Math.min(endMs, batch.settledMs));
      const last = batch.changedMs.at(-1);
      const isOver = batch.isLast || (last !== undefined && last > endMs);
      const items = batch.items.filter((_, index) => (batch.changedMs[index] ?? 0) <= endMs);
      const held = at;
      if (!batch.incomplete) at = grown(at, beginMs, Math.min(closableMs, isOver ? endMs : (last ?? beginMs)));
      for (const step of stepsOf(this.ctx, { ...batch, items }, from, held, at)) {
        yield step;
        [from] = step;
      }
      count += 1;
      this.isPastOver = isOver;
      if (isOver || batch.incomplete || (count >= PAST_PAGES && (last ?? beginMs) > beginMs)) return;
    }
  }
}
