import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { kafkaClient, logState } from '@lienthong/messaging';
import { checkJava, checkMaven, environment } from '@lienthong/platform';
import { databaseVersion } from '@lienthong/storage';
import { dataFolder, runningUrl } from './installation';
import { english, type Say } from './say';

/** One thing that was looked at. `mend` says what to do where it fails. */
export interface Finding {
  readonly name: string;
  readonly state: 'OK' | 'FAIL';
  readonly about: string;
  readonly mend?: string;
}

const GIB = 1024 ** 3;
const NEEDED_DISK = 2 * GIB;
const NEEDED_MEMORY = 1.5 * GIB;
const OLDEST_NODE = 22;

/** Looks at everything `npm start` needs, and at what already runs. A check that fails never stops the others. */
export async function examine(dataDir: string | undefined, say: Say = english): Promise<Finding[]> {
  const folder = dataFolder(dataDir);
  const url = runningUrl(folder);
  const checks: [name: string, check: () => Promise<string>, mend?: string][] = [
    ['node', () => node(say), say('mendNode')],
    ['java', () => java(say)],
    ['maven', () => maven(folder, say)],
    ['ports', () => ports(url, say), say('mendPorts')],
    ['disk', () => disk(folder, say), say('mendDisk')],
    ['memory', () => memory(url, say), say('mendMemory')],
    ['broker', () => broker(url, say), say('mendBroker')],
    ['database', () => database(url, say), say('mendDatabase')],
  ];
  return Promise.all(checks.map(async ([name, check, mend]) => finding(name, check, mend, say)));
}

async function finding(
  name: string,
  check: () => Promise<string>,
  mend: string | undefined,
  say: Say,
): Promise<Finding> {
  try {
    return { name, state: 'OK', about: await check() };
  } catch (error) {
    const { message = '' } = error as Partial<Error>;
    const about = error instanceof Fault ? say.message(error.code, message) : message || say('unanswered');
    return { name, state: 'FAIL', about, ...(mend === undefined ? {} : { mend }) };
  }
}

async function node(say: Say): Promise<string> {
  const { version } = process;
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) throw new Error(say('oldNode', { version }));
  return `Node ${version}`;
}

async function java(say: Say): Promise<string> {
  if (environment('KAFKA_BROKERS') !== undefined) return say('brokerIsSet');
  return (await checkJava()).about;
}

async function maven(folder: string, say: Say): Promise<string> {
  if (environment('KAFKA_BROKERS') !== undefined) return say('brokerIsSet');
  const places = [join(homedir(), '.cache', 'lienthong'), join(folder, 'kafka-jars')];
  const hasJars = places.some(
    (place) => existsSync(place) && readdirSync(place).some((name) => existsSync(join(place, name, 'sha256.json'))),
  );
  return hasJars ? say('hasJars') : (await checkMaven()).about;
}

async function ports(url: string | undefined, say: Say): Promise<string> {
  const port = Number(environment('PORT') ?? 0);
  if (url !== undefined) return say('runs', { url });
  await bind(port, say);
  return port === 0 ? say('portsFree') : say('portFree', { port });
}

function bind(port: number, say: Say): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(say('portTaken', { port, why: error.code ?? error.message }))),
    );
    server.listen(port, environment('LT_HOST') ?? '127.0.0.1', () => server.close(() => resolve()));
  });
}

async function disk(folder: string, say: Say): Promise<string> {
  let place = folder;
  while (!existsSync(place) && place !== dirname(place)) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const free = gib(bavail * bsize);
  if (bavail * bsize < NEEDED_DISK) throw new Error(say('diskFull', { free, folder, needed: gib(NEEDED_DISK) }));
  return say('diskFree', { free, folder });
}

async function memory(url: string | undefined, say: Say): Promise<string> {
  const available = process.availableMemory();
  const figures = { free: gib(available), total: gib(totalmem()) };
  if (url === undefined && available < NEEDED_MEMORY)
    throw new Error(say('memoryFull', { ...figures, needed: gib(NEEDED_MEMORY) }));
  return say('memoryFree', figures);
}

async function broker(url: string | undefined, say: Say): Promise<string> {
  const brokers = environment('KAFKA_BROKERS');
  if (brokers !== undefined) {
    const { cluster } = await logState(kafkaClient(brokers, 'lienthong-doctor'), []);
    return say('cluster', { cluster, brokers });
  }
  return url === undefined ? say('noneRuns') : ready(url, 'kafka', say);
}

async function database(url: string | undefined, say: Say): Promise<string> {
  const address = environment('DATABASE_URL');
  if (address !== undefined) return `PostgreSQL ${await databaseVersion(address)}`;
  return url === undefined ? say('noneRuns') : ready(url, 'database', say);
}

/** What the running installation says of one of its two servers. */
async function ready(url: string, name: 'kafka' | 'database', say: Say): Promise<string> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(10_000) });
  const answer = await response.text();
  const isAway = !response.ok && (answer.includes(`${name}: away`) || answer.includes(`"${name}":"away"`));
  if (isAway) throw new Error(say('away', { url }));
  return say('answers', { url });
}

function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}
