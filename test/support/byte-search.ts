import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const CHUNK = 4 * 1024 * 1024;

/** Looks for byte sequences, each with a name, in bytes and in whole folders. */
export class ByteSearch {
  private readonly needles: (readonly [name: string, bytes: Buffer])[];
  private readonly overlap: number;

  constructor(needles: ReadonlyMap<string, Buffer>) {
    this.needles = [...needles];
    this.overlap = Math.max(...this.needles.map(([, bytes]) => bytes.length)) - 1;
  }

  /** Names of what the bytes hold. */
  in(bytes: Buffer | string): string[] {
    const haystack = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
    return this.needles.filter(([, needle]) => haystack.includes(needle)).map(([name]) => name);
  }

  /** What the files below a folder hold, as `path: name`. Files that vanish meanwhile are none. */
  below(folder: string): string[] {
    const found: string[] = [];
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      for (const name of this.inFile(path)) found.push(`${path}: ${name}`);
    }
    return found;
  }

  private inFile(path: string): Set<string> {
    const found = new Set<string>();
    let file: number;
    try {
      file = openSync(path, 'r');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return found;
      throw error;
    }
    try {
      const buffer = Buffer.alloc(CHUNK + this.overlap);
      const nothing = Buffer.alloc(buffer.length);
      let kept = 0;
      for (;;) {
        const read = readSync(file, buffer, kept, CHUNK, null);
        if (read === 0) return found;
        const bytes = buffer.subarray(0, kept + read);
        // Logs and indexes are mostly room set aside: nothing but zeros.
        if (bytes.compare(nothing, 0, bytes.length) !== 0) for (const name of this.in(bytes)) found.add(name);
        kept = Math.min(this.overlap, bytes.length);
        buffer.copyWithin(0, bytes.length - kept, bytes.length);
      }
    } finally {
      closeSync(file);
    }
  }
}
