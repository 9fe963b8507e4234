import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, sep } from 'node:path';
import { Stop } from '../stop';

/**
 * The key certificates are signed with; made where there is none yet, readable by its owner alone.
 *
 * @throws Stop where the file is no such key, or lies in the folder that is handed over
 */
export function signingKey(file: string, adapter: string): { key: KeyObject; isNew: boolean } {
  if (file.startsWith(adapter + sep)) throw new Stop((say) => say('keyInside', { file }));
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ed25519');
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
    return { key: privateKey, isNew: true };
  }
  const key = read(file);
  if (key?.asymmetricKeyType !== 'ed25519') throw new Stop((say) => say('keyWrong', { file }));
  return { key, isNew: false };
}

function read(file: string): KeyObject | undefined {
  try {
    return createPrivateKey(readFileSync(file));
  } catch {
    return undefined;
  }
}
