import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import {
  BadRequestException,
  PayloadTooLargeException,
  RequestTimeoutException,
  UnsupportedMediaTypeException,
} from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { LINE_BYTES, type PushedLine } from '@lienthong/adapter-sdk';

/** Lines of one call. */
export const MOST_LINES = 10_000;
/** Unpacked bytes of one call. */
const MOST_BYTES = 268_435_456;
/** A sender that says nothing for so long has gone. */
const IDLE_MS = 30_000;
/** A lot is published as one page. */
const LOT_LINES = 500;
const LOT_BYTES = 4_000_000;
const LINE_FEED = 0x0a;

/** The media type of a body of lines. */
export const NDJSON = 'application/x-ndjson';

/** Lets a body of lines through as it comes: {@link lotsOf} reads and bounds it. */
export function takePushedLines(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(NDJSON, (_request: unknown, body: Readable, done: (error: null, body: Readable) => void) =>
      done(null, body),
    );
}

/**
 * The lines of a body in lots, as they arrive: memory holds one lot. Empty lines are none, but are counted.
 *
 * @throws HttpException where the body as a whole is at fault; the lots before have been given
 */
export async function* lotsOf(body: Readable, encoding = 'identity', idleMs = IDLE_MS): AsyncGenerator<PushedLine[]> {
  let lot: PushedLine[] = [];
  let bytes = 0;
  for await (const line of linesOf(bounded(attended(unpacked(body, encoding), idleMs)))) {
    if (line.number > MOST_LINES) {
      yield lot;
      throw new PayloadTooLargeException(`A call takes ${MOST_LINES} lines. Send those from line ${line.number} on in another one.`); // prettier-ignore
    }
    if (line.bytes?.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) continue;
    lot.push(line);
    bytes += line.bytes?.length ?? 0;
    if (lot.length < LOT_LINES && bytes < LOT_BYTES) continue;
    yield lot;
    [lot, bytes] = [[], 0];
  }
  if (lot.length > 0) yield lot;
}

function unpacked(body: Readable, encoding: string): Readable {
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip')
    throw new UnsupportedMediaTypeException('The body is NDJSON, as it is or with content-encoding: gzip.');
  const gunzip = createGunzip();
  body.on('error', (error) => gunzip.destroy(error));
  return body.pipe(gunzip);
}

/** Ends with 408 when nothing comes for a time, so that a sender who holds the line holds nothing else. */
async function* attended(body: Readable, idleMs: number): AsyncGenerator<Buffer> {
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  try {
    for (;;) {
      const next = await within(chunks.next(), idleMs);
      if (next.done) return;
      yield next.value;
    }
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (typeof code === 'string' && code.startsWith('Z_')) throw new BadRequestException('The gzip of the body is broken. Send the lines that are not answered again.'); // prettier-ignore
    throw error;
  } finally {
    body.destroy();
  }
}

async function within<Result>(result: Promise<Result>, ms: number): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new RequestTimeoutException(`Nothing came for ${ms / 1_000} s. Send the lines that are not answered again.`)), // prettier-ignore
      ms,
    );
  });
  try {
    return await Promise.race([result, late]);
  } finally {
    clearTimeout(timer);
    result.catch(() => undefined);
  }
}

async function* bounded(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of chunks) {
    size += chunk.length;
    if (size > MOST_BYTES)
      throw new PayloadTooLargeException(`A call takes ${MOST_BYTES} bytes, unpacked. Send the lines that are not answered in another one.`); // prettier-ignore
    yield chunk;
  }
}

/** A line that grows too long is let pass: the ones after it are read. */
async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<PushedLine> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 1;
  const line = (): PushedLine => ({ number, bytes: size > LINE_BYTES ? undefined : Buffer.concat(parts) });
  const add = (part: Buffer): void => {
    size += part.length;
    if (size > LINE_BYTES) parts = [];
    else parts.push(part);
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      add(chunk.subarray(from, at));
      yield line();
      [parts, size, from, number] = [[], 0, at + 1, number + 1];
    }
    add(chunk.subarray(from));
  }
  if (size > 0) yield line();
}
