import { createHash } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Format } from '../format';
import { splitFile, sheetParts } from '../testing/fakes/split-workbook';
import { zip, type ZipPart } from '../testing/fakes/zip';
import { xlsx } from './xlsx';
import { splitWorkbook } from './xlsx-split';
import { SharedStrings } from './xlsx-strings';

const format: Format = xlsx({ columns: ['Mã', 'Tên'], key: 'Mã' });
const inline = (text: string): string => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const HEAD = `<row r="1">${inline('Mã')}${inline('Tên')}</row>`;
const ONE = `<row>${inline('a')}${inline('An')}</row>`;
const data = (rows: string): string => `<sheetData>${rows}</sheetData>`;
const SOUND = sheetParts({ s: data(HEAD + ONE) });

/** A workbook with one part in place of another, or beside the others. */
function withPart(name: string, bytes: ZipPart['bytes'] | string, more: Partial<ZipPart> = {}): ZipPart[] {
  const part = { name, bytes: typeof bytes === 'string' ? [Buffer.from(bytes)] : bytes, ...more };
  return [...SOUND.filter((one) => one.name !== name), part];
}
const withRows = (rows: string): ZipPart[] => sheetParts({ s: data(HEAD + rows) });
const SHEET = 'xl/worksheets/sheet1.xml';
const BOOK = 'xl/workbook.xml';
const HUGE = 4_200_000_000;
const OLE2 = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);

/** Many bytes that pack well, never held at once. */
function* much(before: string, piece: string, pieces: number, after: string): Generator<Buffer> {
  yield Buffer.from(before);
  const same = Buffer.from(piece);
  for (let count = 0; count < pieces; count += 1) yield same;
  yield Buffer.from(after);
}
/** Blanks of a piece are packed a thousand times. */
const BLANKS = ' '.repeat(1_048_576);

const patched = async (parts: readonly ZipPart[], change: (bytes: Buffer) => Buffer | undefined): Promise<Buffer> => {
  const bytes = await buffer(zip(parts));
  return change(bytes) ?? bytes;
};
/** Changes the notes of the directory about a part. */
function noted(bytes: Buffer, name: string, change: (entry: Buffer) => unknown): undefined {
  const at = bytes.lastIndexOf(name);
  change(bytes.subarray(at - 46, at));
  return undefined;
}

const HOSTILE: readonly [what: string, file: () => readonly ZipPart[] | Promise<Buffer> | Buffer, fault: RegExp][] = [
  ['no bytes', () => Buffer.alloc(0), /EMPTY at file/],
  ['a page of HTML', () => Buffer.from('<!DOCTYPE html><html><table>'), /WRONG_ROOT at file: .*save it as .xlsx/],
  ['an old .xls, or one with a password', () => OLE2, /MALFORMED at file: .*save it as .xlsx without a password/],
  ['two bytes', () => Buffer.from('PK'), /WRONG_ROOT at file/],
  ['a file that is cut off', () => patched(SOUND, (bytes) => bytes.subarray(0, bytes.length - 30)), /TRUNCATED at directory/],
  ['another zip', () => [{ name: 'a.txt', bytes: [Buffer.from('a')] }], /_rels\/.rels: the part is missing/],
  ['a part with a password', () => patched(withPart(SHEET, '<worksheet/>', { isPacked: true }), (bytes) => noted(bytes, SHEET, (entry) => entry.writeUInt16LE(9, 8))), /sheet1.xml: it has a password/],
  ['an unknown way of packing', () => patched(SOUND, (bytes) => noted(bytes, SHEET, (entry) => entry.writeUInt16LE(14, 10))), /packed in a way/],
  ['a binary workbook', () => withPart('_rels/.rels', '<r><Relationship Id="a" Type="x/officeDocument" Target="xl/workbook.bin"/></r>'), /\.xlsb\): save it as \.xlsx/],
  ['damaged bytes', () => patched(SOUND, (bytes) => { bytes[bytes.indexOf('>An<') + 1] = 0x42; return undefined; }), /sheet1.xml: its checksum differs/],
  ['a bomb', () => withPart(SHEET, much('<worksheet><sheetData>', BLANKS, 64, '</sheetData></worksheet>'), { isPacked: true }), /sheet1.xml: a part is packed at most 200 times/],
  ['a bomb that says it is small', () => patched(withPart(SHEET, much('<worksheet><sheetData>', BLANKS, 64, '</sheetData></worksheet>'), { isPacked: true }), (bytes) => noted(bytes, SHEET, (entry) => entry.writeUInt32LE(1_000_000, 24))), /sheet1.xml: the zip is damaged/],
  ['more bytes than any register', () => patched(SOUND, (bytes) => noted(bytes, SHEET, (entry) => { entry.writeUInt32LE(HUGE, 24); entry.writeUInt32LE(HUGE, 20); })), /sheet1.xml: a part unpacks to at most/],
  ['many parts that are too much together', () => patched(SOUND, (bytes) => { for (const name of [SHEET, BOOK, '_rels/.rels']) noted(bytes, name, (entry) => { entry.writeUInt32LE(HUGE - 400_000_000, 24); entry.writeUInt32LE(HUGE - 400_000_000, 20); }); return undefined; }), /directory: all parts unpack to at most/],
  ['too many parts', () => [...SOUND, ...Array.from({ length: 10_000 }, (_, at) => ({ name: `x/${at}`, bytes: [] }))], /directory: a workbook has at most 10000 parts/],
  ['a part that is there twice', () => [...SOUND, ...SOUND.slice(-1)], /directory: a part stands in it twice/],
  ['a part outside of the file', () => [...SOUND, { name: '../../etc/passwd', bytes: [] }], /directory: the zip is damaged/],
  ['a document type', () => withPart(SHEET, '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>'), /DOCTYPE at sheet 1/],
  ['a document type without an end', () => withPart(SHEET, much('<!DOCTYPE a [', BLANKS, 3, '')), /DOCTYPE at sheet 1/],
  ['entities that nobody declared', () => withRows(`<row>${inline('&xxe;')}</row>`), /MALFORMED at sheet 1 .*invalid character entity/],
  ['a sheet that lies elsewhere', () => withPart('xl/_rels/workbook.xml.rels', '<r><Relationship Id="s1" Type="x/worksheet" Target="http://127.0.0.1:9/a" TargetMode="External"/></r>'), /xl\/workbook.xml: a sheet has no part in the file/],
  ['a sheet in a folder above', () => withPart('xl/_rels/workbook.xml.rels', '<r><Relationship Id="s1" Type="x/worksheet" Target="../../../../etc/passwd"/></r>'), /etc\/passwd: the part is missing/],
  ['too many sheets', () => withPart(BOOK, `<workbook><sheets>${'<sheet name="a" r:id="s1"/>'.repeat(1_001)}</sheets></workbook>`), /at most 1000 sheets/],
  ['a plan without an end', () => withPart(BOOK, much('<workbook>', BLANKS, 9, '</workbook>'), { isPacked: true }), /workbook.xml: it has at most 8388608 bytes/],
  ['a cell beyond the last one', () => withRows('<row r="2"><c r="XFE2"><v>1</v></c></row>'), /sheet 1 row 2: a cell stands beyond/],
  ['a row beyond the last one', () => withRows('<row r="1048577"/>'), /a row has a number from 1/],
  ['more cells than columns', () => withRows(`<row>${'<c/>'.repeat(16_385)}</row>`), /a cell stands beyond/],
  ['a cell of another row', () => withRows('<row r="2"><c r="A3"/></row>'), /cells stand in their row/],
  ['a cell twice', () => withRows('<row r="2"><c r="A2"/><c r="A2"/></row>'), /cells stand in their row/],
  ['rows that go back', () => withRows(`${ONE}<row r="1"/>`), /rows stand in their order/],
  ['a string that is not there', () => sheetParts({ s: data(`${HEAD}<row><c t="s"><v>1</v></c></row>`) }, { strings: '<sst><si><t>a</t></si></sst>' }), /a shared string that is not there/],
  ['a string at a negative place', () => withRows('<row><c t="s"><v>-1</v></c></row>'), /a shared string that is not there/],
  ['a cell of an unknown type', () => withRows('<row><c t="x"><v>1</v></c></row>'), /of a type/],
  ['nesting without an end', () => withRows('<a>'.repeat(100_000)), /nested deeper than 64/],
  ['a huge attribute', () => withPart(SHEET, much('<worksheet a="', 'a'.repeat(100_000), 100, '"/>')), /max buffer length exceeded/],
  ['attributes without an end', () => withRows(`<row ${Array.from({ length: 2_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`), /more than 1000 attributes/],
  ['a comment without an end', () => withPart(SHEET, much('<worksheet><!--', BLANKS, 9, '')), /max buffer length exceeded/],
  ['a sheet that is cut off', () => withPart(SHEET, `<worksheet><sheetData>${HEAD}${ONE}`), /TRUNCATED at sheet 1/],
  ['another charset', () => withPart(SHEET, [Buffer.from(`\ufeff<worksheet>${data(HEAD)}</worksheet>`, 'utf16le')]), /CHARSET at sheet 1/],
  ['merged cells that are none', () => withPart(SHEET, `<worksheet>${data(HEAD)}<mergeCells><mergeCell ref="A2"/></mergeCells></worksheet>`), /not a block of the sheet/],
  ['merged cells without an end', () => withPart(SHEET, much(`<worksheet>${data(HEAD)}<m>`, '<mergeCell ref="A2:A3"/>'.repeat(10_000), 27, '</m></worksheet>'), { isPacked: true }), /at most 262144 merged blocks/],
  ['merged cells on top of each other', () => withPart(SHEET, much(`<worksheet>${data(HEAD)}<m>`, '<mergeCell ref="A1:XFD1"/>'.repeat(10_000), 26, '</m></worksheet>')), /sheet 1: merged cells overlap/],
  ['rows that begin without an end', () => withPart(SHEET, much(`<worksheet><sheetData>${HEAD}`, BLANKS, 4, '')), /TRUNCATED at sheet 1/],
]; // prettier-ignore

describe('a hostile workbook', () => {
  it.each(HOSTILE)('with %s is refused by its place and rule', async (_what, file, fault) => {
    const started = Date.now();
    const held = process.memoryUsage().rss;
    const found = await splitFile(format, await file());
    expect(found.fault?.message).toMatch(fault);
    expect(found.items).toEqual([]);
    expect(Date.now() - started).toBeLessThan(10_000);
    expect(process.memoryUsage().rss - held).toBeLessThan(400_000_000);
  });

  it.each([
    ['a text of 40,000 characters', `<row>${inline('a')}${inline('x'.repeat(40_000))}</row>`, 'a cell has at most 32767 characters'],
    ['more text than an item may have', `<row>${inline('a')}${inline('x'.repeat(30_000)).repeat(4)}</row>`, 'an item has at most 100000 bytes'],
  ])('costs one item where it has %s', async (_what, row, rule) => {
    const { items, fault } = await splitFile(format, withRows(row + ONE), 100_000);
    expect(fault).toBeUndefined();
    expect(items.map((item) => item.fault)).toEqual([{ code: 'TOO_LARGE', rule }, undefined]);
    expect(items[0]).not.toHaveProperty('raw');
  }); // prettier-ignore

  it('costs one item where a shared string is too long, or is named again and again', async () => {
    const strings = `<sst><si><t>${'x'.repeat(40_000)}</t></si><si><t>${'y'.repeat(30_000)}</t></si></sst>`;
    const rows = `${HEAD}<row><c t="s"><v>0</v></c></row><row>${'<c t="s"><v>1</v></c>'.repeat(16_384)}</row>${ONE}`;
    const { items, fault } = await splitFile(format, sheetParts({ s: data(rows) }, { strings }));
    expect(fault).toBeUndefined();
    expect(items[1]?.size).toBeLessThan(1_100_000);
    expect(items.map((item) => item.fault?.rule)).toEqual(['a cell has at most 32767 characters', 'an item has at most 1000000 bytes', undefined]); // prettier-ignore
  });

  it('may have a row of 16,384 cells, whatever it says of its dimension, and a column of any name', async () => {
    const row = `<row>${inline('__proto__') + inline('b').repeat(16_383)}</row>`;
    const head = `<row>${inline('Mã') + inline('Tên') + inline('__proto__')}${inline('a/'.repeat(100_000))}</row>`;
    const { items, fault } = await splitFile(format, sheetParts({ s: `<dimension ref="A1:A1"/>${data(head + row)}` }));
    expect(fault).toBeUndefined();
    const tree = format.parse(items[0]?.raw ?? Buffer.alloc(0), 'utf-8');
    expect(Object.keys(tree)).toHaveLength(16_384);
    expect(Object.getPrototypeOf(tree)).toBe(Object.prototype);
    expect(Object.hasOwn(tree, '__proto__')).toBe(true);
  });

  it('reads strings out of their file in any order', async () => {
    const texts = Array.from({ length: 5_000 }, (_, at) => createHash('sha256').update(String(at)).digest('hex').repeat(20)); // prettier-ignore
    const strings = `<sst>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`;
    const order = texts.map((_, at) => (at * 1_237) % texts.length);
    const rows = order.map((at) => `<row>${inline('a')}<c t="s"><v>${at}</v></c></row>`).join('');
    const { items } = await splitFile(format, sheetParts({ s: data(HEAD + rows) }, { strings, isPacked: true }));
    expect(items.map(({ head }) => head.Tên)).toEqual(order.map((at) => texts[at]));
  });

  it('cannot grow to more than all items may have', async () => {
    const strings = `<sst><si><t>${'x'.repeat(30_000)}</t></si></sst>`;
    const bytes = zip(sheetParts({ s: data(HEAD + '<row><c t="s"><v>0</v></c></row>'.repeat(10)) }, { strings }));
    const options = { columns: ['Mã', 'Tên'], key: 'Mã' };
    const items: unknown[] = [];
    const read = async (): Promise<void> => { for await (const item of splitWorkbook(bytes, { rawBytes: 100_000 }, options, 100_000)) items.push(item); };
    await expect(read()).rejects.toThrow(/sheet 1: the items of a workbook have at most 100000 bytes/);
    expect(items).toHaveLength(3);
  }); // prettier-ignore

  it('cannot have its strings read without an end', async () => {
    const texts = Array.from({ length: 2_000 }, () => `<si><t>${'x'.repeat(30_000)}</t></si>`);
    const strings = await SharedStrings.read(Readable.from([Buffer.from('<sst>'), ...texts.map((text) => Buffer.from(text)), Buffer.from('</sst>')]), 'shared strings', 200_000_000);
    const all = (): void => { for (let index = 0; index < texts.length; index += 16) strings.at(index); };
    all();
    all();
    all();
    expect(all).toThrow(/shared strings: rows read at most 200000000 bytes/);
    await strings.close();
  }); // prettier-ignore

  it('is left for later where there is no room for it', async () => {
    const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const close = jest.fn(() => Promise.resolve());
    const open = jest.spyOn(fs.promises, 'open').mockResolvedValue({ write: () => Promise.reject(full), close } as never);
    jest.spyOn(fs.promises, 'unlink').mockResolvedValue();
    const { fault } = await splitFile(format, SOUND);
    expect(fault?.message).toMatch(/FILE_UNREADABLE at the folder of temporary files: .*ENOSPC.*TMPDIR/);
    expect(close).toHaveBeenCalledTimes(1);
    open.mockRestore();
    jest.restoreAllMocks();
  }); // prettier-ignore

  it('leaves no file behind and opens none but its own; no socket either', async () => {
    const opened = jest.spyOn(fs.promises, 'open');
    const connected = jest.spyOn(net.Socket.prototype, 'connect');
    const before = fs.readdirSync('/proc/self/fd').length;
    await splitFile(format, sheetParts({ s: data(HEAD + ONE) }, { strings: '<sst/>' }));
    for (const [, file] of HOSTILE.slice(0, 30)) await splitFile(format, await file());
    const reading = format.split(zip(SOUND), { rawBytes: 1_000 })[Symbol.asyncIterator]();
    await reading.next();
    await reading.return?.();
    const broken = async function* (): AsyncGenerator<Buffer> {
      yield await Promise.resolve((await buffer(zip(SOUND))).subarray(0, 100));
      throw new Error('the line broke');
    };
    await expect(splitFile(xlsx({ columns: ['a'], key: 'a' }), [])).resolves.toBeDefined();
    await expect(format.split(broken(), { rawBytes: 1_000 })[Symbol.asyncIterator]().next()).rejects.toThrow('the line broke'); // prettier-ignore
    const own = new RegExp(`^${tmpdir()}/lienthong-[\\da-f-]{36}$`);
    expect(opened.mock.calls.length).toBeGreaterThan(30);
    expect(opened.mock.calls.filter(([path, flags, mode]) => !own.test(path as string) || flags !== 'wx+' || mode !== 0o600)).toEqual([]); // prettier-ignore
    expect(connected).not.toHaveBeenCalled();
    expect(fs.readdirSync('/proc/self/fd').length).toBe(before);
    expect(opened.mock.calls.filter(([path]) => fs.existsSync(path))).toEqual([]);
  });
});
