import { Server, type CustomTransportStrategy } from '@nestjs/microservices';
import { isObservable, lastValueFrom } from 'rxjs';
import type { Consumer, EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import { groupConsumer, type Gathering } from './kafka-client';
import type { Batch, Message } from './message';

/** A batch is what has arrived, at most this many messages … */
export const BATCH_ROWS = 1_000;
/** … and about this many bytes, so that one batch stays near 100 ms of work. */
const BATCH_BYTES = 1_000_000;
/** Partitions worked on at a time; each holds a database connection while it waits for commits and acknowledgements. */
const PARTITIONS_AT_ONCE = 6;
/** How often the position in Kafka is compared with the one in PostgreSQL. */
const POSITION_CHECK_MS = 2_000;

/** Where a group stands according to the database, which has the last word. */
export interface Positions {
  positions(topic: string): Promise<Map<number, number>>;
}

/** What the transport needs to run one group. */
export interface BatchesOptions {
  readonly kafka: Kafka;
  readonly group: string;
  /** Handlers registered under this id belong to this group, so that several groups can live in one process. */
  readonly transportId: symbol;
  readonly positions: Positions;
  /** True when waiting helps; other errors wait as well, but are reported each time. */
  readonly isTransient: (error: unknown) => boolean;
  /** For a group that may lag: what arrives within a while is one batch. */
  readonly gathering?: Gathering;
}

/**
 * A Nest transport that hands a handler whole batches, in order, per partition.
 *
 * Handlers are `@EventPattern(topic, transportId)` methods of one argument, the {@link Batch}; they return the next
 * offset to read, which they took from PostgreSQL. Where that is not the one after the batch, the transport seeks to
 * it. A handler that throws stops its partition for a while, not the others; heartbeats go on. Nothing is ever skipped.
 */
export class Batches extends Server implements CustomTransportStrategy {
  private consumer: Consumer | undefined;
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private readonly reached = new Map<string, number>();
  private readonly assigned = new Map<string, readonly number[]>();
  private readonly apart = new Map<string, number>();
  private readonly waits = new Map<string, { attempts: number; resume?: NodeJS.Timeout }>();

  constructor(private readonly options: BatchesOptions) {
    super();
    this.transportId = options.transportId;
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.run();
      this.timer = setInterval(() => void this.comparePositions(), POSITION_CHECK_MS);
      callback();
    } catch (error) {
      callback(error);
    }
  }

  /** Ends after the batch in hand; its transaction either committed or will be applied by the next owner. */
  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    for (const { resume } of this.waits.values()) clearTimeout(resume);
    const consumer = this.consumer;
    this.consumer = undefined;
    await consumer?.disconnect();
  }

  on(): never {
    throw new Error('Batches emits no events.');
  }

  unwrap<T>(): T {
    return this.consumer as T;
  }

  private async run(): Promise<void> {
    const consumer = groupConsumer(this.options.kafka, this.options.group, this.options.gathering);
    this.consumer = consumer;
    consumer.on(consumer.events.CRASH, ({ payload }) => void this.restart(payload.error));
    consumer.on(consumer.events.GROUP_JOIN, ({ payload }) => {
      this.reached.clear();
      this.assigned.clear();
      for (const [topic, partitions] of Object.entries(payload.memberAssignment)) this.assigned.set(topic, partitions);
      void this.comparePositions();
    });
    await consumer.connect();
    await consumer.subscribe({ topics: [...this.messageHandlers.keys()], fromBeginning: true });
    await consumer.run({
      eachBatchAutoResolve: false,
      autoCommitInterval: 1_000,
      partitionsConsumedConcurrently: PARTITIONS_AT_ONCE,
      eachBatch: (payload) => this.eachBatch(payload),
    });
  }

  private async restart(error: Error): Promise<void> {
    if (this.closed) return;
    // At the first start of a broker its group coordinator is still loading: that is no news either.
    this.logger.debug?.(`Group ${this.options.group} lost Kafka (${error.name}: ${error.message}); joining again.`);
    const crashed = this.consumer;
    this.consumer = undefined;
    await crashed?.disconnect().catch(() => undefined);
    for (let attempt = 0; !this.closed; attempt += 1) {
      await sleep(backoffMs(attempt));
      try {
        await this.run();
        return;
      } catch (again) {
        this.logger.warn(`Kafka is still away (${(again as Error).name}).`);
      }
    }
  }

  private async eachBatch(payload: EachBatchPayload): Promise<void> {
    const { topic, partition, messages } = payload.batch;
    const place = `${topic}/${partition}`;
    for (let from = 0; from < messages.length;) {
      if (!payload.isRunning() || payload.isStale() || this.closed) return;
      const to = sliceEnd(messages, from);
      const batch: Batch = { topic, partition, messages: messages.slice(from, to).map(toMessage) };
      const after = (batch.messages.at(-1)?.offset ?? 0) + 1;
      let next: number;
      try {
        next = await this.dispatch(batch);
        this.waits.delete(place);
      } catch (error) {
        this.wait(payload, error);
        return;
      }
      this.reached.set(place, next);
      if (next !== after) {
        this.consumer?.seek({ topic, partition, offset: String(next) });
        return;
      }
      payload.resolveOffset(String(after - 1));
      await payload.heartbeat();
      from = to;
    }
  }

  private async dispatch(batch: Batch): Promise<number> {
    const handler = this.getHandlerByPattern(batch.topic);
    if (!handler) throw new Error(`No handler for ${batch.topic}.`);
    const answer: unknown = await handler(batch);
    return Number(isObservable(answer) ? await lastValueFrom(answer) : answer);
  }

  private wait({ pause, batch: { topic, partition } }: EachBatchPayload, error: unknown): void {
    if (this.closed) return;
    const place = `${topic}/${partition}`;
    const wait = this.waits.get(place) ?? { attempts: 0 };
    const ms = backoffMs(wait.attempts);
    const text = `${this.options.group} waits ${ms} ms at ${place}: ${describe(error)}`;
    if (this.options.isTransient(error)) this.logger.warn(text);
    else this.logger.error(text, (error as Error).stack);
    wait.attempts += 1;
    const resume = pause();
    wait.resume = setTimeout(resume, ms);
    this.waits.set(place, wait);
  }

  /** Seeks where the database stands elsewhere than we read: after a join, or when an offset was moved by hand. */
  private async comparePositions(): Promise<void> {
    const consumer = this.consumer;
    if (!consumer) return;
    try {
      for (const [topic, partitions] of this.assigned) {
        const positions = await this.options.positions.positions(topic);
        for (const partition of partitions) {
          const place = `${topic}/${partition}`;
          const next = positions.get(partition) ?? 0;
          const reached = this.reached.get(place);
          // A batch in hand moves both; only a position that stays apart for a whole interval was moved by hand.
          const moved = next !== reached && this.apart.get(place) === next;
          if (this.waits.has(place) || !(reached === undefined || moved)) {
            this.apart.set(place, next);
            continue;
          }
          consumer.seek({ topic, partition, offset: String(next) });
          this.reached.set(place, next);
          this.apart.delete(place);
        }
      }
    } catch (error) {
      this.logger.debug?.(`Positions could not be compared: ${describe(error)}`);
    }
  }
}

function sliceEnd(messages: readonly KafkaMessage[], from: number): number {
  let bytes = 0;
  let to = from;
  while (to < messages.length && to - from < BATCH_ROWS && (to === from || bytes < BATCH_BYTES)) {
    bytes += messages[to]?.value?.length ?? 0;
    to += 1;
  }
  return to;
}

/** The library's message as ours. */
export function toMessage(message: KafkaMessage): Message {
  return {
    offset: Number(message.offset),
    appendedAtMs: Number(message.timestamp),
    key: message.key?.toString() ?? '',
    value: message.value ?? Buffer.alloc(0),
    headers: message.headers ?? {},
  };
}

function backoffMs(attempt: number): number {
  return Math.min(100 * 2 ** attempt, 5_000);
}

function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
