import { randomUUID } from 'node:crypto';
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { groupConsumer } from './kafka-client';
import type { Message } from './message';
import { toMessage } from './batches';
import { patiently } from './patience';

/** A place in one topic. */
export interface Place {
  readonly partition: number;
  readonly offset: number;
}

/** Consecutive wanted offsets closer than this are read through; farther ones are sought. */
const SEEK_GAP = 500;
const DEADLINE_MS = 120_000;

/**
 * Reads messages back by their places: a reader group of one, which seeks, reads in order and is deleted afterwards.
 *
 * Memory holds one fetched batch, not the answer: each message goes to `onMessage` as it comes, partitions interleaved,
 * offsets rising within a partition.
 *
 * @returns the places the log does not hold (removed, or beyond its end)
 */
export async function readAt(
  kafka: Kafka,
  topic: string,
  places: readonly Place[],
  onMessage: (message: Message & Place) => void | Promise<void>,
): Promise<Place[]> {
  const { wanted, missing } = await split(kafka, topic, places);
  if (wanted.size === 0) return missing;
  // What was read before a failure is no longer wanted, so that an attempt goes on where the last one ended.
  await patiently(() => readWanted(kafka, topic, wanted, onMessage));
  return missing;
}

async function readWanted(
  kafka: Kafka,
  topic: string,
  wanted: Map<number, number[]>,
  onMessage: (message: Message & Place) => void | Promise<void>,
): Promise<void> {
  const groupId = `lienthong-read-${randomUUID()}`;
  const consumer = groupConsumer(kafka, groupId);
  const reader = new Reader(consumer, topic, wanted, onMessage);
  try {
    await consumer.connect();
    await consumer.subscribe({ topic, fromBeginning: true });
    await reader.run();
  } finally {
    await consumer.disconnect();
    await forget(kafka, groupId);
  }
}

class Reader {
  constructor(
    private readonly consumer: Consumer,
    private readonly topic: string,
    private readonly wanted: Map<number, number[]>,
    private readonly onMessage: (message: Message & Place) => void | Promise<void>,
  ) {}

  async run(): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const timer = setTimeout(
      () => reject(new Error(`Reading ${this.topic} back took longer than ${DEADLINE_MS} ms.`)),
      DEADLINE_MS,
    );
    this.consumer.on(this.consumer.events.CRASH, ({ payload }) => reject(payload.error));
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      for (const partition of payload.memberAssignment[this.topic] ?? []) this.place(partition);
    });
    const eachBatch = async (payload: EachBatchPayload): Promise<void> => {
      try {
        await this.take(payload);
        if (this.wanted.size === 0) resolve(undefined);
      } catch (error) {
        reject(error);
      }
    };
    try {
      await Promise.all([promise, this.consumer.run({ autoCommit: false, eachBatchAutoResolve: false, eachBatch })]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Goes to the first wanted offset of a partition, or stops reading it. */
  private place(partition: number): void {
    const first = this.wanted.get(partition)?.[0];
    if (first === undefined) this.consumer.pause([{ topic: this.topic, partitions: [partition] }]);
    else this.consumer.seek({ topic: this.topic, partition, offset: String(first) });
  }

  private async take({ batch, resolveOffset, heartbeat, isStale }: EachBatchPayload): Promise<void> {
    const offsets = this.wanted.get(batch.partition);
    if (!offsets) return this.place(batch.partition);
    for (const message of batch.messages) {
      if (isStale()) return;
      const offset = Number(message.offset);
      while (offsets[0] !== undefined && offsets[0] < offset) offsets.shift();
      if (offsets[0] === offset) {
        offsets.shift();
        await this.onMessage({ ...toMessage(message), partition: batch.partition });
      }
      if (offsets.length === 0) {
        this.wanted.delete(batch.partition);
        return this.place(batch.partition);
      }
      resolveOffset(message.offset);
    }
    await heartbeat();
    const next = offsets[0];
    if (next !== undefined && next - Number(batch.lastOffset()) > SEEK_GAP) this.place(batch.partition);
  }
}

async function split(
  kafka: Kafka,
  topic: string,
  places: readonly Place[],
): Promise<{ wanted: Map<number, number[]>; missing: Place[] }> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const bounds = new Map((await admin.fetchTopicOffsets(topic)).map((p) => [p.partition, p]));
    const wanted = new Map<number, number[]>();
    const missing: Place[] = [];
    for (const place of [...places].sort((a, b) => a.offset - b.offset)) {
      const bound = bounds.get(place.partition);
      if (!bound || place.offset < Number(bound.low) || place.offset >= Number(bound.high)) missing.push(place);
      else
        wanted
          .set(place.partition, wanted.get(place.partition) ?? [])
          .get(place.partition)
          ?.push(place.offset);
    }
    return { wanted, missing };
  } finally {
    await admin.disconnect();
  }
}

async function forget(kafka: Kafka, groupId: string): Promise<void> {
  const admin = kafka.admin();
  try {
    await admin.connect();
    await admin.deleteGroups([groupId]);
  } catch {
    // An empty group that stays is dropped by the broker when its offsets expire; the answer is complete either way.
    return;
  } finally {
    await admin.disconnect();
  }
}
