import { Logger } from '@nestjs/common';
import { Fault } from '@lienthong/canonical';
import { DOSSIERS, RECORDS, ensureTopics, kafkaClient, logState, type Kafka } from '@lienthong/messaging';
import { LogGeneration, isTransient, openDatabase, type DataSource } from '@lienthong/storage';
import type { Configuration } from './configuration';

/** What every role stands on: the database at its newest schema, the cluster with its topics, and the log's generation. */
export interface Spine {
  readonly configuration: Configuration;
  readonly db: DataSource;
  readonly kafka: Kafka;
  readonly generation: number;
}

const WAIT_MS = 60_000;
/** Servers that were started with us take some seconds; that is no news. */
const QUIET_MS = 5_000;
const RETRY_MS = 500;
const logger = new Logger('spine');

/**
 * Opens database and log and checks that they belong together. Waits a minute for servers that are still starting.
 *
 * @throws Fault LT-DB-1 or LT-KAFKA-1 when one cannot be reached, LT-KAFKA-2 when a topic is not as needed,
 *   LT-LOG-1…3 when the log is not the one the database was filled from
 */
export async function openSpine(configuration: Configuration, clientId: string): Promise<Spine> {
  const db = await patiently('LT-DB-1', 'PostgreSQL', 'DATABASE_URL', isTransient, () =>
    openDatabase(configuration.DATABASE_URL),
  );
  try {
    const kafka = kafkaClient(configuration.KAFKA_BROKERS, clientId);
    const notOurs = (error: unknown): boolean => !(error instanceof Fault) || error.kind === 'transient';
    const log = await patiently('LT-KAFKA-1', 'Kafka', 'KAFKA_BROKERS', notOurs, async () => {
      await ensureTopics(kafka);
      return logState(kafka, [RECORDS, DOSSIERS]);
    });
    const generation = await new LogGeneration(db).resolve(log, configuration.LT_ADOPT_LOG);
    return { configuration, db, kafka, generation };
  } catch (error) {
    await db.destroy();
    throw error;
  }
}

async function patiently<T>(
  code: 'LT-DB-1' | 'LT-KAFKA-1',
  what: string,
  setting: string,
  canWait: (error: unknown) => boolean,
  attempt: () => Promise<T>,
): Promise<T> {
  const until = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (cause) {
      if (!canWait(cause)) throw cause;
      const why = cause instanceof Error ? cause.message : String(cause);
      if (Date.now() > until)
        throw new Fault(code, `${what} could not be reached for ${WAIT_MS / 1000} s (${why}). Check ${setting}.`, {
          cause,
        });
      if (Date.now() > until - WAIT_MS + QUIET_MS) logger.warn(`${what} is not there yet (${why}); trying again.`);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}
