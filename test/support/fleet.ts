import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { startKafka, startPostgres, type KafkaServer, type PostgresServer } from '../../apps/standalone/embedded';
import { loadMasterKey, loadToken, readConfiguration } from '@lienthong/platform';

export const ROLES = ['intake', 'normalizer', 'registry', 'gateway'] as const;
export type RoleName = (typeof ROLES)[number];
export type Victim = RoleName | 'broker' | 'database';

const ROOT = join(__dirname, '..', '..');

/** Four roles as processes of their own over one broker and one database, any of which can be killed and started again. */
export class Fleet {
  readonly folder = mkdtempSync(join(tmpdir(), 'lienthong-fleet-'));
  readonly drop = join(this.folder, 'exports');
  private readonly roles = new Map<RoleName, ChildProcess>();
  private kafka!: KafkaServer;
  private postgres!: PostgresServer;
  private gatewayUrl = '';
  private token = '';

  async start(): Promise<void> {
    chmodSync(this.folder, 0o755);
    mkdirSync(this.drop);
    await Promise.all([this.startServer('broker'), this.startServer('database')]);
    const configuration = readConfiguration(this.environment());
    loadMasterKey(configuration, true);
    this.token = loadToken(configuration, true) ?? '';
    for (const role of ROLES) await this.startRole(role);
  }

  get databaseUrl(): string {
    return this.postgres.url;
  }

  /** The process of a role. */
  pid(role: RoleName): number {
    return this.roles.get(role)?.pid ?? 0;
  }

  /** Kills with SIGKILL and waits until it is gone. */
  async kill(victim: Victim): Promise<void> {
    this.log(`kill -9 ${victim}`);
    if (victim === 'broker' || victim === 'database') {
      const server = victim === 'broker' ? this.kafka : this.postgres;
      server.kill();
      await server.exited;
      return;
    }
    const child = this.roles.get(victim);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  /** Starts what is not running. @param failAt a fail point for a role, `name:hit` */
  async revive(victim: Victim, failAt?: string): Promise<void> {
    this.log(`start ${victim} ${failAt ?? ''}`);
    if (victim === 'broker' || victim === 'database') return this.startServer(victim);
    return this.startRole(victim, failAt);
  }

  /** Resolves when a role's process has ended by itself (at its fail point), false when it has not within the time. */
  async ends(role: RoleName, ms: number): Promise<boolean> {
    const child = this.roles.get(role);
    if (!child) return true;
    const until = Date.now() + ms;
    while (child.exitCode === null && child.signalCode === null) {
      if (Date.now() > until) return false;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return child.signalCode === 'SIGKILL';
  }

  async api<T>(path: string, init: RequestInit = {}): Promise<T> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${this.gatewayUrl}${path}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as T;
  }

  async sql<T extends object>(text: string, values: unknown[] = []): Promise<T[]> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    try {
      return (await client.query<T>(text, values)).rows;
    } finally {
      await client.end();
    }
  }

  /** What every role and the fleet itself have said. */
  logs(): string {
    return readFileSync(join(this.folder, 'fleet.log'), 'utf8');
  }

  async stop(): Promise<void> {
    for (const child of this.roles.values()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    }
    await Promise.allSettled([this.kafka.stop(), this.postgres.stop()]);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private environment(): Record<string, string> {
    return { KAFKA_BROKERS: this.kafka.brokers, DATABASE_URL: this.postgres.url, LT_DATA_DIR: this.folder };
  }

  private async startServer(server: 'broker' | 'database'): Promise<void> {
    const options = { dataDir: this.folder, log: (line: string) => this.log(line) };
    if (server === 'broker') this.kafka = await startKafka(options);
    else this.postgres = await startPostgres(options);
  }

  private async startRole(role: RoleName, failAt?: string): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=TimeoutNegativeWarning', join(ROOT, 'dist', 'apps', role, 'main.js')],
      {
        env: {
          ...process.env,
          ...this.environment(),
          PORT: '0',
          ...(failAt === undefined ? {} : { LT_FAIL_AT: failAt }),
        },
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    );
    this.roles.set(role, child);
    child.stderr.on('data', (chunk: Buffer) => {
      const text = chunk.toString();
      this.log(`${role}: ${text.trimEnd()}`);
      const url = /ready (http:[^\s"]+)/.exec(text)?.[1];
      if (role === 'gateway' && url !== undefined) this.gatewayUrl = url;
    });
    if (role === 'gateway') await this.gatewayReady(child);
  }

  private async gatewayReady(child: ChildProcess): Promise<void> {
    this.gatewayUrl = '';
    while (this.gatewayUrl === '' && child.exitCode === null && child.signalCode === null) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  private log(line: string): void {
    appendFileSync(join(this.folder, 'fleet.log'), `${new Date().toISOString()} ${line}\n`);
  }
}
