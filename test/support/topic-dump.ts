import { join } from 'node:path';
import { kafkaJars } from '../../apps/standalone/embedded/kafka-jars';
import type { Installation } from './installation';
import { run } from './program';

const PROGRAM = join(__dirname, 'topic-dump.java');

/** Every message of a topic as Kafka's own Java client reads it, one a line: key, headers and value, parted by tabs. */
export async function dumpTopic(at: Installation, topic: string): Promise<string[]> {
  return dump(at, topic);
}

/** The keys of a topic, one for each message, as Kafka's own Java client reads them. */
export async function topicKeys(at: Installation, topic: string): Promise<string[]> {
  return dump(at, topic, 'keys');
}

async function dump({ dataDir, brokers }: Installation, topic: string, ...words: string[]): Promise<string[]> {
  const jars = await kafkaJars({ dataDir, log: () => undefined });
  const java = ['-XX:+UseSerialGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error', '-cp', join(jars, '*')];
  const { code, stdout, stderr } = await run('java', [...java, PROGRAM, brokers, topic, ...words]);
  if (code !== 0) throw new Error(`Kafka's client could not read ${topic} (it needs a JDK, not only a JRE): ${stderr}`);
  return stdout.split('\n').slice(0, -1);
}
