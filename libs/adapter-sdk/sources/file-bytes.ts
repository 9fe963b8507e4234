import { createHash } from 'node:crypto';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Malformed } from '../format';
import type { Link } from '../link';
import { touching } from './file-fault';
import { stampOf, type Stamp } from './stamp';

const CHUNK = 131_072;

/** A file open for reading. Every access goes through the link of its system and is safe to repeat. */
export class OpenFile {
  private constructor(
    readonly path: string,
    private readonly handle: FileHandle,
    private readonly link: Link,
    private readonly signal: AbortSignal,
  ) {}

  static async open(path: string, link: Link, signal: AbortSignal): Promise<OpenFile> {
    const handle = await link.run('open', async (cut) => {
      const opened = await touching(path, () => open(path, 'r'));
      if (!cut.aborted) return opened;
      await opened.close();
      throw cut.reason;
    });
    return new OpenFile(path, handle, link, signal);
  }

  /** Stamp of the open file; it may by now be another one than the file at its path. */
  async stamp(): Promise<Stamp> {
    return stampOf(await this.link.run('status', () => this.handle.stat({ bigint: true })));
  }

  /** The stored bytes from the start, in fresh buffers. */
  async *stored(): AsyncGenerator<Buffer> {
    for (let position = 0; ;) {
      this.signal.throwIfAborted();
      const chunk = await this.link.run('read', async () => {
        const buffer = Buffer.allocUnsafeSlow(CHUNK);
        const { bytesRead } = await touching(this.path, () => this.handle.read(buffer, 0, CHUNK, position));
        return buffer.subarray(0, bytesRead);
      });
      if (chunk.length === 0) return;
      position += chunk.length;
      yield chunk;
    }
  }

  /** SHA-256 of the stored bytes, hex. */
  async contentHash(): Promise<string> {
    const digest = createHash('sha256');
    for await (const chunk of this.stored()) digest.update(chunk);
    return digest.digest('hex');
  }

  /** The bytes as the format reads them: unpacked where the file starts as gzip does. A broken archive is Malformed. */
  async *content(): AsyncGenerator<Buffer> {
    const stored = this.stored();
    const first = await stored.next();
    if (first.done === true) throw new Malformed('EMPTY', this.path, 'the file has no bytes');
    const all = prepended(first.value, stored);
    if (first.value[0] === 0x1f && first.value[1] === 0x8b) yield* unpacked(all, this.path);
    else yield* all;
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** Stamp of the file at a path now; Malformed with FILE_GONE or FILE_UNREADABLE where there is none. */
export async function stampAt(path: string, link: Link): Promise<Stamp> {
  return link.run('status', () => touching(path, async () => stampOf(await stat(path, { bigint: true }))));
}

async function* prepended(first: Buffer, rest: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  yield* rest;
}

async function* unpacked(bytes: AsyncGenerator<Buffer>, path: string): AsyncGenerator<Buffer> {
  const gunzip = createGunzip({ chunkSize: CHUNK });
  let failed: unknown;
  pipeline(Readable.from(bytes, { highWaterMark: 2 }), gunzip, (error) => {
    failed ??= error ?? undefined;
  });
  try {
    for await (const chunk of gunzip) yield chunk as Buffer;
  } catch (error) {
    throw broken(failed ?? error, path);
  } finally {
    gunzip.destroy();
  }
}

function broken(error: unknown, path: string): unknown {
  const { code } = error as { code?: unknown };
  if (code === 'Z_BUF_ERROR') return new Malformed('TRUNCATED', path, 'the gzip archive is cut off', error);
  if (typeof code === 'string' && code.startsWith('Z_'))
    return new Malformed('MALFORMED', path, 'the gzip archive is damaged', error);
  return error;
}
