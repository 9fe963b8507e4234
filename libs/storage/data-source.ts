import { DataSource, type DataSourceOptions } from 'typeorm';
import { Spine1764000000000 } from './migrations/1-spine';
import { Listing1764200000000 } from './migrations/2-listing';
import { ApiKeys1764300000000 } from './migrations/3-api-keys';
import { Links1764400000000 } from './migrations/4-links';
import { Suggestions1764500000000 } from './migrations/5-suggestions';
import { Arrivals1764600000000 } from './migrations/6-arrivals';
import { StagedParts1764700000000 } from './migrations/7-staged-parts';
import { SystemEntity } from './system.entity';

/** Advisory lock under which migrations run, so that roles started together do not race. */
const MIGRATION_LOCK = 7_310_512;

/**
 * Opens the database and brings its schema up to date.
 *
 * @param url a `postgres://` address
 * @param connections size of the pool; a role's batches take one connection each
 * @throws the driver's own error when the database cannot be reached (see {@link isTransient})
 */
export async function openDatabase(url: string, connections = 20): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    url,
    entities: [SystemEntity],
    migrations: [
      Spine1764000000000,
      Listing1764200000000,
      ApiKeys1764300000000,
      Links1764400000000,
      Suggestions1764500000000,
      Arrivals1764600000000,
      StagedParts1764700000000,
    ],
    migrationsTransactionMode: 'each',
    applicationName: 'lienthong',
    poolSize: connections,
    connectTimeoutMS: 5_000,
    extra: { idle_in_transaction_session_timeout: 60_000 },
    poolErrorHandler: () => undefined,
  };
  const db = await new DataSource(options).initialize();
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return db;
}

async function migrate(db: DataSource): Promise<void> {
  const runner = db.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    try {
      await db.runMigrations();
    } finally {
      await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]);
    }
  } finally {
    await runner.release();
  }
}
