import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, ServiceUnavailableException, type OnModuleDestroy } from '@nestjs/common';
import { placed, type Adapter, type Cursor, type RawItem } from '@lienthong/adapter-sdk';
import { RECORDS, logState } from '@lienthong/messaging';
import { failPoint, type Spine } from '@lienthong/platform';
import { Known, type Publisher, type Published } from '@lienthong/records';
import { IntakeStore, SourceCounts, type Lease, type SystemEntity } from '@lienthong/storage';

/** A lot takes milliseconds; a process that dies in one holds the others up for no longer. */
const LEASE_MS = 10_000;
const WAIT_MS = 12_000;
const LOOK_MS = 50;

/**
 * Takes what is handed over for a system through the same door as what is read: a lot is a page, published under the
 * system's lease and then saved with its cursor. Lots of one system come one after the other, from all processes.
 */
@Injectable()
export class PushDoor implements OnModuleDestroy {
  private readonly holder = randomUUID();
  private readonly turns = new Map<string, Promise<unknown>>();
  private readonly lately = new Map<string, { readonly epoch: number; readonly known: Known }>();
  private readonly store: IntakeStore;

  constructor(
    private readonly spine: Spine,
    private readonly publisher: Publisher,
  ) {
    this.store = new IntakeStore(spine.db);
  }

  /**
   * Publishes a lot. When this returns it is in the log and its page is saved.
   *
   * @throws Fault LT-DB-4 when the lease ran out meanwhile; what was published then is no loss, and sent again is the same
   */
  take(system: SystemEntity, adapter: Adapter, items: readonly RawItem[]): Promise<Published['items']> {
    const before = this.turns.get(system.code) ?? Promise.resolve();
    const turn = before.then(() => this.leased(system, adapter, items));
    const ended = turn.catch(() => undefined);
    this.turns.set(system.code, ended);
    void ended.then(() => this.turns.get(system.code) === ended && this.turns.delete(system.code));
    return turn;
  }

  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.turns.values());
    await this.publisher.close();
  }

  private async leased(system: SystemEntity, adapter: Adapter, items: readonly RawItem[]): Promise<Published['items']> {
    const lease = await this.lease(system.code);
    try {
      const known = await this.known(lease);
      return await this.publish(system, adapter, items, lease, known);
    } finally {
      await this.store.giveBack(lease);
    }
  }

  private async lease(code: string): Promise<Lease> {
    for (const until = Date.now() + WAIT_MS; ;) {
      const lease = await this.store.take(code, this.holder, LEASE_MS);
      if (lease) return lease;
      if (Date.now() > until)
        throw new ServiceUnavailableException('Another process is taking records of this system. Send the lines that are not answered again in a moment.'); // prettier-ignore
      await pause(LOOK_MS);
    }
  }

  /** What was published lately is remembered for as long as nobody else had the lease. */
  private async known({ system, epoch }: Lease): Promise<Known> {
    const last = this.lately.get(system);
    if (last && last.epoch === epoch - 1) {
      this.lately.set(system, { epoch, known: last.known });
      return last.known;
    }
    const { topics } = await logState(this.spine.kafka, [RECORDS]);
    const ends = new Map(topics.get(RECORDS)?.map(({ partition, high }) => [partition, high]));
    const known = new Known(this.store, this.spine.generation, ends);
    if (last === undefined) await new SourceCounts(this.spine.db, system).save(new Date(), { countable: false });
    this.lately.set(system, { epoch, known });
    return known;
  }

  private async publish(
    { code, sourceEpoch }: SystemEntity,
    adapter: Adapter,
    raw: readonly RawItem[],
    lease: Lease,
    known: Known,
  ): Promise<Published['items']> {
    const { cursor } = await this.store.beginning(code);
    const first = await this.store.arrivals(code, raw.length);
    const items = raw.map((item, at) => placed(item, BigInt(first + at), adapter.identity.of(item.head)));
    const page = { from: cursor as Cursor | null, to: { arrived: first + raw.length - 1 }, items };
    const reading = { system: code, sourceEpoch, leaseEpoch: lease.epoch, adapter, known };
    const published = await this.publisher.publish(reading, page, 0);
    await this.store.savePage(lease, published.row);
    failPoint('push.after-save');
    return published.items;
  }
}
