/**
 * The embedded Apache Kafka and PostgreSQL of `npm start`: what all roles stand on when neither KAFKA_BROKERS nor
 * DATABASE_URL names one that already runs.
 */
import { Fault } from '@lienthong/canonical';
import { startKafka, type KafkaServer } from './kafka';
import { keepRunning } from './keeper';
import { startPostgres, type PostgresServer } from './postgres';
import type { Server } from './server';

export { startKafka, type KafkaServer } from './kafka';
export { startPostgres, type PostgresServer } from './postgres';

/** What is given is used as it is; the other one is started. */
export interface EmbeddedOptions {
  dataDir: string;
  kafkaBrokers?: string;
  databaseUrl?: string;
  /** Where Kafka's jars are shared by all checkouts; default: the user's cache. */
  cacheDir?: string;
  log: (line: string) => void;
}

/** The addresses of both, and the end of those that were started. */
export interface Embedded {
  brokers: string;
  databaseUrl: string;
  /** Process numbers of what was started, as it runs now. */
  pids(): number[];
  stop(): Promise<void>;
  /** Resolved with a fault when one of them could not be kept running. */
  failed: Promise<Fault>;
}

/** Both, or nothing: when one start fails, what the other one started is stopped. */
async function bothOrNone<A extends Server, B extends Server>(
  starts: [Promise<A | undefined>, Promise<B | undefined>],
): Promise<[A | undefined, B | undefined]> {
  const results = await Promise.allSettled(starts);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed === undefined) return Promise.all(starts);
  for (const result of results) if (result.status === 'fulfilled') await result.value?.stop();
  throw failed.reason;
}

/**
 * Starts whichever of the two is not given, both at once. When one fails the other is stopped too, and nothing is left
 * running. One that ends by itself is started again at the same address.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { kafkaBrokers, databaseUrl, log } = options;
  const [kafka, postgres] = await bothOrNone([
    kafkaBrokers === undefined ? startKafka(options) : Promise.resolve(undefined),
    databaseUrl === undefined ? startPostgres(options) : Promise.resolve(undefined),
  ]);
  const kept = [
    kafka && keepRunning<KafkaServer>('Apache Kafka', kafka, (port) => startKafka({ ...options, port }), log),
    postgres && keepRunning<PostgresServer>('PostgreSQL', postgres, (port) => startPostgres({ ...options, port }), log),
  ].filter((one) => one !== undefined);
  return {
    brokers: kafkaBrokers ?? kafka?.brokers ?? '',
    databaseUrl: databaseUrl ?? postgres?.url ?? '',
    pids: () => kept.map((one) => one.server().pid),
    stop: async () => {
      await Promise.all(kept.map((one) => one.stop()));
    },
    failed: Promise.race(kept.map((one) => one.failed)),
  };
}
