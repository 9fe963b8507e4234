import { encodeText, type Charset } from '@lienthong/vietnam';
import { Stop } from './stop';
import { decodeLines } from './text-decode';

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(bytes.subarray(at, at + size));
}

async function decoded(bytes: Buffer, charset?: Charset, size = 7) {
  const all = [];
  for await (const one of decodeLines(inPieces(bytes, size), charset)) all.push(one);
  return all;
}

const lines = (texts: readonly string[], charset: Charset, end = '\n'): Buffer =>
  Buffer.concat(texts.map((text) => Buffer.concat([encodeText(text, charset)!, Buffer.from(end)])));

describe(decodeLines.name, () => {
  it.each(['\n', '\r\n'])('reads each line of a declared charset, ended by %j', async (end) => {
    const texts = ['Hà Nội', '', 'ĐẶNG THỊ HẰNG', 'Đống Đa'];
    const read = await decoded(lines(texts, 'tcvn3', end), 'tcvn3');
    expect(read).toEqual(texts.map((text) => ({ text, charset: 'tcvn3', confidence: 1, rivals: [] })));
  });

  it('reads a last line without its end', async () => {
    expect(await decoded(Buffer.from('Hà Nội'), 'utf-8')).toMatchObject([{ text: 'Hà Nội' }]);
    expect(await decoded(Buffer.from('Hà Nội\nGia Lâm'))).toMatchObject([{ text: 'Hà Nội' }, { text: 'Gia Lâm' }]);
  });

  it('has no confidence in bytes that mean nothing in the declared charset', async () => {
    expect(await decoded(Buffer.from([0x48, 0xff, 0x0a]), 'utf-8')).toMatchObject([{ confidence: 0 }]);
  });

  it('finds the charset of many lines, in order', async () => {
    const texts = Array.from({ length: 2100 }, (_, at) => `Hồ sơ số ${at} của Vũ Tú`);
    const read = await decoded(lines(texts, 'vni'), undefined, 4096);
    expect(read.map(({ text, charset }) => [text, charset])).toEqual(texts.map((text) => [text, 'vni']));
  });

  it('stops at a line without end', async () => {
    const endless = decoded(Buffer.alloc(3 << 20, 'a'), 'vni', 1 << 16);
    await expect(endless).rejects.toBeInstanceOf(Stop);
  });
});
