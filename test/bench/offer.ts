/** Offers records at a steady rate: the ones the intake has sealed before, appended again to an empty `records.v1`. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { IHeaders, Kafka } from 'kafkajs';
import { RECORDS } from '@lienthong/messaging';

const TICK_MS = 10;

/** A record as it lay in the log. */
export interface Stored {
  readonly key: string;
  readonly value: Buffer;
  readonly headers: IHeaders;
  readonly partition: number;
}

/** Reads `count` records back, in the order of their partitions. */
export async function storedRecords(kafka: Kafka, count: number): Promise<Stored[]> {
  const consumer = kafka.consumer({ groupId: `bench-${process.pid}`, maxWaitTimeInMs: 200 });
  const records: Stored[] = [];
  await consumer.connect();
  await consumer.subscribe({ topic: RECORDS, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    const running = consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message: { key, value, headers } }) => {
        if (!key || !value || records.length >= count) return;
        records.push({ key: key.toString(), value, headers: headers ?? {}, partition });
        if (records.length === count) resolve();
      },
    });
    running.catch(reject);
  });
  await consumer.disconnect();
  return records;
}

/**
 * Appends the records at the rate, whatever becomes of them.
 *
 * @param sent is told of each record, with the moment just before its request went out
 * @returns records a second that were really appended
 */
export async function offer(
  kafka: Kafka,
  records: readonly Stored[],
  perSecond: number,
  sent: (record: Stored, index: number, atMs: number) => void,
): Promise<number> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  await producer.connect();
  try {
    const startMs = performance.now();
    for (let done = 0; done < records.length;) {
      const due = Math.min(records.length, Math.floor(((performance.now() - startMs) * perSecond) / 1000));
      const batch = records.slice(done, due);
      if (batch.length > 0) {
        const atMs = performance.now();
        await producer.send({ topic: RECORDS, acks: -1, messages: batch.map((record) => ({ ...record })) });
        for (const [index, record] of batch.entries()) sent(record, done + index, atMs);
        done = due;
      }
      await sleep(TICK_MS);
    }
    return (records.length * 1000) / (performance.now() - startMs);
  } finally {
    await producer.disconnect();
  }
}
