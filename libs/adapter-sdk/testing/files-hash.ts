import { createHash, hash } from 'node:crypto';
import { readdirSync, readFileSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';

const ISSUED = new Set(['certificate.json', 'certificate.html']);

/**
 * What tells the files of an adapter's folder from any others: SHA-256 (hex) over (path, 0, SHA-256 of the bytes) of each,
 * by path. Its certificate, `node_modules` and what begins with a dot do not count. Line ends of text count as line feeds,
 * as git on Windows writes them anew.
 *
 * @throws Fault LT-ADAPTER-2 for a link: what it points to could be changed without the hash
 */
export function filesHash(folder: string): string {
  const all = createHash('sha256');
  const paths = pathsOf(folder, '').sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const path of paths)
    all
      .update(path)
      .update('\0')
      .update(hash('sha256', content(join(folder, path)), 'buffer'));
  return all.digest('hex');
}

function pathsOf(folder: string, within: string): string[] {
  return readdirSync(join(folder, within), { withFileTypes: true }).flatMap((entry) => {
    const path = within === '' ? entry.name : `${within}/${entry.name}`;
    if (entry.name.startsWith('.') || entry.name === 'node_modules' || ISSUED.has(path)) return [];
    if (entry.isDirectory()) return pathsOf(folder, path);
    return [plain(entry, path)];
  });
}

function plain(entry: Dirent, path: string): string {
  if (entry.isFile()) return path;
  throw new Fault('LT-ADAPTER-2', `${path} is no file: a folder of an adapter holds files and folders, without links.`);
}

function content(path: string): Buffer {
  const bytes = readFileSync(path);
  return bytes.includes(0) ? bytes : Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
