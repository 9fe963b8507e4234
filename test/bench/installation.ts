/**
 * An installation whose intake has run: its records lie sealed in `records.v1`, its database holds the keys to them.
 *
 * The database becomes the template of each run's own, so that every run starts from the same place.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { dossierId } from '@lienthong/canonical';
import { DOSSIERS, RECORDS } from '@lienthong/messaging';
import { connected, databaseUrl, dropDatabase, freshDatabase } from './database';
import { identityOf, writeExport } from './export';
import type { Ground } from './ground';
import { placeOf, SYSTEM } from './messages';
import { RoleProcess } from './ours';
import { say } from './result';
import { Marking, type Marks } from './stretch';
import { freshTopics } from './topic';

const TEMPLATE = 'bench_installation';
const LIMIT_MS = 600_000;

/** What a run needs to know. */
export interface Installation {
  /** Data folder with master key and token. */
  readonly folder: string;
  readonly token: string;
  readonly marks: Marks;
  /** A database of its own for one run. */
  database(name: string): Promise<string>;
}

/** Lets the intake, as shipped, read an export of `count` cases. */
export async function install(ground: Ground, count: number): Promise<Installation> {
  const folder = join(ground.folder, 'installation');
  const directory = join(folder, 'exports');
  const token = randomBytes(24).toString('base64url');
  await mkdir(directory, { recursive: true });
  await writeFile(join(folder, 'master.key'), `${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
  await writeFile(join(folder, 'token'), `${token}\n`, { mode: 0o600 });
  await writeExport(join(directory, 'bench.xes'), count);
  await freshTopics(ground.kafka, [RECORDS, DOSSIERS]);
  const database = await freshDatabase(ground.database, TEMPLATE);
  const intake = await RoleProcess.start('intake', ground, { database, folder });
  try {
    await intake.url;
    await connected(database, (client) =>
      client.query(`insert into system (code, name, adapter, settings) values ($1, $1, 'municipal-xes', $2)`, [
        SYSTEM,
        { directory, settleMs: 0 },
      ]),
    );
    await untilPublished(database, count, intake);
  } finally {
    await intake.stop();
  }
  // From here on nothing reads the source any more.
  await connected(database, (client) => client.query(`update system set state = 'PAUSED'`));
  return {
    folder,
    token,
    marks: marksOf(count),
    database: async (name) => {
      await dropDatabase(ground.database, name);
      await connected(ground.database, (client) => client.query(`create database ${name} template ${TEMPLATE}`));
      return databaseUrl(ground.database, name);
    },
  };
}

async function untilPublished(database: string, count: number, intake: RoleProcess): Promise<void> {
  const limit = performance.now() + LIMIT_MS;
  for (let published = 0; published < count;) {
    intake.check();
    if (performance.now() > limit) throw new Error(`the intake published ${published} of ${count} records`);
    await sleep(500);
    const { rows } = await connected(database, (client) =>
      client.query<{ sum: number }>('select coalesce(sum(published), 0)::int as sum from page'),
    );
    published = rows[0]?.sum ?? 0;
  }
  say(`${count} records lie in ${RECORDS}`);
}

function marksOf(count: number): Marks {
  const marking = new Marking(count);
  for (let number = 0; number < count; number++) {
    const key = dossierId(SYSTEM, identityOf(number));
    marking.pass({ key, partition: placeOf(key) });
  }
  return marking.marks();
}
