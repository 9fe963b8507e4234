import { existsSync, readdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { kafkaClient, logState } from '@lienthong/messaging';
import { checkJava, checkMaven, environment } from '@lienthong/platform';
import { databaseVersion } from '@lienthong/storage';
import { dataFolder, runningUrl } from './installation';

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
export async function examine(dataDir: string | undefined): Promise<Finding[]> {
  const folder = dataFolder(dataDir);
  const url = runningUrl(folder);
  const checks: [name: string, check: () => Promise<string>, mend?: string][] = [
    ['node', node, `Run it as npx lienthong in the checkout: npm ci brings Node 24.`],
    ['java', java],
    ['maven', () => maven(folder)],
    ['ports', () => ports(url), 'Stop the program that has the port, or leave PORT out: a free one is taken.'],
    ['disk', () => disk(folder), 'Free space, or set LT_DATA_DIR to a folder on a larger disk.'],
    [
      'memory',
      () => memory(url),
      'Close programs, or set KAFKA_BROKERS and DATABASE_URL to servers on other machines.',
    ],
    [
      'broker',
      () => broker(url),
      'See that Kafka runs and KAFKA_BROKERS names it; the embedded one: end npm start and start it again.',
    ],
    [
      'database',
      () => database(url),
      'See that PostgreSQL runs and DATABASE_URL names it; the embedded one: end npm start and start it again.',
    ],
  ];
  return Promise.all(checks.map(async ([name, check, mend]) => finding(name, check, mend)));
}

async function finding(name: string, check: () => Promise<string>, mend: string | undefined): Promise<Finding> {
  try {
    return { name, state: 'OK', about: await check() };
  } catch (error) {
    const about = error instanceof Error && error.message !== '' ? error.message : 'it does not answer';
    return { name, state: 'FAIL', about, ...(mend === undefined ? {} : { mend }) };
  }
}

async function node(): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) throw new Error(`Node ${process.version} is too old`);
  return `Node ${process.version}`;
}

async function java(): Promise<string> {
  if (environment('KAFKA_BROKERS') !== undefined) return 'not needed: KAFKA_BROKERS is set';
  return (await checkJava()).about;
}

async function maven(folder: string): Promise<string> {
  if (environment('KAFKA_BROKERS') !== undefined) return 'not needed: KAFKA_BROKERS is set';
  const places = [join(homedir(), '.cache', 'lienthong'), join(folder, 'kafka-jars')];
  const hasJars = places.some(
    (place) => existsSync(place) && readdirSync(place).some((name) => existsSync(join(place, name, 'sha256.json'))),
  );
  return hasJars ? "not needed any more: Kafka's jars are there" : (await checkMaven()).about;
}

async function ports(url: string | undefined): Promise<string> {
  const asked = Number(environment('PORT') ?? 0);
  if (url !== undefined) return `${url} runs`;
  await bind(asked);
  return asked === 0 ? 'free ports can be taken on 127.0.0.1' : `port ${asked} is free`;
}

function bind(port: number): Promise<void> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(`port ${port} cannot be taken (${error.code})`)),
    );
    server.listen(port, environment('LT_HOST') ?? '127.0.0.1', () => server.close(() => resolve()));
  });
}

async function disk(folder: string): Promise<string> {
  let place = folder;
  while (!existsSync(place) && place !== dirname(place)) place = dirname(place);
  const { bavail, bsize } = await statfs(place);
  const words = `${gib(bavail * bsize)} GiB free for ${folder}`;
  if (bavail * bsize < NEEDED_DISK) throw new Error(`${words}, needed are ${gib(NEEDED_DISK)}`);
  return words;
}

async function memory(url: string | undefined): Promise<string> {
  const free = process.availableMemory();
  const words = `${gib(free)} of ${gib(totalmem())} GiB free`;
  if (url === undefined && free < NEEDED_MEMORY) throw new Error(`${words}, needed are ${gib(NEEDED_MEMORY)}`);
  return words;
}

async function broker(url: string | undefined): Promise<string> {
  const brokers = environment('KAFKA_BROKERS');
  if (brokers !== undefined) {
    const { cluster } = await logState(kafkaClient(brokers, 'lienthong-doctor'), []);
    return `cluster ${cluster} at ${brokers}`;
  }
  return url === undefined ? 'none runs now; npm start brings its own' : ready(url, 'kafka');
}

async function database(url: string | undefined): Promise<string> {
  const address = environment('DATABASE_URL');
  if (address !== undefined) return `PostgreSQL ${await databaseVersion(address)}`;
  return url === undefined ? 'none runs now; npm start brings its own' : ready(url, 'database');
}

/** What the running installation says of one of its two servers. */
async function ready(url: string, name: 'kafka' | 'database'): Promise<string> {
  const response = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(10_000) });
  const answer = await response.text();
  if (response.ok) return `answers (as ${url} says)`;
  const isAway = answer.includes(`${name}: away`) || answer.includes(`"${name}":"away"`);
  if (isAway) throw new Error(`it does not answer ${url}`);
  return `answers (as ${url} says)`;
}

function gib(bytes: number): string {
  return (bytes / GIB).toFixed(1);
}
