/** What both sides stand on: one Kafka and one PostgreSQL, the embedded ones as shipped, or those that are given. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kafka } from 'kafkajs';
import { startEmbedded } from '../../apps/standalone/embedded';
import type { Arguments } from './arguments';
import { connected } from './database';
import { say } from './result';
import { clientOf } from './topic';

export interface Ground {
  readonly brokers: string;
  readonly database: string;
  /** A folder that is thrown away at the end. */
  readonly folder: string;
  readonly kafka: Kafka;
  stop(): Promise<void>;
}

/** @throws Error when the database would acknowledge what it has not written */
export async function startGround({ brokers, database }: Pick<Arguments, 'brokers' | 'database'>): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'lienthong-bench-'));
  // As root, PostgreSQL runs as another user, who must be able to pass.
  await chmod(folder, 0o755);
  const servers = await startEmbedded({ dataDir: folder, kafkaBrokers: brokers, databaseUrl: database, log: say });
  const stop = async (): Promise<void> => {
    await servers.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await requireDurability(servers.databaseUrl);
  } catch (error) {
    await stop();
    throw error;
  }
  return { brokers: servers.brokers, database: servers.databaseUrl, folder, kafka: clientOf(servers.brokers), stop };
}

/** Both sides commit to the same server, so that this holds for both. */
async function requireDurability(database: string): Promise<void> {
  const { rows } = await connected(database, (client) =>
    client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`,
    ),
  );
  const weak = rows.filter(({ setting }) => setting !== 'on').map(({ name, setting }) => `${name} = ${setting}`);
  if (weak.length > 0) throw new Error(`the database is not durable: ${weak.join(', ')}`);
  say('PostgreSQL commits with fsync, synchronous_commit and full_page_writes on');
}
