import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesHash } from './files-hash';

describe(filesHash, () => {
  let folder: string;
  const put = (path: string, content: string | Buffer): void => writeFileSync(join(folder, path), content);
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-hash-'));
    mkdirSync(join(folder, 'samples'));
    put('adapter.ts', 'one\ntwo\n');
    put('samples/a.in.json', '{}');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is 64 hex digits that depend on each name and content', () => {
    const hashes = [filesHash(folder)];
    put('adapter.ts', 'one\ntwo');
    hashes.push(filesHash(folder));
    put('samples/b.in.json', '{}');
    hashes.push(filesHash(folder));
    expect(new Set(hashes).size).toBe(3);
    for (const one of hashes) expect(one).toMatch(/^[0-9a-f]{64}$/);
  });

  it('does not depend on line ends of text, on the certificate, nor on what is installed or hidden', () => {
    const before = filesHash(folder);
    put('adapter.ts', 'one\r\ntwo\r\n');
    put('certificate.json', '{}');
    put('certificate.html', '<p>');
    put('.DS_Store', 'x');
    mkdirSync(join(folder, 'node_modules'));
    put('node_modules/x.js', 'x');
    expect(filesHash(folder)).toBe(before);
    put('samples/certificate.json', '{}');
    expect(filesHash(folder)).not.toBe(before);
  });

  it('keeps every byte of what is no text', () => {
    put('samples/a.in.gz', Buffer.from([0, 13, 10]));
    const before = filesHash(folder);
    put('samples/a.in.gz', Buffer.from([0, 10]));
    expect(filesHash(folder)).not.toBe(before);
  });

  it('refuses a link', () => {
    symlinkSync(join(folder, 'adapter.ts'), join(folder, 'other.ts'));
    expect(() => filesHash(folder)).toThrow(/other.ts is no file/);
  });
});
