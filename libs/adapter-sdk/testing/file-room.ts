import { mkdtemp, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IdentityField } from '../identity';
import { Link } from '../link';
import type { Cursor, Page, Source, SourceContext } from '../source';

/** A directory for one test, and what a source needs to read it. */
export class FileRoom {
  private readonly ordinals = new Map<string, number>();
  private readonly link = new Link('test', { retries: 0 });
  private clock = Date.now() - 3_600_000;

  private constructor(readonly directory: string) {}

  static async create(): Promise<FileRoom> {
    return new FileRoom(await mkdtemp(join(tmpdir(), 'lienthong-files-')));
  }

  /** Writes a finished file; each is a second younger than the one before. Replaces by renaming, as exporters do. */
  async put(name: string, content: string | Buffer, modifiedAt = (this.clock += 1_000)): Promise<string> {
    const path = join(this.directory, name);
    const unfinished = join(this.directory, `.${name}.new`);
    await writeFile(unfinished, content);
    await utimes(unfinished, modifiedAt / 1_000, modifiedAt / 1_000);
    await rename(unfinished, path);
    return path;
  }

  context(identity: IdentityField, options: Partial<SourceContext> = {}): SourceContext {
    return {
      settings: { directory: this.directory, settleMs: 2_000 },
      link: this.link,
      files: {
        ordinal: (path, hash) => {
          const key = `${path} ${hash}`;
          if (!this.ordinals.has(key)) this.ordinals.set(key, this.ordinals.size);
          return Promise.resolve(this.ordinals.get(key) ?? 0);
        },
      },
      signal: new AbortController().signal,
      pageRows: 2,
      pageBytes: 1_000_000,
      identityOf: (head) => identity.of(head),
      ...options,
    };
  }

  async remove(): Promise<void> {
    this.link.close();
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** All pages a source gives from a cursor on. */
export async function pagesOf(source: Source, ctx: SourceContext, cursor: Cursor | null = null): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of source.read(ctx, cursor)) pages.push(page);
  return pages;
}
