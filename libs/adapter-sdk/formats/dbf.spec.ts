import { encodeText } from '@lienthong/vietnam';
import { Malformed, type RawItem } from '../format';
import type { Node } from '../node';
import { DBF_END, dbfHead, dbfRecord, type WrittenColumn } from '../testing/fakes/dbf-writer';
import { dbf, type DbfOptions } from './dbf';

async function* pieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function read(file: Buffer, options: DbfOptions = {}, size = 7): Promise<[items: RawItem[], fault: string]> {
  const items: RawItem[] = [];
  try {
    for await (const item of dbf(options).split(pieces(file, size), { rawBytes: 1_000 })) items.push(item);
    return [items, 'none'];
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    const { reason, place } = error as Malformed;
    return [items, `${reason} ${place}`];
  }
}

/** Each item's tree, from its raw bytes and charset alone. */
const trees = ([items]: [RawItem[], string]): Node[] =>
  items.map(({ raw, charset }) => dbf().parse(raw ?? Buffer.alloc(0), charset));

const COLUMNS: readonly WrittenColumn[] = [
  { name: 'SOBIENNHAN', type: 'N', size: 8 },
  { name: 'HOTEN', size: 40 },
  { name: 'NGAYNHAN', type: 'D', size: 8 },
  { name: 'DATRA', type: 'L', size: 1 },
];
const PEOPLE = [['17', 'Nguyễn Thị Thử Nghiệm', '20260803', 'T'], ['18', 'Trần Văn Mẫu', '', '?'], ['19', 'Phạm Thị Giả Định', '20260804', 'F']]; // prettier-ignore
const bytes = (text: string, charset: 'tcvn3' | 'utf-8' | 'vni' | 'windows-1258' = 'tcvn3'): Buffer =>
  encodeText(text, charset) ?? Buffer.alloc(0);
const records = (charset?: Parameters<typeof bytes>[1]): Buffer[] =>
  PEOPLE.map((row, at) => dbfRecord(COLUMNS, row.map((value) => bytes(value, charset)), at === 2)); // prettier-ignore
const table = (charset?: Parameters<typeof bytes>[1]): Buffer =>
  Buffer.concat([dbfHead(COLUMNS, 3), ...records(charset), DBF_END]);
const TREES = [
  { '@deleted': '0', SOBIENNHAN: '17', HOTEN: 'Nguyễn Thị Thử Nghiệm', NGAYNHAN: '20260803', DATRA: 'T' },
  { '@deleted': '0', SOBIENNHAN: '18', HOTEN: 'Trần Văn Mẫu', NGAYNHAN: null, DATRA: null },
  { '@deleted': '1', SOBIENNHAN: '19', HOTEN: 'Phạm Thị Giả Định', NGAYNHAN: '20260804', DATRA: 'F' },
];

describe(dbf.name, () => {
  it.each(['tcvn3', 'vni', 'windows-1258', 'utf-8'] as const)('reads %s, declared or shown by its words, deleted records too', async (charset) => {
    expect(trees(await read(table(charset), { charset }))).toEqual(TREES);
    const found = await read(table(charset));
    expect(found[1]).toBe('none');
    expect(found[0][0]).toMatchObject({ charset, head: TREES[0] });
    expect(trees(found)).toEqual(TREES);
  }); // prettier-ignore

  it('keeps the bytes of a text, whatever they are taken for', async () => {
    const [[item]] = await read(table(), { charset: 'windows-1258' });
    const kept = JSON.parse(String(item?.raw)) as { HOTEN: { base64: string } };
    expect(Buffer.from(kept.HOTEN.base64, 'base64')).toEqual(bytes('Nguyễn Thị Thử Nghiệm'));
  });

  it('leaves bytes as they are where nothing shows a charset', async () => {
    const one = Buffer.concat([dbfHead(COLUMNS, 1), dbfRecord(COLUMNS, [bytes('1'), Buffer.of(0x48, 0xb5)])]);
    const [[item]] = await read(one);
    expect(item).toMatchObject({ charset: 'iso-8859-1', head: { HOTEN: 'H\xb5' } });
  });

  it('reads the binary columns of FoxPro, and which are NULL; leaves memos out', async () => {
    const columns: WrittenColumn[] = [
      { name: 'I', type: 'I', size: 4 },
      { name: 'J', type: 'I', size: 4 },
      { name: 'B', type: 'B', size: 8 },
      { name: 'Y', type: 'Y', size: 8 },
      { name: 'T', type: 'T', size: 8 },
      { name: 'GHICHU', type: 'M', size: 4 },
      { name: '_NullFlags', type: '0', size: 1 },
    ];
    const head = dbfHead(columns, 1, 0x30);
    for (const at of [1, 2]) head[32 * at + 18] = 0x02;
    const fields = columns.map(({ size }) => Buffer.alloc(size));
    fields[0]?.writeInt32LE(-17);
    fields[2]?.writeDoubleLE(0.1);
    fields[3]?.writeBigInt64LE(-1_234_500n);
    fields[4]?.writeUInt32LE(2_461_256);
    fields[4]?.writeUInt32LE(33_300_000, 4);
    fields[6]?.writeUInt8(0b10);
    const found = await read(Buffer.concat([head, dbfRecord(columns, fields)]));
    expect(trees(found)).toEqual([
      { '@deleted': '0', I: '-17', J: null, B: '0.1', Y: '-123.4500', T: '2026-08-03T09:15:00' },
    ]);
  });

  it('has texts of more than 255 bytes, as Clipper writes them', async () => {
    const columns = [{ name: 'DAI', size: 600 }];
    const text = 'a'.repeat(600);
    expect(trees(await read(Buffer.concat([dbfHead(columns, 1), dbfRecord(columns, [Buffer.from(text)])])))).toEqual([
      { '@deleted': '0', DAI: text },
    ]);
  });

  const spoilt = (spoil: (file: Buffer) => Buffer | undefined): Buffer => {
    const file = Buffer.from(table());
    return spoil(file) ?? file;
  };
  it.each<[string, Buffer, number, string]>([
    ['nothing', Buffer.alloc(0), 0, 'EMPTY head'],
    ['a page of HTML', Buffer.from('<!DOCTYPE html><html><body>Đăng nhập</body></html>'), 0, 'WRONG_ROOT byte 0'],
    ['a file cut within its head', table().subarray(0, 60), 0, 'TRUNCATED head'],
    ['a file cut within a record', table().subarray(0, -20), 2, 'TRUNCATED record 3'],
    ['a file cut between records', table().subarray(0, -59), 2, 'TRUNCATED record 3'],
    ['a count beyond the file', spoilt((file) => void file.writeUInt32LE(0xffff_ffff, 4)), 3, 'TRUNCATED record 4'],
    ['a count below the file', spoilt((file) => void file.writeUInt32LE(2, 4)), 2, 'MALFORMED record 3'],
    ['records of no bytes', spoilt((file) => void file.writeUInt16LE(0, 10)), 0, 'MALFORMED byte 10'],
    ['records of other bytes than their columns', spoilt((file) => void file.writeUInt16LE(59, 10)), 0, 'MALFORMED byte 10'],
    ['a head of no bytes', spoilt((file) => void file.writeUInt16LE(0, 8)), 0, 'MALFORMED byte 8'],
    ['columns that do not end', spoilt((file) => void file.writeUInt8(0x58, 160)), 0, 'MALFORMED column 5'],
    ['a type nobody knows', spoilt((file) => void file.write('?', 43)), 0, 'MALFORMED column 1'],
    ['a day of nine bytes', spoilt((file) => void file.writeUInt8(9, 96 + 16)), 0, 'MALFORMED column 3'],
    ['an encrypted table', spoilt((file) => void file.writeUInt8(1, 15)), 0, 'MALFORMED byte 15'],
    ['dBase 7', spoilt((file) => void file.writeUInt8(4, 0)), 0, 'WRONG_ROOT byte 0'],
    ['a record out of step', spoilt((file) => void file.write('x', 161 + 58)), 1, 'MALFORMED record 2'],
    ['more columns than there can be', Buffer.concat([dbfHead(Array.from({ length: 2_000 }, (_, at) => ({ name: `C${at}`, size: 1 })), 1), Buffer.alloc(2_001, 0x20)]), 0, 'MALFORMED column 1025'],
    ['what follows the end', Buffer.concat([table(), Buffer.from('\n')]), 3, 'none'],
  ])('tells what is wrong with %s', async (_what, file, count, said) => {
    const [items, fault] = await read(file);
    expect([items.length, fault]).toEqual([count, said]);
  }); // prettier-ignore

  it('reads the same whatever the pieces', async () => {
    const whole = await read(table(), {}, 100_000);
    for (const size of [1, 2, 58, 59, 1_000]) expect(await read(table(), {}, size)).toEqual(whole);
  });
});
