import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative } from 'node:path';
import { Stop } from '../stop';

/**
 * The key certificates are signed with; made where there is none yet, readable by its owner alone (on Windows by the
 * rights of its folder). A file that exists is never written.
 *
 * @param file where it lies, an absolute path
 * @throws Stop where the file is no such key, cannot be read, or lies in the folder that is handed over, by whatever path
 */
export function signingKey(file: string, adapter: string): { key: KeyObject; isNew: boolean } {
  if (isWithin(adapter, file)) throw new Stop((say) => say('keyInside', { file }));
  try {
    const isNew = !existsSync(file) && make(file);
    const key = parsed(readFileSync(file, 'utf8'));
    if (key) return { key, isNew };
  } catch (cause) {
    throw new Stop((say) => say('keyUnmade', { file, why: (cause as NodeJS.ErrnoException).code ?? 'error' }), { cause }); // prettier-ignore
  }
  throw new Stop((say) => say('keyWrong', { file }));
}

/** True where this call made it: another one may have been quicker. */
function make(file: string): boolean {
  const { privateKey } = generateKeyPairSync('ed25519');
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return false;
  }
}

function parsed(pem: string): KeyObject | undefined {
  try {
    const key = createPrivateKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : undefined;
  } catch {
    return undefined;
  }
}

/** By the folders as they really lie, links followed; a file that does not exist lies where its nearest folder does. */
function isWithin(folder: string, file: string): boolean {
  const within = relative(realpathSync(folder), real(file));
  return !within.startsWith('..') && !isAbsolute(within);
}

function real(path: string): string {
  if (existsSync(path)) return realpathSync(path);
  const above = dirname(path);
  return above === path ? path : join(real(above), relative(above, path));
}
