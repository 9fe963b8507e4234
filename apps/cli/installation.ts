import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { environment } from '@lienthong/platform';
import { Stop } from './stop';

/** What a person may say about which installation is meant. */
export interface InstallationOptions {
  readonly url?: string | undefined;
  readonly token?: string | undefined;
  readonly dataDir?: string | undefined;
}

/** A running installation, as `npm start` leaves word of it in its data folder. */
export interface Installation {
  readonly url: string;
  readonly token: string;
}

/** The data folder: as given, as LT_DATA_DIR says, else `.data` of the checkout this program stands in. */
export function dataFolder(dataDir: string | undefined): string {
  return resolve(dataDir ?? environment('LT_DATA_DIR') ?? join(checkout(), '.data'));
}

/** Where the running `npm start` listens; undefined when none runs. @throws Stop when its word cannot be read */
export function runningUrl(folder: string): string | undefined {
  const place = placeOf(folder);
  return place && isAlive(place.pid) ? place.url : undefined;
}

/** @throws Stop saying how to start or name an installation */
export function findInstallation({ url, token, dataDir }: InstallationOptions): Installation {
  const folder = dataFolder(dataDir);
  return { url: url === undefined ? foundUrl(folder) : checkedUrl(url), token: token ?? foundToken(folder) };
}

function foundUrl(folder: string): string {
  const place = placeOf(folder);
  if (!place) throw new Stop((say) => say('notRunning', { folder }));
  if (!isAlive(place.pid)) throw new Stop((say) => say('stopped', { folder, pid: place.pid }));
  return place.url;
}

function checkedUrl(url: string): string {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) throw new Stop((say) => say('badUrl', { url }));
  return url.replace(/\/+$/, '');
}

function placeOf(folder: string): { url: string; pid: number } | undefined {
  const file = join(folder, 'standalone.json');
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { url: string; pid: number };
  } catch (cause) {
    throw new Stop((say) => say('badPlace', { file }), { cause });
  }
}

function foundToken(folder: string): string {
  const file = environment('LT_TOKEN_FILE') ?? join(folder, 'token');
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new Stop((say) => say('noToken', { file }), { cause });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** The folder of package.json, seen from the sources as well as from dist/. */
function checkout(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}
