import { ConfigResourceTypes, type Admin, type Kafka } from 'kafkajs';
import { Fault } from '@lienthong/canonical';

/** Raw records, sealed, kept for ever: the slow line is asked once, every replay reads here. */
export const RECORDS = 'records.v1';
/** One message per record: dossier, parked or dropped; 30 days. */
export const DOSSIERS = 'dossiers.v1';
/** The same fixed number for both topics, so that a record and its dossier lie in the same partition. */
export const PARTITIONS = 12;
/** Largest message of the two topics: 1 MB of sealed bytes as base64, and its envelope. */
export const MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

const DAY_MS = 86_400_000;

const settings: Record<string, Record<string, string>> = {
  [RECORDS]: common('-1'),
  [DOSSIERS]: common(String(30 * DAY_MS)),
};

function common(retentionMs: string): Record<string, string> {
  return {
    'cleanup.policy': 'delete',
    'retention.ms': retentionMs,
    'retention.bytes': '-1',
    'message.timestamp.type': 'LogAppendTime',
    'max.message.bytes': String(MAX_MESSAGE_BYTES),
  };
}

/**
 * Makes the topics, or checks that those found are as the product needs them.
 *
 * @throws Fault LT-KAFKA-2 naming topic, setting, found and needed value
 */
export async function ensureTopics(kafka: Kafka): Promise<void> {
  const admin = kafka.admin();
  await admin.connect();
  try {
    await admin.createTopics({
      waitForLeaders: true,
      topics: Object.entries(settings).map(([topic, config]) => ({
        topic,
        numPartitions: PARTITIONS,
        replicationFactor: -1,
        configEntries: Object.entries(config).map(([name, value]) => ({ name, value })),
      })),
    });
    await check(admin);
  } finally {
    await admin.disconnect();
  }
}

async function check(admin: Admin): Promise<void> {
  const { topics } = await admin.fetchTopicMetadata({ topics: Object.keys(settings) });
  for (const { name, partitions } of topics) {
    if (partitions.length !== PARTITIONS)
      throw differs(name, 'partitions', String(partitions.length), String(PARTITIONS));
  }
  const { resources } = await admin.describeConfigs({
    includeSynonyms: false,
    resources: Object.entries(settings).map(([name, config]) => ({
      type: ConfigResourceTypes.TOPIC,
      name,
      configNames: Object.keys(config),
    })),
  });
  for (const { resourceName, configEntries } of resources) {
    for (const { configName, configValue } of configEntries) {
      const needed = settings[resourceName]?.[configName];
      if (needed !== undefined && configValue !== needed) throw differs(resourceName, configName, configValue, needed);
    }
  }
}

function differs(topic: string, setting: string, found: string, needed: string): Fault {
  return new Fault(
    'LT-KAFKA-2',
    `Topic ${topic} has ${setting} = ${found}, needed is ${needed}. Correct it with kafka-configs.sh, or use another cluster.`,
  );
}
