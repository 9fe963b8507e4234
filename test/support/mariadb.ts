import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createConnection, type Connection } from 'mysql2/promise';

/** A real MariaDB of its own, on loopback. */
export interface Mariadb {
  readonly port: number;
  /** Runs as one who may do everything; bytes are stored as they are given. */
  run(statement: string, values?: readonly (string | number | Buffer | null)[]): Promise<void>;
  /** Another connection of that kind, for a transaction of its own. */
  open(): Promise<Connection>;
  close(): Promise<void>;
}

/** Name of the database, and of the user that reads it; its password. */
export const DATABASE = 'qlvbdh';
export const READER = 'reader';
export const PASSWORD = 'reads-only';
const WITHIN_MS = 60_000;

/** Starts mariadbd on a free port with a folder of its own. It has to be installed: Debian's package mariadb-server. */
export async function startMariadb(): Promise<Mariadb> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-mariadb-'));
  const data = join(folder, 'data');
  const user = `--user=${userInfo().username}`;
  execFileSync('mariadb-install-db', ['--no-defaults', `--datadir=${data}`, user, '--skip-test-db'], {
    stdio: 'ignore',
  });
  const begin = join(folder, 'begin.sql');
  writeFileSync(begin, `CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4;
CREATE USER admin@'127.0.0.1' IDENTIFIED BY 'admin';
GRANT ALL ON *.* TO admin@'127.0.0.1';
CREATE USER ${READER}@'127.0.0.1' IDENTIFIED BY '${PASSWORD}';
GRANT SELECT ON ${DATABASE}.* TO ${READER}@'127.0.0.1';
`); // prettier-ignore
  const port = await freePort();
  const server = spawn('mariadbd', ['--no-defaults', user, `--datadir=${data}`, `--socket=${join(folder, 's')}`, `--port=${port}`,
    '--bind-address=127.0.0.1', '--skip-name-resolve', `--init-file=${begin}`, '--innodb-buffer-pool-size=64M', '--innodb-flush-log-at-trx-commit=2'], { stdio: 'ignore' }); // prettier-ignore
  const ended = once(server, 'exit');
  const open = (): Promise<Connection> =>
    createConnection({
      host: '127.0.0.1',
      port,
      user: 'admin',
      password: 'admin',
      database: DATABASE,
    });
  const admin = await answering(open, () => server.exitCode !== null);
  return {
    port,
    open,
    async run(statement, values = []) {
      await admin.query(statement, [...values]);
    },
    async close() {
      admin.destroy();
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function answering(open: () => Promise<Connection>, isEnded: () => boolean): Promise<Connection> {
  for (const until = Date.now() + WITHIN_MS; ;) {
    try {
      return await open();
    } catch (error) {
      if (isEnded() || Date.now() > until) throw error;
      await pause(100);
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
