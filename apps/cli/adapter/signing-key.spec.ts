import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingKey } from './signing-key';

let root: string;
let folder: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signing-key-'));
  folder = join(root, 'adapter');
  mkdirSync(folder);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

describe(signingKey, () => {
  it('makes a key that its owner alone can read, once', () => {
    const file = join(root, 'keys', 'signing.pem');
    const first = signingKey(file, folder);
    expect(first).toMatchObject({ isNew: true, key: { asymmetricKeyType: 'ed25519', type: 'private' } });
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const written = readFileSync(file, 'utf8');
    expect(signingKey(file, folder)).toMatchObject({ isNew: false });
    expect(readFileSync(file, 'utf8')).toBe(written);
  });

  it('writes no file anew that is no key', () => {
    const file = join(root, 'other.txt');
    for (const text of ['hello', generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' })]) {
      writeFileSync(file, text);
      expect(() => signingKey(file, folder)).toThrow('is no private Ed25519 key');
      expect(readFileSync(file, 'utf8')).toBe(text);
    }
  }); // prettier-ignore

  it('stays out of the folder that is handed over, by any path', () => {
    const link = join(root, 'link');
    symlinkSync(folder, link, 'junction');
    for (const file of [join(folder, 'key.pem'), join(folder, 'keys', 'key.pem'), join(link, 'key.pem'), join(folder, '..', 'adapter', 'key.pem')])
      expect(() => signingKey(file, folder)).toThrow('lies in the folder that is handed over');
    expect(signingKey(join(root, 'adapter-keys.pem'), link).isNew).toBe(true);
  }); // prettier-ignore

  it('says why where no file can be made', () => {
    writeFileSync(join(root, 'file'), '');
    expect(() => signingKey(join(root, 'file', 'key.pem'), folder)).toThrow(/cannot be read or made \(E[A-Z]+\)/);
  });
});
