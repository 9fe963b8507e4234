import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kafka, logLevel } from 'kafkajs';
import { Client } from 'pg';
import { DATABASE } from '../../apps/standalone/embedded/postgres-cluster';
import { run, type Finished } from './program';
import { until } from './waiting';

/** The repository. */
export const ROOT = join(__dirname, '..', '..');
const READY = /^ready (http:\S+) {2}token (\S+)$/m;
const START_MS = 180_000;

/** How a start that was refused ended. */
export interface Refusal {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A built `npm start` as a user has it: a process group of its own over its embedded servers, in a data folder of its
 * own. It can be stopped, killed and started again on the same data.
 */
export class Installation {
  readonly folder = mkdtempSync(join(tmpdir(), 'lienthong-e2e-'));
  readonly dataDir = join(this.folder, 'data');
  url = '';
  token = '';
  /** Everything that was printed, by all starts. */
  output = '';
  private child: ChildProcess | undefined;

  /**
   * @param environment settings beside the data folder
   * @param hasCity with the demo city; without it, it starts empty
   */
  constructor(
    private environment: Record<string, string> = {},
    private readonly hasCity = false,
  ) {
    // PostgreSQL runs as an ordinary user where the test is root, and has to reach its folder.
    chmodSync(this.folder, 0o755);
  }

  /** Settings of the next start, beside those it has; an empty one is none. */
  set(change: Record<string, string>): void {
    this.environment = { ...this.environment, ...change };
  }

  /** Resolves when it is ready. @returns milliseconds until then @throws Error with its last lines when it ends before */
  async start(...args: string[]): Promise<number> {
    const begunMs = Date.now();
    const { child, said } = this.spawn(args);
    const ready = await until(START_MS, 'the installation is ready', () =>
      Promise.resolve(READY.exec(said().stdout) ?? (hasEnded(child) ? 'ended' : undefined)),
    );
    if (ready === 'ended') throw new Error(`npm start ended with ${child.exitCode}: ${said().stderr.slice(-4_000)}`);
    [, this.url = '', this.token = ''] = ready;
    return Date.now() - begunMs;
  }

  /** A start that is expected to end by itself. */
  async refused(...args: string[]): Promise<Refusal> {
    const { child, said } = this.spawn(args);
    await until(START_MS, 'the refused start ends', () => Promise.resolve(hasEnded(child) || undefined));
    return { code: child.exitCode, ...said() };
  }

  /** It has ended by itself, as at a fail point. */
  get hasEnded(): boolean {
    return this.child !== undefined && hasEnded(this.child);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** Ctrl-C. @returns milliseconds until the process was gone */
  async stop(): Promise<number> {
    const { child } = this;
    if (!child || hasEnded(child)) return 0;
    const begunMs = Date.now();
    const gone = once(child, 'exit');
    signal(-this.pid, 'SIGINT');
    await gone;
    return Date.now() - begunMs;
  }

  /** kill -9 of all there is: the roles, the broker and the database. */
  async kill(): Promise<void> {
    const { child } = this;
    if (!child) return;
    const servers = this.serverPids();
    const gone = hasEnded(child) ? undefined : once(child, 'exit');
    for (const pid of [-this.pid, ...servers]) signal(pid, 'SIGKILL');
    await gone;
  }

  /** Ends what still runs and removes the data. */
  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** Runs the command line against it. */
  cli(...args: string[]): Promise<Finished> {
    const where = ['--url', this.url, '--token', this.token];
    return run(process.execPath, [join(ROOT, 'apps', 'cli', 'bin.js'), ...args, ...where]);
  }

  /** What a command prints as JSON, whatever its exit code. @throws Error with what it said when that is no JSON */
  async json<Answer>(...args: string[]): Promise<Answer> {
    const { stdout, stderr } = await this.cli(...args, '--json');
    try {
      return JSON.parse(stdout) as Answer;
    } catch (cause) {
      throw new Error(`lienthong ${args.join(' ')}: ${stdout}${stderr}`, { cause });
    }
  }

  /** Asks the API as the operator. @throws Error with the answer when it refuses */
  async api<Answer>(path: string, method = 'GET', body?: unknown): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as Answer;
  }

  /** The embedded database. */
  get databaseUrl(): string {
    const password = readFileSync(join(this.dataDir, 'postgres.password'), 'utf8').trim();
    return `postgresql://${DATABASE}:${password}@127.0.0.1:${this.port('postgres.ports.json')}/${DATABASE}`;
  }

  /** The embedded broker. */
  get brokers(): string {
    return `127.0.0.1:${this.port('kafka/ports.json')}`;
  }

  /** How many messages a topic has taken: the sum of its end offsets. */
  async length(topic: string): Promise<number> {
    const admin = new Kafka({ brokers: [this.brokers], logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    try {
      return (await admin.fetchTopicOffsets(topic)).reduce((sum, { high }) => sum + Number(high), 0);
    } finally {
      await admin.disconnect();
    }
  }

  async sql<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.connected(async (client) => (await client.query<Row>(text, values)).rows);
  }

  /** One connection to the embedded database, for work in a transaction of its own. */
  async connected<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ connectionString: this.databaseUrl });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** A folder for exports that belongs to this installation. */
  exports(name: string): string {
    const folder = join(this.folder, 'exports', name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private spawn(args: string[]): { child: ChildProcess; said: () => { stdout: string; stderr: string } } {
    const { KAFKA_BROKERS: _, DATABASE_URL: __, ...inherited } = process.env;
    const main = join(ROOT, 'dist', 'apps', 'standalone', 'main.js');
    const city = this.hasCity ? [] : ['--empty'];
    const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', main, ...city, ...args], {
      env: { ...inherited, ...this.environment, LT_DATA_DIR: this.dataDir },
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    const said = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].on('data', (chunk: Buffer) => {
        said[name] += chunk.toString();
        this.output += chunk.toString();
      });
    }
    return { child, said: () => said };
  }

  private port(file: string): number {
    return (JSON.parse(readFileSync(join(this.dataDir, file), 'utf8')) as { client: number }).client;
  }

  private serverPids(): number[] {
    const files = ['kafka/broker.pid', 'postgres/postmaster.pid'].map((file) => join(this.dataDir, file));
    return files.filter(existsSync).map((file) => Number(readFileSync(file, 'utf8').split('\n')[0]));
  }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

/** Sends a signal; who is gone already needs none. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
