import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Adapter } from '@lienthong/adapter-sdk';
import { Fault } from '@lienthong/canonical';
import type { Spine } from '@lienthong/platform';
import type { Joiner, Publisher } from '@lienthong/records';
import { IntakeStore, LinkStates, Systems, type SystemEntity } from '@lienthong/storage';
import { Reader } from './reader';
import { SystemLink } from './system-link';

const TICK_MS = 1_000;
const LEASE_MS = 10_000;
const LONGEST_WAIT_MS = 30_000;
/** A system that is away is asked for at least so often: its breaker lets one cheap call through. */
const LONGEST_ABSENCE_MS = 10_000;

interface Active {
  readonly system: SystemEntity;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/**
 * One loop per system, shared out between processes by leases. A system that is added, changed or paused is picked up
 * within a second, without a restart. A loop that fails gives its lease up and begins again under a new epoch, so that
 * records of a page that was never saved are always the last of their epoch.
 */
@Injectable()
export class Intake implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('intake');
  private readonly holder = randomUUID();
  private readonly active = new Map<string, Active>();
  /** Of systems that are read here, or wait to be read here again. */
  private readonly links = new Map<string, SystemLink>();
  private readonly waiting = new Map<string, { until: number; failures: number }>();
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(
    private readonly spine: Spine,
    private readonly store: IntakeStore,
    private readonly systems: Systems,
    private readonly publisher: Publisher,
    private readonly joiner: Joiner,
    private readonly adapters: Map<string, Adapter>,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.turn = this.turn
        .then(() => this.tick())
        .catch((error: unknown) => this.logger.warn(`Systems could not be looked up: ${text(error)}`));
    }, TICK_MS);
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.turn;
    for (const { stop } of this.active.values()) stop.abort();
    await Promise.all([...this.active.values()].map(({ done }) => done));
    await Promise.all([...this.links.keys()].map((code) => this.dropLink(code)));
    await this.publisher.close();
    await this.store
      .release(this.holder)
      .catch((error: unknown) => this.logger.warn(`Leases run out by themselves: ${text(error)}`));
  }

  private async tick(): Promise<void> {
    const held = await this.store.renew(this.holder, LEASE_MS);
    const all = await this.systems.list();
    const systems = new Map(all.filter((system) => this.isRead(system)).map((system) => [system.code, system]));
    for (const [code, { system, stop }] of this.active) {
      const now = systems.get(code);
      const isChanged = now?.updatedAt.getTime() !== system.updatedAt.getTime();
      if (isChanged || !held.has(code)) stop.abort();
    }
    for (const code of this.links.keys()) if (!systems.has(code)) await this.dropLink(code);
    for (const system of systems.values()) {
      const wait = this.waiting.get(system.code);
      if (this.active.has(system.code) || (wait && wait.until > Date.now())) continue;
      const lease = await this.store.take(system.code, this.holder, LEASE_MS);
      if (lease) this.start(system, lease.epoch);
    }
  }

  /** Of a system that is pushed nothing is asked. */
  private isRead({ state, adapter }: SystemEntity): boolean {
    return state === 'ACTIVE' && this.adapters.get(adapter)?.source.protocol?.kind !== 'push';
  }

  private start(system: SystemEntity, epoch: number): void {
    const stop = new AbortController();
    const done = this.read(system, epoch, stop.signal)
      .then(() => this.ended(system.code))
      .catch((error: unknown) => (stop.signal.aborted ? this.ended(system.code) : this.wait(system.code, error)))
      .finally(() => this.active.delete(system.code));
    this.active.set(system.code, { system, stop, done });
  }

  private async read(system: SystemEntity, epoch: number, signal: AbortSignal): Promise<void> {
    const adapter = this.adapters.get(system.adapter);
    if (!adapter) {
      const found = [...this.adapters.keys()].join(', ');
      throw new Fault(
        'LT-ADAPTER-3',
        `System ${system.code} names adapter ${system.adapter}, which is not installed. Found: ${found}.`,
      );
    }
    const lease = { system: system.code, epoch };
    await new Reader(
      this.spine,
      this.store,
      this.publisher,
      this.joiner,
      system,
      adapter,
      this.link(system.code),
      lease,
      signal,
    ).run();
  }

  /** Ended by us: its settings have changed, or another process reads it. */
  private ended(code: string): Promise<void> {
    this.waiting.delete(code);
    return this.dropLink(code);
  }

  private link(code: string): SystemLink {
    const link = this.links.get(code) ?? new SystemLink(new LinkStates(this.spine.db), code);
    this.links.set(code, link);
    return link;
  }

  private async dropLink(code: string): Promise<void> {
    const link = this.links.get(code);
    this.links.delete(code);
    await link?.close();
  }

  private async wait(code: string, error: unknown): Promise<void> {
    const failures = (this.waiting.get(code)?.failures ?? 0) + 1;
    const isAway = error instanceof Fault && error.kind === 'transient';
    const ms = Math.min(500 * 2 ** failures, isAway ? LONGEST_ABSENCE_MS : LONGEST_WAIT_MS);
    this.waiting.set(code, { until: Date.now() + ms, failures });
    const what = text(error);
    this.logger.warn(`System ${code} waits ${ms} ms: ${what}`);
    await this.store
      .failed(code, what)
      .catch((again: unknown) => this.logger.warn(`It could not be noted: ${text(again)}`));
  }
}

function text(error: unknown): string {
  if (error instanceof Fault) return `${error.code} ${error.message}`;
  return error instanceof Error ? error.message : String(error);
}
