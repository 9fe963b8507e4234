import type { Kafka } from 'kafkajs';
import { patiently } from './patience';

/** The offsets a partition can give: `low` is the first one kept, `high` the one the next message gets. */
export interface Bounds {
  readonly partition: number;
  readonly low: number;
  readonly high: number;
}

/** The cluster's id and the bounds of each partition of the topics asked for. */
export function logState(
  kafka: Kafka,
  topics: readonly string[],
): Promise<{ cluster: string; topics: Map<string, Bounds[]> }> {
  return patiently(async () => {
    const admin = kafka.admin();
    await admin.connect();
    try {
      const { clusterId } = await admin.describeCluster();
      const bounds = new Map<string, Bounds[]>();
      for (const topic of topics) {
        const offsets = await admin.fetchTopicOffsets(topic);
        bounds.set(
          topic,
          offsets.map((p) => ({ partition: p.partition, low: Number(p.low), high: Number(p.high) })),
        );
      }
      return { cluster: clusterId, topics: bounds };
    } finally {
      await admin.disconnect();
    }
  });
}

/** The first offset of each partition appended at or after a time; a partition without one gives its end. */
export function offsetsSince(kafka: Kafka, topic: string, timeMs: number): Promise<Map<number, number>> {
  return patiently(async () => {
    const admin = kafka.admin();
    await admin.connect();
    try {
      const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, timeMs);
      return new Map(offsets.map((p) => [p.partition, Number(p.offset)]));
    } finally {
      await admin.disconnect();
    }
  });
}
