/** Fills a topic of the benchmark: before the clock runs, and once for all runs of both sides. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel, type Producer } from 'kafkajs';
import { DOSSIERS, RECORDS, ensureTopics } from '@lienthong/messaging';
import { PARTITIONS, type Message } from './messages';
import { Marking, type Marks } from './stretch';

const BATCH = 1_000;
const CREATE_ATTEMPTS = 50;

/** A client that only speaks up when something is wrong. */
export function clientOf(brokers: string): Kafka {
  return new Kafka({ clientId: 'bench', brokers: brokers.split(','), logLevel: logLevel.NOTHING });
}

/** Makes topics anew and empty: the product's with the product's own settings, others with the broker's. */
export async function freshTopics(kafka: Kafka, names: readonly string[]): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    const there = (await admin.listTopics()).filter((name) => names.includes(name));
    if (there.length > 0) await admin.deleteTopics({ topics: there });
    await onceDeleted(() => ensureTopics(kafka));
    const others = names.filter((name) => name !== RECORDS && name !== DOSSIERS);
    const topics = others.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: 1 }));
    if (topics.length > 0) await onceDeleted(() => admin.createTopics({ topics, waitForLeaders: true }));
  } finally {
    await admin.disconnect();
  }
}

/** The broker deletes in its own time, and answers with a passing error until the new topic is known everywhere. */
async function onceDeleted(create: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await create();
      return;
    } catch (error) {
      if (attempt === CREATE_ATTEMPTS || (error as { retriable?: boolean }).retriable !== true) throw error;
      await sleep(200);
    }
  }
}

/** Appends all messages in their order and says what to look for once they are applied. */
export async function fill(kafka: Kafka, topic: string, total: number, messages: Iterable<Message>): Promise<Marks> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1 });
  const marking = new Marking(total);
  await producer.connect();
  try {
    let batch: Message[] = [];
    for (const message of messages) {
      marking.pass(message);
      batch.push(message);
      if (batch.length === BATCH) {
        await append(producer, topic, batch);
        batch = [];
      }
    }
    if (batch.length > 0) await append(producer, topic, batch);
  } finally {
    await producer.disconnect();
  }
  return marking.marks();
}

async function append(producer: Producer, topic: string, messages: Message[]): Promise<void> {
  await producer.send({ topic, acks: -1, messages: messages.map((message) => ({ ...message })) });
}
