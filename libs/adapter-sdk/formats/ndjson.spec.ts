import { Malformed } from '../format';
import { ndjson } from './ndjson';

async function* chunks(...texts: string[]): AsyncGenerator<Buffer> {
  for (const text of texts) yield Buffer.from(text);
}

const split = (...texts: string[]) => Array.fromAsync(ndjson().split(chunks(...texts), { rawBytes: 20 }));

describe(ndjson, () => {
  it('takes each line as it is written, wherever chunks end', async () => {
    const items = await split('{"id": 1}\r\n\n{"i', 'd":2', '}\n', ' \n{"id":3}');
    expect(items.map(({ raw }) => raw?.toString())).toEqual(['{"id": 1}\r', '{"id":2}', '{"id":3}']);
    expect(items.map(({ head }) => head['id'])).toEqual([1, 2, 3]);
  });

  it('tells of a line that is too large, and goes on', async () => {
    const [large, next] = await split(`{"id":"${'x'.repeat(30)}"}\n{"id":2}`);
    expect(large?.fault?.code).toBe('TOO_LARGE');
    expect(next?.raw?.toString()).toBe('{"id":2}');
  });

  it('holds no more than a page of a line that never ends', async () => {
    async function* endless(): AsyncGenerator<Buffer> {
      for (;;) yield Buffer.alloc(1 << 20, 0x61);
    }
    await expect(Array.fromAsync(ndjson().split(endless(), { rawBytes: 20 }))).rejects.toThrow(Malformed);
  });
});
