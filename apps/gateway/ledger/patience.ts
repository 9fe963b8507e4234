import { Fault } from '@lienthong/canonical';

const ATTEMPTS = 5;
const PAUSE_MS = 300;

/**
 * Asks Kafka, again when it fails: a broker that has just started or elected leaders refuses for a moment.
 *
 * @throws Fault LT-KAFKA-1 when it still fails
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (cause) {
      if (cause instanceof Fault) throw cause;
      if (attempt === ATTEMPTS)
        throw new Fault(
          'LT-KAFKA-1',
          'Kafka could not be asked for the offsets of the ledger. Try again in a moment.',
          { cause },
        );
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
