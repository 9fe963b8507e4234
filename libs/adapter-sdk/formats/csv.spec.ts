import { stringify } from 'csv-stringify/sync';
import { encodeText } from '@lienthong/vietnam';
import { Malformed, type RawItem } from '../format';
import type { Node } from '../node';
import { csv, type CsvOptions } from './csv';
import { LARGEST_BODY } from './json-item';

/** In pieces of seven bytes, which cut signs, quotation marks and line ends in two. */
async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function items(file: Buffer | string, options: CsvOptions = {}, size = 7): Promise<RawItem[]> {
  return Array.fromAsync(csv(options).split(pieces(Buffer.from(file as string), size), { rawBytes: 1_000 }));
}

/** Each item's tree, read from nothing but its raw bytes and charset, by a format that has not seen the file. */
async function trees(file: Buffer | string, options: CsvOptions = {}): Promise<Node[]> {
  return (await items(file, options)).map(({ raw, charset }) => csv(options).parse(raw ?? Buffer.alloc(0), charset));
}

const fault = async (file: Buffer | string, options: CsvOptions = {}): Promise<[string[], string]> => {
  const found: string[] = [];
  try {
    for await (const { raw } of csv(options).split(pieces(Buffer.from(file as string), 7), { rawBytes: 1_000 }))
      found.push(String(raw));
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    const { reason, place } = error as Malformed;
    return [found, `${reason} ${place}`];
  }
  return [found, 'none'];
};
const parked = (row: string, options: CsvOptions = {}): string => {
  try {
    return JSON.stringify(csv(options).parse(Buffer.from(row), 'utf-8'));
  } catch (error) {
    return (error as Malformed).rule;
  }
};

const PEOPLE = [['17', 'Nguyễn Thị Thử Nghiệm', '1 phố Mẫu; tổ 2'], ['18', 'Trần Văn Mẫu', 'Ngõ "Cụt"']] as const; // prettier-ignore
/** As Excel writes it: quoted where it has to be. */
const sheet = (lineEnd: string): string =>
  [['SỐ', 'HỌ TÊN', 'ĐỊA CHỈ'], ...PEOPLE]
    .map((row) => row.map((field) => (/[;"]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field)).join(';'))
    .map((row) => row + lineEnd)
    .join('');
const TREES = PEOPLE.map(([so, ten, diaChi]) => ({ 'SỐ': so, 'HỌ TÊN': ten, 'ĐỊA CHỈ': diaChi })); // prettier-ignore

describe(csv.name, () => {
  it('gives the exact line of names and the exact row, which alone give the tree again', async () => {
    const file = `\ufeff${sheet('\r\n')}`;
    const found = await items(file);
    expect(found.map(({ raw }) => raw?.toString())).toEqual([
      'SỐ;HỌ TÊN;ĐỊA CHỈ\r\n17;Nguyễn Thị Thử Nghiệm;"1 phố Mẫu; tổ 2"',
      'SỐ;HỌ TÊN;ĐỊA CHỈ\r\n18;Trần Văn Mẫu;"Ngõ ""Cụt"""',
    ]);
    expect(found[0]).toMatchObject({ charset: 'utf-8', head: TREES[0] });
    expect(await trees(file)).toEqual(TREES);
  });

  it.each(['windows-1258', 'tcvn3', 'vni'] as const)('reads %s, declared or shown by its words', async (charset) => {
    const file = encodeText(sheet('\n').toLowerCase().repeat(1), charset) ?? Buffer.alloc(0);
    const small = TREES.map((tree) => Object.fromEntries(Object.entries(tree).map((pair) => pair.map((text) => text.toLowerCase())))); // prettier-ignore
    expect(await trees(file, { charset })).toEqual(small);
    expect((await items(file))[0]?.charset).toBe(charset);
    expect(await trees(file)).toEqual(small);
  });

  it('leaves bytes as they are where several readings are thinkable', async () => {
    const [item] = await items(Buffer.from('SO;TEN\n1;H\xb5\n', 'latin1'));
    expect(item).toMatchObject({ charset: 'iso-8859-1', head: { TEN: 'H\xb5' } });
  });

  it.each([
    ['A;B;"C, D, E"\n1;2;3\n', ['A', 'B', 'C, D, E']],
    ['A\tB\n1\t2\n', ['A', 'B']],
    ['A|B\r1|2\r3|4\r', ['A', 'B']],
    ['A,B;C,D\n1,2,3\n', ['A', 'B;C', 'D']],
    ['A\n"1"\n', ['A']],
    ['\n \nA;B\n1;2\n', ['A', 'B']],
    ['A; A ;;"Ngày/\n [tháng]";\n1;2;3;4;\n', ['A', 'A 2', 'column 3', 'Ngày tháng']],
    ['A;A 2;A\n1;2;3\n', ['A', 'A 2', 'A 3']],
    ['A;A 2;A;;column 4\n1;2;3;4;5\n', ['A', 'A 2', 'A 3', 'column 4 2', 'column 4']],
    ['__proto__;A\n1;2\n', ['column 1', 'A']],
  ])('finds the names of %j', async (file, names) => {
    const [tree = {}] = await trees(file);
    expect(Object.keys(tree)).toEqual(names);
    expect(Object.values(tree)).toEqual(names.map((_, at) => String(at + 1)));
  });

  it.each([
    ['1;"hai\r\ndòng"', { B: 'hai\r\ndòng' }],
    ['1;""""', { B: '"' }],
    ['1;kính 12" "dày"', { B: 'kính 12" "dày"' }],
    ['=1+1;-2', { A: '=1+1', B: '-2' }],
    ['@x;+84', { A: '@x', B: '+84' }],
    ['1; 2 ', { B: ' 2 ' }],
    ['1;', { B: '' }],
    ['1;2;;', { B: '2' }],
  ])('reads the row %j as it is written', async (row, expected) => {
    const [, first] = await trees(`A;B\n0;0\n${row}\n9;9\n`);
    expect(first).toMatchObject(expected);
  });

  it('has declared names, lines above them, rows that are short, and no quotation marks', async () => {
    expect(await trees('1|"2\n', { columns: ['A', 'B'], delimiter: '|', quote: '' })).toEqual([{ A: '1', B: '"2' }]);
    expect(await trees('1|2', { columns: ['A', 'B'], delimiter: '|' })).toEqual([{ A: '1', B: '2' }]);
    expect(await trees('DANH SÁCH\r\n\r\nA;B\r\n1\r\n', { linesAbove: 1, shortRows: true })).toEqual([{ A: '1' }]);
  });

  it('takes rows of blanks for none', async () => {
    expect(await trees('A;B\n;\n"";\n  ;\t\n\n1;2\n;')).toEqual([{ A: '1', B: '2' }]);
  });

  it.each([
    ['A;B\n1', 'a row has 2 fields, as the names have; this one has 1'],
    ['A;B\n1;2;3', 'a row has 2 fields, as the names have; this one has 3'],
    ['A;B\n"1" x;2', 'a quotation mark within quoted text is written twice'],
    ['A;B\n"1;2', 'a quotation mark is not closed'],
    ['A;B\n1;\0', 'U+0000 is not allowed'],
    ['A;B', 'an item begins with the line of names'],
  ])('parks %j', (row, rule) => expect(parked(row)).toBe(rule));

  it('parks a row that is not UTF-8, and a broken one, alone', async () => {
    const file = Buffer.from(`A;B\n${'0;0\n'.repeat(20_000)}1;\xe9\n"Công ty "X";2\n3;4\n`, 'latin1');
    const found = (await items(file, {}, 1_000)).slice(20_000);
    expect(found.map(({ raw }) => raw?.toString('latin1').slice(4))).toEqual(['1;\xe9', '"Công ty "X";2', '3;4']);
    expect(() => csv().parse(found[0]?.raw ?? Buffer.alloc(0), 'utf-8')).toThrow(/utf-8/);
    expect(found[0]?.head['A']).toBe('1');
  });

  it.each([
    ['', [], 'EMPTY line 1'],
    ['A;B', [], 'TRUNCATED line 1'],
    ['<html>\n<body>\n', [], 'WRONG_ROOT line 1'],
    [Buffer.from('\ufeffA;B\r\n1;2\r\n', 'utf16le'), [], 'CHARSET line 1'],
    [Buffer.from('A;B\r\n1;2\r\n', 'utf16le'), [], 'CHARACTER line 1'],
    ['DANH SÁCH HỒ SƠ\n\nA;B\n1;2\n', [], 'MALFORMED line 2'],
    ['A,B\n1;2;3\n4;5;6\n', [], 'MALFORMED line 2'],
    ['A,B\n1;2;3\n', ['A,B\n1;2;3'], 'none'],
    [`${'x'.repeat(20_000)}\n1\n`, [], 'MALFORMED line 1'],
    ['A;B\n1;"2\n2"\n3', ['A;B\n1;"2\n2"'], 'TRUNCATED line 4'],
    ['A;B\n1;2\n3;"4\n5;6\n', ['A;B\n1;2'], 'TRUNCATED line 3'],
    ['A;B\n1;2\n3;4', ['A;B\n1;2', 'A;B\n3;4'], 'none'],
  ])('tells what is wrong with the file %j', async (file, found, said) => {
    expect(await fault(file)).toEqual([found, said]);
  });

  it('is not kept busy by names and rows without end', async () => {
    const startedAt = performance.now();
    const names = `${'a;'.repeat(8_000)}a\n`;
    const [wide] = await items(`${names}${'1;'.repeat(8_000)}1\n`);
    expect(Object.keys(wide?.head ?? {})).toHaveLength(8_001);
    const many = await items(`A;B\n1;2\n1${';"x"'.repeat(1_000_000)}\n1${';'.repeat(8_000_000)}\n`, {}, 131_072);
    expect(many.map(({ fault }) => fault?.code)).toEqual([undefined, 'TOO_LARGE', 'TOO_LARGE']);
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });

  it('says nothing of the values', async () => {
    const error = await items('A;B\n1;2\n3;"Bí mật').catch((caught: unknown) => caught);
    expect((error as Error).message).toMatch(/line 3/);
    expect((error as Error).message).not.toContain('Bí');
  });

  it('refuses a mark of UTF-8 where another charset is declared', async () => {
    expect(await fault('\ufeffA;B\n1;2\n', { charset: 'tcvn3' })).toEqual([[], 'CHARSET line 1']);
  });

  it('keeps digest and head of a row that is too large, not its bytes', async () => {
    const [item, next] = await items(`A;B\n1;${'x'.repeat(1_100)}\n2;3\n`);
    expect(item).toMatchObject({ size: 1_106, head: { A: '1' }, fault: { code: 'TOO_LARGE' } });
    expect(item?.raw).toBeUndefined();
    expect(next?.head['A']).toBe('2');
  });

  it('holds no more than the largest row of quotation marks that are never closed', async () => {
    let given = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.from('A;B\n0;0\n1;"');
      while (given < LARGEST_BODY * 6) {
        given += 1 << 18;
        yield await Promise.resolve(Buffer.alloc(1 << 18, 'abc;def\n'));
      }
    }
    const found: RawItem[] = [];
    const reading = async (): Promise<void> => {
      for await (const item of csv().split(endless(), { rawBytes: 20 })) found.push(item);
    };
    await expect(reading()).rejects.toThrow(/MALFORMED at line 3: .*quotation mark may not be closed/);
    expect(found).toHaveLength(1);
    expect(given).toBeLessThan(LARGEST_BODY * 3);
  });

  it('passes an error of the bytes on after the rows that are complete', async () => {
    async function* broken(): AsyncGenerator<Buffer> {
      yield await Promise.resolve(Buffer.from('A;B\n1;2\n3'));
      throw new Error('the line is down');
    }
    const found: RawItem[] = [];
    const reading = async (): Promise<void> => {
      for await (const item of csv().split(broken(), { rawBytes: 20 })) found.push(item);
    };
    await expect(reading()).rejects.toThrow('the line is down');
    expect(found).toHaveLength(1);
  });

  it.each([';', ',', '\t', '|'])('reads back whatever a writer of RFC 4180 writes with %j', async (delimiter) => {
    let state = 7;
    const next = (bound: number): number => (state = (state * 48_271) % 2_147_483_647) % bound;
    const parts = ['a', 'Ế', ' ', '"', '""', delimiter, '\n', '\r\n', "'", ';', ',', '=1+1', '\\', 'nước'];
    const field = (): string => Array.from({ length: next(6) }, () => parts[next(parts.length)]).join('');
    for (let round = 0; round < 60; round += 1) {
      const rows = Array.from({ length: 1 + next(30) }, (_, at) => ({ id: `${at}`, a: field(), b: field(), c: field() })); // prettier-ignore
      const record_delimiter = next(2) === 0 ? '\n' : '\r\n';
      const file = stringify(rows, { header: true, delimiter, record_delimiter, quoted_match: /[\r\n]/ });
      const found = await items(file, { delimiter }, 1 + next(9));
      expect(found.map(({ raw, charset }) => csv().parse(raw ?? Buffer.alloc(0), charset))).toEqual(rows);
      const names = `id${delimiter}a${delimiter}b${delimiter}c${record_delimiter}`;
      expect(names + found.map(({ raw }) => String(raw).slice(names.length) + record_delimiter).join('')).toBe(file);
    }
  });

  it('reads the same whatever the pieces', async () => {
    const file = `\ufeff${sheet('\r\n').repeat(3)}`;
    const whole = await items(file, {}, 100_000);
    for (const size of [1, 2, 3, 5, 64]) expect(await items(file, {}, size)).toEqual(whole);
  });
});
