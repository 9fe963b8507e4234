import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaJSError } from 'kafkajs';
import { Fault } from '@lienthong/canonical';

const ATTEMPTS = 10;
const PAUSE_MS = 500;

/**
 * Asks Kafka, again when it refuses: a broker that has just started, or is electing leaders, does so for some seconds.
 * One that does not answer at all has been tried by the client already.
 *
 * @throws Fault LT-KAFKA-1 when it does not answer, or still refuses after five seconds; errors that are not Kafka's as
 *   they are
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (!(cause instanceof KafkaJSError)) throw cause;
      if (attempt === ATTEMPTS || !isRefusal(cause))
        throw new Fault('LT-KAFKA-1', `Kafka could not be read (${cause.name}).`, { cause });
      await sleep(PAUSE_MS);
    }
  }
}

function isRefusal(error: Error): boolean {
  return error.name === 'KafkaJSProtocolError' || (error.cause instanceof Error && isRefusal(error.cause));
}
