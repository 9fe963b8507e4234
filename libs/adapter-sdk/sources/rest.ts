import { address, defineSettings, number, secret } from '@lienthong/canonical';
import type { Page, Source, SourceContext } from '../source';
import { RestClient } from './rest-client';
import { listed } from './rest-listing';
import { firstGap, grown, marksOf, moved, reopened, type Marks } from './rest-marks';
import type { RestOptions } from './rest-options';
import { batches } from './rest-pass';
import { stepsOf, type Step } from './rest-steps';

/** Settings of a system whose software answers over HTTP. */
export const restSettings = defineSettings({
  baseUrl: address({
    about: 'Address of the software, without the path of the interface',
    example: 'https://motcua.example.vn',
  }),
  apiKey: secret({ about: 'Key that the software has given for reading', optional: true, example: 'k-1f0c' }),
  pageRows: number({ about: 'Items asked for at once', default: 200, min: 1, max: 500, whole: true }),
  overlapMs: number({
    about: 'How long after its change time an item may still become visible, in milliseconds',
    default: 900_000,
    min: 0,
    whole: true,
  }),
  pollMs: number({ about: 'Milliseconds between two looks', default: 5_000, min: 100, whole: true }),
});

/** Pages of the past that are read before what is new is looked at again. */
const PAST_PAGES = 10;
const LIST_EVERY_MS = 600_000;

/**
 * An interface that lists dossiers by change time, polled. What is new comes first, the past after it, in closed ranges,
 * so that a restart goes on where it was. The live mark only moves to change times that are older than the source's own
 * clock minus the overlap; what lies after it is asked for again, so that rows committed late are not missed.
 */
export function rest(options: RestOptions): Source {
  return {
    protocol: { kind: 'rest', options },
    listEveryMs: LIST_EVERY_MS,
    async *read(ctx, cursor) {
      const reading = new RestReading(options, ctx);
      try {
        yield* reading.pages(marksOf(cursor));
      } finally {
        reading.end();
      }
    },
    ...(options.listing ? { list: (ctx: SourceContext) => listed(options, ctx) } : {}),
  };
}

/** One reading of a system: what is new, then some of the past, until there is no past left. */
class RestReading {
  private readonly client: RestClient;
  /** The past was read to where it ends now. */
  private isPastOver = false;

  constructor(
    options: RestOptions,
    private readonly ctx: SourceContext,
  ) {
    this.client = new RestClient(options, ctx);
  }

  end(): void {
    this.client.close();
  }

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
