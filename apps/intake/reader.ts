import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { Logger } from '@nestjs/common';
import { partsOf, type Adapter, type Cursor, type Page, type SourceContext } from '@lienthong/adapter-sdk';
import { RECORDS, logState } from '@lienthong/messaging';
import { counter, failPoint, type Spine } from '@lienthong/platform';
import { Known, type JoinedPage, type Joiner, type Publisher, type Reading } from '@lienthong/records';
import type { IntakeStore, Lease, PageRow, SystemEntity } from '@lienthong/storage';
import { Counting } from './counting';
import type { SystemLink } from './system-link';

const PAGE_ROWS = 500;
const PAGE_BYTES = 4_000_000;
const DEFAULT_POLL_MS = 5_000;

const items = counter('lienthong_intake_items_total', 'Items read from a system, by what became of them.', [
  'system',
  'kind',
]);
const logger = new Logger('intake');

/** Reads one system under one lease: page by page through its link, each page saved with the cursor after its publish. */
export class Reader {
  private readonly context: SourceContext;
  private readonly counting: Counting;
  private readSeq = 0;

  constructor(
    private readonly spine: Spine,
    private readonly store: IntakeStore,
    private readonly publisher: Publisher,
    private readonly joiner: Joiner,
    private readonly system: SystemEntity,
    private readonly adapter: Adapter,
    private readonly link: SystemLink,
    private readonly lease: Lease,
    private readonly signal: AbortSignal,
  ) {
    this.context = {
      settings: adapter.settings.parse(system.settings, `System ${system.code}`),
      link: link.link,
      files: {
        ordinal: (path, hash, size, mtimeMs) => store.fileOrdinal(system.code, path, hash, size, mtimeMs),
      },
      signal,
      pageRows: PAGE_ROWS,
      pageBytes: PAGE_BYTES,
      identityOf: (head) => adapter.identity.of(head),
    };
    this.counting = new Counting(spine, system.code, adapter, this.context);
  }

  /** Reads until the lease ends. @throws what stopped it; the caller waits and takes a new lease */
  async run(): Promise<void> {
    const { topics } = await logState(this.spine.kafka, [RECORDS]);
    const ends = new Map(topics.get(RECORDS)?.map(({ partition, high }) => [partition, high]));
    const known = new Known(this.store, this.spine.generation, ends);
    const reading: Reading = {
      system: this.system.code,
      sourceEpoch: this.system.sourceEpoch,
      leaseEpoch: this.lease.epoch,
      adapter: this.adapter,
      known,
    };
    try {
      while (!this.isOver()) {
        const pages = await this.readOnce(reading);
        if (this.isOver()) return;
        await this.parkOverdue(reading);
        await this.store.idle(this.system.code);
        await this.counting.countWhenDue(pages > 0);
        await sleep(this.pollMs(), undefined, { signal: this.signal }).catch(() => undefined);
      }
    } catch (error) {
      if (!this.isOver()) this.link.failed(error);
      throw error;
    }
  }

  private async readOnce(reading: Reading): Promise<number> {
    const { cursor, restart } = await this.store.beginning(this.system.code);
    let pages = 0;
    for await (const page of this.adapter.source.read(this.context, cursor as Cursor | null)) {
      if (this.isOver()) return pages;
      const joined = await this.joiner.join(this.system.code, this.adapter, page);
      const isSaved = await this.take(reading, page, joined, pages === 0 ? restart : undefined);
      if (isSaved) pages += 1;
    }
    return pages;
  }

  /** Publishes a page and saves it with the cursor; false where there is nothing to account for. */
  private async take(reading: Reading, page: Page, joined?: JoinedPage, restart?: number): Promise<boolean> {
    const { code } = this.system;
    const published = await this.publisher.publish(reading, joined?.page ?? page, this.readSeq);
    const row = joined ? { ...published.row, rows: joined.rows, staged: joined.staged, parts: joined.parts } : published.row; // prettier-ignore
    if (isNothing(row)) return false;
    this.readSeq += 1;
    await this.store.savePage(this.lease, row, restart);
    failPoint('intake.after-save');
    items.inc({ system: code, kind: 'published' }, row.published);
    items.inc({ system: code, kind: 'same' }, row.same);
    if (joined) items.inc({ system: code, kind: 'staged' }, joined.staged);
    if (page.incomplete) {
      const { code: fault, place, rule } = page.incomplete;
      logger.warn(`System ${code}: ${fault} at ${place}: ${rule}`);
    }
    return true;
  }

  /** Parts whose dossier did not come in time are parked, and joined all the same where it comes later. */
  private async parkOverdue(reading: Reading): Promise<void> {
    if (!partsOf(this.adapter.format)) return;
    const { cursor } = await this.store.beginning(this.system.code);
    if (cursor === null) return;
    for (let isMore = true; isMore && !this.isOver();) {
      const late = await this.joiner.overdue(this.system.code, this.adapter, cursor as Cursor);
      isMore = late !== undefined && (await this.take(reading, late.page, late));
    }
  }

  private isOver(): boolean {
    return this.signal.aborted;
  }

  private pollMs(): number {
    const { pollMs } = this.context.settings;
    return typeof pollMs === 'number' ? pollMs : DEFAULT_POLL_MS;
  }
}

/** A look at an overlap in which nothing is new, and the cursor stays: there is nothing to account for. */
function isNothing({ published, incomplete, parts, from, to }: PageRow): boolean {
  const isStaged = parts !== undefined && parts.parts.length + parts.settled.length > 0;
  return published === 0 && incomplete === undefined && !isStaged && isDeepStrictEqual(from, to);
}
