import { defineSettings, number, secret, text } from '@lienthong/canonical';
import { textAt } from '../path';
import type { Incomplete, Item, Listing, Page, Source, SourceContext } from '../source';
import { RestClient, type Answer } from './rest-client';
import type { RestOptions } from './rest-options';
import { batches, type Batch } from './rest-pass';
import { cursorOf, firstGap, grown, marksOf, moved, type Marks } from './rest-marks';

/** Settings of a system whose software answers over HTTP. */
export const restSettings = defineSettings({
  baseUrl: text({
    about: 'Address of the software, without the path of the interface',
    pattern: /^https?:\/\/[^\s]+$/,
    rule: 'must be an address that begins with http:// or https://',
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

/** Without a clock of the source, ours may be wrong by this much. */
const NO_CLOCK_OVERLAP_MS = 900_000;
/** Pages of the past that are read before what is new is looked at again. */
const PAST_PAGES = 10;
const LIST_EVERY_MS = 600_000;
const LIST_ROWS = 5_000;

/**
 * An interface that lists dossiers by change time, polled. What is new comes first, the past after it, in closed ranges,
 * so that a restart goes on where it was. The live mark only moves to change times that are older than the source's own
 * clock minus the overlap; what lies after it is asked for again, so that rows committed late are not missed.
 */
export function rest(options: RestOptions): Source {
  return {
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
  private readonly overlapMs: number;

  constructor(
    options: RestOptions,
    private readonly ctx: SourceContext,
  ) {
    this.client = new RestClient(options, ctx);
    const { overlapMs } = ctx.settings as { overlapMs: number };
    this.overlapMs = options.clock === 'none' ? Math.max(overlapMs, NO_CLOCK_OVERLAP_MS) : overlapMs;
  }

  end(): void {
    this.client.close();
  }

  async *pages(saved: Marks | undefined): AsyncGenerator<Page> {
    let from = saved;
    let marks = saved ?? (await this.begun());
    for (;;) {
      for await (const [next, page] of this.fresh(marks, from)) {
        yield page;
        from = marks = next;
        if (page.incomplete) return;
      }
      if (firstGap(marks) === undefined) return;
      const reached = marks;
      for await (const [next, page] of this.past(marks, from)) {
        yield page;
        from = marks = next;
        if (page.incomplete) return;
      }
      // A past that gives nothing more, and does not end either, is looked at again at the next poll.
      if (marks === reached) return;
    }
  }

  /** The first marks of a system: everything before its clock minus the overlap is the past. */
  private async begun(): Promise<Marks> {
    const { clockMs } = await this.client.clock();
    return { closed: [], from: clockMs - this.overlapMs, live: clockMs - this.overlapMs };
  }

  private async *fresh(marks: Marks, before: Marks | undefined): AsyncGenerator<[Marks, Page]> {
    let at = marks;
    let from = before;
    let latestMs: number | undefined;
    for await (const batch of batches(this.client, at.live, at.etag)) {
      latestMs ??= batch.clockMs - this.overlapMs;
      at = moved(at, batch, latestMs);
      for (const page of pagesOf(this.ctx, batch, from, at)) {
        yield [at, page];
        from = at;
      }
    }
  }

  private async *past(marks: Marks, before: Marks | undefined): AsyncGenerator<[Marks, Page]> {
    const gap = firstGap(marks);
    if (gap === undefined) return;
    const [beginMs, endMs] = gap;
    let at = marks;
    let from = before;
    let count = 0;
    for await (const batch of batches(this.client, beginMs, undefined)) {
      const last = batch.changedMs.at(-1);
      const isOver = batch.isLast || (last !== undefined && last > endMs);
      const rows = batch.items.filter((_, index) => (batch.changedMs[index] ?? 0) <= endMs);
      if (!batch.incomplete) at = grown(at, beginMs, isOver ? endMs : (last ?? beginMs));
      for (const page of pagesOf(this.ctx, { ...batch, items: rows }, from, at)) {
        yield [at, page];
        from = at;
      }
      count += 1;
      if (isOver || batch.incomplete || (count >= PAST_PAGES && (last ?? beginMs) > beginMs)) return;
    }
  }
}

/** Pages of a batch: an identity that comes twice begins a new one, so that the later row is the later read. */
function* pagesOf(ctx: SourceContext, batch: Batch, before: Marks | undefined, after: Marks): Generator<Page> {
  const from = before === undefined ? null : cursorOf(before);
  const to = cursorOf(after);
  const parts: Item[][] = [[]];
  let seen = new Set<string>();
  for (const raw of batch.items) {
    const identity = ctx.identityOf(raw.head);
    if (identity !== undefined && seen.has(identity)) {
      parts.push([]);
      seen = new Set();
    }
    if (identity !== undefined) seen.add(identity);
    const fault = raw.fault ?? {
      code: 'IDENTITY_MISSING' as const,
      rule: 'an item needs the identity its adapter declares',
    };
    parts.at(-1)?.push({ ...raw, order: 0n, ...(identity === undefined ? { fault } : { identity }) });
  }
  for (const [index, items] of parts.entries()) {
    const isLast = index === parts.length - 1;
    const incomplete: { incomplete?: Incomplete } = isLast && batch.incomplete ? { incomplete: batch.incomplete } : {};
    yield { from: index === 0 ? from : to, to, items, ...incomplete };
  }
}

async function* listed(options: RestOptions, ctx: SourceContext): AsyncGenerator<Listing> {
  const { listing } = options;
  if (!listing) return;
  const client = new RestClient(options, ctx);
  const idOf = textAt(listing.id);
  try {
    for (let after: string | undefined; ;) {
      const query = { [listing.size]: String(LIST_ROWS), ...(after === undefined ? {} : { [listing.after]: after }) };
      const { items }: Answer = await client.get(listing.path, query);
      const identities = items.flatMap(({ head }) => ctx.identityOf(head) ?? []);
      const last = idOf(items.at(-1)?.head ?? {});
      yield { place: listing.path, order: 0n, identities, unidentified: items.length - identities.length };
      if (items.length < LIST_ROWS || last === undefined || last === after) return;
      after = last;
    }
  } finally {
    client.close();
  }
}
