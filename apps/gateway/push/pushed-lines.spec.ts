import { PassThrough, Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { HttpException } from '@nestjs/common';
import { LINE_BYTES, type PushedLine } from '@lienthong/adapter-sdk';
import { lotsOf } from './pushed-lines';

const collected = async (body: Readable, encoding?: string, idleMs?: number): Promise<PushedLine[]> =>
  (await Array.fromAsync(lotsOf(body, encoding, idleMs))).flat();
const texts = (lines: readonly PushedLine[]): [number, string | undefined][] =>
  lines.map(({ number, bytes }) => [number, bytes?.toString()]);

/** The text in chunks of every size there is. */
function cut(text: string, size: number): Readable {
  const bytes = Buffer.from(text);
  return Readable.from(Array.from({ length: Math.ceil(bytes.length / size) }, (_, n) => bytes.subarray(n * size, n * size + size))); // prettier-ignore
}

it('gives lines by their number, however the bytes are cut; empty ones are counted and left out', async () => {
  const text = '{"a":"ầ"}\r\n\n  \n{"b":2}';
  for (let size = 1; size <= text.length + 4; size += 1)
    expect(texts(await collected(cut(text, size)))).toEqual([[1, '{"a":"ầ"}\r'], [4, '{"b":2}']]); // prettier-ignore
  expect(texts(await collected(cut(`${text}\n`, 7)))).toHaveLength(2);
});

it('unpacks gzip, and gives what came before a break', async () => {
  const body = Array.from({ length: 1_300 }, (_, n) => `{"n":${n},"x":"${Math.sin(n)}"}`).join('\n');
  expect(await collected(Readable.from([gzipSync(body)]), 'gzip')).toHaveLength(1_300);
  const given: number[] = [];
  const broken = async (): Promise<void> => {
    for await (const lot of lotsOf(Readable.from([gzipSync(body).subarray(0, -400)]), 'gzip')) given.push(lot.length);
  };
  await expect(broken()).rejects.toMatchObject({ status: 400 });
  expect(given).toEqual([500, 500]);
});

it('lets a line pass that is too long, without holding it', async () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let most = 0;
  const before = process.memoryUsage().arrayBuffers;
  const long = Readable.from(
    (function* () {
      yield Buffer.from('{"a":1}\n"');
      for (let n = 0; n < 60; n += 1) {
        yield Buffer.alloc(LINE_BYTES, 'x');
        if (n % 20 === 0) collect();
        if (n % 20 === 0) most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
      yield Buffer.from('"\n{"b":2}\n');
    })(),
    { highWaterMark: 1 },
  );
  expect(texts(await collected(long))).toEqual([[1, '{"a":1}'], [2, undefined], [3, '{"b":2}']]); // prettier-ignore
  expect(most).toBeLessThan(15 * LINE_BYTES);
});

it('ends a call whose sender holds the line', async () => {
  const body = new PassThrough();
  body.write('{"a":1}\n');
  const error: unknown = await collected(body, undefined, 40).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(HttpException);
  expect((error as HttpException).getStatus()).toBe(408);
  expect(body.destroyed).toBe(true);
});

it('does not take another encoding', async () => {
  await expect(collected(Readable.from([]), 'br')).rejects.toMatchObject({ status: 415 });
});
