import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { Malformed } from '../format';
import type { FileBook, Incomplete, SourceContext } from '../source';
import { OpenFile, stampAt } from './file-bytes';
import { touching } from './file-fault';
import { isSameStamp, modifiedMs, type Stamp } from './stamp';
import type { FilesOptions } from './files-options';

/** A complete file with the ordinal of its content. */
export interface KnownFile {
  name: string;
  path: string;
  stamp: Stamp;
  hash: string;
  ordinal: number;
}

/** What a folder holds: files to read, in the order of their ordinals, and faults not told before. */
export interface Contents {
  files: KnownFile[];
  faults: Incomplete[];
}

/** What is remembered per system only to spare work: hashes of unchanged files, faults already told. */
interface Memory {
  known: Map<string, KnownFile>;
  told: Set<string>;
}

const UNFINISHED = /^\.|\.(?:tmp|part|partial|crdownload|filepart)$/i;

/**
 * The complete files of one directory. A file is complete when it was not written for `settleMs` and did not change
 * while its content was hashed. New contents get their ordinals in the order of (time written, name).
 */
export class Folder {
  private readonly memories = new WeakMap<FileBook, Memory>();

  constructor(private readonly pattern: FilesOptions['pattern']) {}

  async contents(ctx: SourceContext): Promise<Contents> {
    const memory = this.memories.get(ctx.files) ?? { known: new Map(), told: new Set() };
    const directory = String(ctx.settings['directory']);
    const found: (KnownFile | Omit<KnownFile, 'ordinal'>)[] = [];
    const faults: Incomplete[] = [];
    const told = new Set<string>();
    for (const name of await this.names(ctx, directory)) {
      const file = await complete(ctx, name, join(directory, name), memory).catch((error: unknown) => {
        if (!(error instanceof Malformed)) throw error;
        return error;
      });
      if (file instanceof Malformed) {
        if (file.reason === 'FILE_GONE') continue;
        told.add(file.place);
        if (!memory.told.has(file.place)) faults.push({ code: file.reason, place: file.place, rule: file.rule });
      } else if (file !== undefined) found.push(file);
    }
    const files = await numbered(ctx, found);
    this.memories.set(ctx.files, { known: new Map(files.map((file) => [file.path, file])), told });
    return { files, faults };
  }

  private async names(ctx: SourceContext, directory: string): Promise<string[]> {
    const list = (): Promise<string[]> => touching(directory, () => readdir(directory));
    const names = await ctx.link.run('list', list).catch((error: unknown) => {
      if (!(error instanceof Malformed)) throw error;
      throw new Fault('LT-CONFIG-1', `System ${ctx.link.system}, setting "directory": ${directory}: ${error.rule}.`);
    });
    const { file } = ctx.settings;
    return names
      .filter((name) => (file === undefined || name === file) && this.pattern.test(name) && !UNFINISHED.test(name))
      .sort();
  }
}

/** The file with its hash; undefined while it is still being written, or changes as it is hashed. */
async function complete(
  ctx: SourceContext,
  name: string,
  path: string,
  { known }: Memory,
): Promise<KnownFile | Omit<KnownFile, 'ordinal'> | undefined> {
  const stamp = await stampAt(path, ctx.link);
  if (Math.abs(Date.now() - modifiedMs(stamp)) < Number(ctx.settings['settleMs'])) return undefined;
  const before = known.get(path);
  if (before !== undefined && isSameStamp(before.stamp, stamp)) return before;
  const file = await OpenFile.open(path, ctx.link, ctx.signal);
  try {
    const hash = await file.contentHash();
    return isSameStamp(stamp, await file.stamp()) ? { name, path, stamp, hash } : undefined;
  } finally {
    await file.close();
  }
}

async function numbered(ctx: SourceContext, found: (KnownFile | Omit<KnownFile, 'ordinal'>)[]): Promise<KnownFile[]> {
  const files: KnownFile[] = [];
  found.sort((a, b) => modifiedMs(a.stamp) - modifiedMs(b.stamp) || (a.name < b.name ? -1 : 1));
  for (const file of found) {
    const { path, hash, stamp } = file;
    if ('ordinal' in file) files.push(file);
    else {
      const ordinal = await ctx.files.ordinal(path, hash, Number(stamp.size), modifiedMs(stamp));
      files.push({ ...file, ordinal });
    }
  }
  return files.sort((a, b) => a.ordinal - b.ordinal);
}
