import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldName } from '@lienthong/vietnam';
import type { Configuration } from './configuration';
import { IndexKey, loadIndexKey } from './index-key';

const key = new IndexKey(Buffer.alloc(32, 7));

describe(IndexKey.name, () => {
  it.each(['nguyen van hoa', 'NGUYỄN VĂN HÒA', 'Nguyễn Văn Hoà'.normalize('NFD')])(
    'finds %j by the same folded words',
    (text) => expect(key.nameTokens(text).folded).toEqual(key.nameTokens('Nguyễn Văn Hoà').folded),
  );

  it('tells words with their diacritics from those without', () => {
    const [written, plain] = [key.nameTokens('Nguyễn Hòa'), key.nameTokens('nguyen hoa')];
    expect(written.exact).toEqual(key.nameTokens('Nguyễn Hoà').exact);
    expect(written.exact.filter((token) => plain.exact.includes(token))).toEqual([]);
  });

  it('gives a word, the same word folded and the same text as a number three tokens of 8 bytes', () => {
    const { exact, folded } = key.nameTokens('123');
    const tokens = [...exact, ...folded, key.idToken('123')];
    expect(new Set(tokens).size).toBe(3);
    for (const token of tokens) expect(token).toMatch(/^[0-9a-f]{16}$/);
  });

  it('gives other tokens under another master key', () => {
    expect(new IndexKey(Buffer.alloc(32, 8)).nameTokens('an')).not.toEqual(key.nameTokens('an'));
  });

  it('gives the same tokens when more words were seen than it remembers', () => {
    const before = key.nameTokens('Đặng Thuỳ Linh');
    for (let n = 0; n < 30_000; n += 1) key.nameTokens(`x${n}`);
    expect(key.nameTokens('Đặng Thuỳ Linh')).toEqual(before);
  });

  it.each(["H'Hen  Niê", ' Nguyễn\u00a0Văn-An\t', 'A '.repeat(5), '\u0301 Lan'])(
    'cuts %j into words as the fold does',
    (text) => {
      const once = new Set(foldName(text).map((word) => key.nameTokens(word).folded[0]));
      expect(key.nameTokens(text).folded).toEqual([...once]);
    },
  );

  it('takes a bounded number of words of a text without end', () => {
    const text = Array.from({ length: 100_000 }, (_, n) => `tên${n}`).join(' ');
    expect(key.nameTokens(text).exact).toHaveLength(32);
    expect(key.nameTokens('x'.repeat(1_000_000)).folded).toEqual(key.nameTokens('x'.repeat(64)).folded);
  });

  it('writes the distinct tokens of all people into the header, and no value', () => {
    const people = [
      { name: 'Nguyễn Văn An', ids: ['001 199 012345', ''] },
      { name: 'Nguyễn Thị An', ids: ['001199012345'] },
      {},
    ];
    const header = JSON.parse(key.header(people)) as { e: string[]; f: string[]; i: string[] };
    expect([header.e.length, header.f.length, header.i]).toEqual([4, 4, [key.idToken('001199012345')]]);
    expect(key.header([])).toBe('{"e":[],"f":[],"i":[]}');
  });
});

describe(loadIndexKey.name, () => {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-index-key-'));
  const at = (name: string): Configuration => ({ LT_MASTER_KEY_FILE: join(folder, name) }) as Configuration;
  afterAll(() => rmSync(folder, { recursive: true }));

  it('derives the key from the file of the master key', () => {
    writeFileSync(join(folder, 'good'), `${'07'.repeat(32)}\n`);
    expect(loadIndexKey(at('good')).idToken('1')).toBe(key.idToken('1'));
  });

  it.each(['missing', 'bad'])('refuses a file that is %s', (name) => {
    if (name === 'bad') writeFileSync(join(folder, name), 'secret');
    expect(() => loadIndexKey(at(name))).toThrow(expect.objectContaining({ code: 'LT-KEY-1' }));
  });
});
