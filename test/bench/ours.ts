/** Our side: roles as shipped (dist/, built before), each a process of its own, on a database of their own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { adopt, end, isAlive } from './child';
import { counted } from './database';
import type { Ground } from './ground';
import type { Side } from './side';
import type { Look } from './stretch';

/** The roles that run as processes. */
export type RoleName = 'intake' | 'normalizer' | 'registry' | 'gateway';

/** Where a role runs: the database of the run, and what else it is told. */
export interface RoleSettings {
  readonly database: string;
  readonly folder: string;
  readonly extra?: Readonly<Record<string, string>>;
}

/** One role in a process of its own, its output in `<folder>/<role>.log`. */
export class RoleProcess {
  private constructor(
    readonly name: RoleName,
    private readonly child: ChildProcess,
    private readonly log: string,
    /** Address of its HTTP server, once it is ready. */
    readonly url: Promise<string>,
  ) {}

  static async start(name: RoleName, ground: Ground, { database, folder, extra }: RoleSettings): Promise<RoleProcess> {
    await mkdir(folder, { recursive: true });
    const main = join(process.cwd(), 'dist', 'apps', name, 'main.js');
    const child = spawn(process.execPath, [main], {
      env: { KAFKA_BROKERS: ground.brokers, DATABASE_URL: database, LT_DATA_DIR: folder, PORT: '0', ...extra },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = join(folder, `${name}.log`);
    adopt(child, log);
    return new RoleProcess(name, child, log, readyUrl(child));
  }

  /** @throws Error when the process has ended by itself */
  check(): void {
    if (!isAlive(this.child)) {
      const said = readFileSync(this.log, 'utf8').slice(-2_000);
      throw new Error(
        `the role ${this.name} ended by itself (${this.child.exitCode ?? this.child.signalCode}):\n${said}`,
      );
    }
  }

  /** Ends the process, by force after ten seconds. */
  async stop(): Promise<void> {
    await end(this.child);
  }
}

/** Waits for the line that says it is ready; never resolved when it does not come. */
function readyUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text = (text + chunk.toString()).slice(-10_000);
      const url = /ready (http:[^\s"]+)/.exec(text)?.[1];
      if (url === undefined) return;
      child.stderr?.off('data', read);
      resolve(url);
    };
    child.stderr?.on('data', read);
  });
}

/** A run of the given roles on the given database: what counts is the registry's head row, committed. */
export class Ours implements Side {
  private processes: RoleProcess[] = [];
  private client: Client | undefined;

  constructor(
    private readonly ground: Ground,
    private readonly roles: readonly RoleName[],
    private readonly settings: RoleSettings,
    private readonly discard: () => Promise<void>,
  ) {}

  async begin(): Promise<void> {
    this.client = new Client({ connectionString: this.settings.database });
    await this.client.connect();
    for (const role of this.roles) this.processes.push(await RoleProcess.start(role, this.ground, this.settings));
  }

  look(round: number): Look {
    const state =
      round === 0
        ? ' and version_sequence is not null'
        : ` and substring(version_sequence from 49 for 16) = '${round.toString(16).padStart(16, '0')}'`;
    return async (keys) => {
      for (const process of this.processes) process.check();
      if (!this.client) throw new Error('the run has not begun');
      return counted(this.client, `select count(*) from dossier where id = any($1::uuid[])${state}`, keys);
    };
  }

  async end(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.stop()));
    this.processes = [];
    await this.client?.end();
    this.client = undefined;
  }

  async remove(): Promise<void> {
    await this.discard();
  }
}
