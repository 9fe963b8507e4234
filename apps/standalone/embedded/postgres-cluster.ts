import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { finish } from '@lienthong/platform';
import { commandAs, type Account } from './account';
import { exists, textOf } from './folder';
import type { PostgresBinaries } from './postgres-binaries';
import { lastLines } from './program';

/** The database and the role that owns it. */
export const DATABASE = 'lienthong';

/** The stored cluster: its folder (all files belong to `account`) and the file of its password (ours, 0600). */
export interface Cluster {
  binaries: PostgresBinaries;
  folder: string;
  passwordFile: string;
  account: Account | undefined;
}

async function run(
  cluster: Cluster,
  program: string,
  args: string[],
  options: { folder: string; input?: string },
): Promise<void> {
  const paths = [program, options.folder];
  const command = await commandAs({ program, args, onParentDeath: 'KILL' }, cluster.account, paths);
  const { code, output } = await finish(command.program, command.args, {
    ...command.options,
    cwd: '/',
    input: options.input,
  });
  if (code === 0) return;
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    throw new Fault('LT-EMBEDDED-5', `PostgreSQL could not be set up in ${cluster.folder}: the disk is full.`);
  }
  throw new Fault('LT-EMBEDDED-7', `PostgreSQL could not be set up in ${cluster.folder}.\n${lastLines(output)}`);
}

/** Runs a statement without a server, as the owner of the folder. */
function statement(cluster: Cluster, folder: string, sql: string): Promise<void> {
  return run(cluster, cluster.binaries.postgres, ['--single', '-j', '-D', folder, 'postgres'], {
    folder,
    input: `${sql}\n\n`,
  });
}

async function newPassword(cluster: Cluster): Promise<string> {
  const password = randomBytes(24).toString('base64url');
  await writeFile(cluster.passwordFile, password, { mode: 0o600 });
  await chmod(cluster.passwordFile, 0o600);
  return password;
}

/** Makes the cluster beside its place and puts it there by one rename: a half-made one is never used. */
async function create(cluster: Cluster): Promise<string> {
  const { account, binaries } = cluster;
  const draft = `${cluster.folder}.new`;
  const secret = join(draft, 'password');
  const data = join(draft, 'data');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const password = await newPassword(cluster);
  await writeFile(secret, password, { mode: 0o600 });
  if (account !== undefined) {
    for (const path of [draft, secret]) await chown(path, account.uid, account.gid);
  }
  const how = ['-U', DATABASE, '-A', 'scram-sha-256', `--pwfile=${secret}`, '--encoding=UTF8', '--locale=C'];
  await run(cluster, binaries.initdb, ['-D', data, ...how], { folder: data });
  await statement(cluster, data, `CREATE DATABASE ${DATABASE};`);
  await rm(cluster.folder, { recursive: true, force: true });
  await rename(data, cluster.folder);
  await rm(draft, { recursive: true, force: true });
  return password;
}

/**
 * The password of the cluster, which is made when it is not there yet: UTF-8, locale C, scram over TCP, the database
 * `lienthong` owned by a role of that name. When only the password's file was lost, the role gets a new one.
 */
export async function prepareCluster(cluster: Cluster): Promise<string> {
  const { folder } = cluster;
  if (!(await exists(folder)) || (await readdir(folder)).length === 0) return create(cluster);
  if (!(await exists(join(folder, 'PG_VERSION')))) {
    throw new Fault(
      'LT-EMBEDDED-5',
      `The database in ${folder} is damaged: its PG_VERSION is missing. Restore the folder, or delete it to begin an empty one.`,
    );
  }
  const saved = (await textOf(cluster.passwordFile))?.trim();
  if (saved) return saved;
  const password = await newPassword(cluster);
  await statement(cluster, folder, `ALTER ROLE ${DATABASE} PASSWORD '${password}';`);
  return password;
}
