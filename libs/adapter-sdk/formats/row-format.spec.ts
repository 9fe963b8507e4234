import { encodeText } from '@lienthong/vietnam';
import { row } from './row-format';
import { rowItem } from './row';

const LIMIT = { rawBytes: 1_000 };

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}

describe(row, () => {
  it('cuts rows out of a sample as the source makes them of a database', async () => {
    const bytes = encodeText('Hà Nội', 'tcvn3') ?? Buffer.alloc(0);
    const made = rowItem({ '@table': 'hoso_2025', TEN: bytes, GHICHU: null }, 'tcvn3', LIMIT);
    const cut = [];
    for await (const item of row({ charset: 'tcvn3' }).split(
      once(Buffer.concat([made.raw ?? bytes, Buffer.from('\n')])),
      LIMIT,
    ))
      cut.push(item);
    expect(cut).toEqual([made]);
    expect(cut[0]?.head).toEqual({ '@table': 'hoso_2025', TEN: 'Hà Nội', GHICHU: null });
  });

  it('gives what is no row an empty head, so that it is parked', async () => {
    for await (const { head } of row().split(once(Buffer.from('{"a":')), LIMIT)) expect(head).toEqual({});
    expect.assertions(1);
  });
});
