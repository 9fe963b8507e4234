import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import type { Configuration } from './configuration';
import { MasterKey } from './keys';

/**
 * Reads the master key; the embedded default makes one at its first start (readable by its owner only).
 *
 * @param create make the file when it is missing; a role on its own never does, since a second key would open nothing
 * @throws Fault LT-KEY-1 when the file is missing or malformed
 */
export function loadMasterKey(configuration: Configuration, create: boolean): MasterKey {
  const path = configuration.LT_MASTER_KEY_FILE ?? join(configuration.LT_DATA_DIR, 'master.key');
  const text = readOrCreate(path, create, () => randomBytes(32).toString('hex'));
  if (text === undefined || !/^[0-9a-f]{64}$/.test(text)) {
    const why = text === undefined ? 'is missing' : 'does not hold 64 hex digits';
    throw new Fault(
      'LT-KEY-1',
      `The master key file ${path} ${why}. Set LT_MASTER_KEY_FILE to the file this installation was started with.`,
    );
  }
  return new MasterKey(Buffer.from(text, 'hex'));
}

/** The sign-in token of the API, made at the first start (readable by its owner only); undefined where there is none. */
export function loadToken(configuration: Configuration, create: boolean): string | undefined {
  const path = configuration.LT_TOKEN_FILE ?? join(configuration.LT_DATA_DIR, 'token');
  return readOrCreate(path, create, () => randomBytes(24).toString('base64url'));
}

function readOrCreate(path: string, create: boolean, make: () => string): string | undefined {
  if (create) {
    mkdirSync(dirname(path), { recursive: true });
    try {
      writeFileSync(path, `${make()}\n`, { mode: 0o600, flag: 'wx' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
  }
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
