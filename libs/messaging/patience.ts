import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaJSError } from 'kafkajs';
import { Fault } from '@lienthong/canonical';

const ATTEMPTS = 10;
const PAUSE_MS = 500;

/**
 * Asks Kafka, again when it fails: a broker that has just started, or is electing leaders, refuses for some seconds.
 *
 * @throws Fault LT-KAFKA-1 when it still fails after five seconds; errors that are not Kafka's at once
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof KafkaJSError)) throw cause;
      if (attempt === ATTEMPTS) throw new Fault('LT-KAFKA-1', `Kafka could not be read (${cause.message}).`, { cause });
      await sleep(PAUSE_MS);
    }
  }
}
