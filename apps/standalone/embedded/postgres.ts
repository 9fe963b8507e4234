import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@lienthong/canonical';
import { accountFor, commandAs } from './account';
import { exists, folderFault, writableFolder } from './folder';
import { lockFolder } from './lock';
import { stablePorts } from './port';
import { postgresBinaries } from './postgres-binaries';
import { DATABASE, prepareCluster, type Cluster } from './postgres-cluster';
import { endLeftover, type Step } from './process-table';
import { startServer, type Server } from './server';

/** Where the embedded database lives, and on which port (default: a free one, the same at every start). */
export interface PostgresOptions {
  dataDir: string;
  port?: number;
  /** The folder `native` of another copy of the programs (tests). */
  native?: string;
  log: (line: string) => void;
}

/** A running database; `url` holds the password and is never to be logged. */
export interface PostgresServer extends Server {
  url: string;
  port: number;
}

/** Fast, then immediate (mended from the WAL at the next start), then hard. */
const STOP: Step[] = [
  { signal: 'SIGINT', waitMs: 3500 },
  { signal: 'SIGQUIT', waitMs: 1000 },
  { signal: 'SIGKILL', waitMs: 500 },
];

/** Its log tells of the server only: the text of errors, which the client gets anyway, could hold personal data. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
};

/** What is left of a killed server holds on for a moment. */
const isStillEnding = (error: unknown): boolean =>
  error instanceof Fault &&
  /pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(error.message);

async function serve(cluster: Cluster, port: number, log: (line: string) => void): Promise<Server> {
  const { folder, account, binaries } = cluster;
  const settings = Object.entries({ ...SETTINGS, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const launch = {
    name: 'PostgreSQL',
    command: await commandAs(
      { program: binaries.postgres, args: ['-D', folder, ...settings], onParentDeath: 'INT' },
      account,
      [binaries.postgres, folder],
    ),
    cwd: '/',
    logFile: `${folder}.log`,
    port,
    ready: /database system is ready to accept connections/,
    readyWithinMs: 60_000,
    stop: STOP,
    log,
  };
  for (const end = Date.now() + 10_000; ; await sleep(200)) {
    try {
      return await startServer(launch);
    } catch (error) {
      if (!isStillEnding(error) || Date.now() > end) throw error;
    }
  }
}

async function launch(folder: string, options: PostgresOptions): Promise<PostgresServer> {
  const { log } = options;
  const binaries = await postgresBinaries(options.native);
  const account = await accountFor((await exists(folder)) ? folder : undefined);
  const pidFile = join(folder, 'postmaster.pid');
  const leftover = await endLeftover(pidFile, folder, STOP);
  if (leftover === 'ended') log('ended the PostgreSQL an earlier start had left running');
  // PostgreSQL would take the program that has the number now for its own.
  if (leftover === 'foreign') await rm(pidFile, { force: true });
  const cluster = { binaries, folder, account, passwordFile: `${folder}.password` };
  const password = await prepareCluster(cluster);
  const { client: port } = await stablePorts(`${folder}.ports.json`, { client: options.port });
  const server = await serve(cluster, port, log);
  return { ...server, port, url: `postgresql://${DATABASE}:${password}@127.0.0.1:${port}/${DATABASE}` };
}

/**
 * Starts the embedded PostgreSQL in `<dataDir>/postgres` on loopback, with fsync and synchronous_commit on. Ready when
 * it accepts connections. One start at a time on a folder; a server left over by a killed start is ended first. As root
 * it runs as the user nobody. A fault leaves nothing running.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const folder = join(await writableFolder(options.dataDir), 'postgres');
  const unlock = await lockFolder(folder);
  try {
    const server = await launch(folder, options);
    const exited = server.exited.finally(unlock);
    return {
      ...server,
      exited,
      stop: () =>
        server
          .stop()
          .then(() => exited)
          .then(() => undefined),
    };
  } catch (error) {
    await unlock();
    throw folderFault(folder, error);
  }
}
