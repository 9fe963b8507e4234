import { columnName } from './xlsx-name';
import { xlsx, type XlsxOptions } from './xlsx';
import { cellPlace, columnLetters } from './xlsx-reference';
import { sheetParts, splitFile } from '../testing/fakes/split-workbook';
import type { WorkbookParts } from '../testing/fakes/workbook';

/** A cell by its column letters; text is inline unless it is XML already. */
type Cells = Readonly<Record<string, string>>;

const PLAIN = { columns: ['Mã hồ sơ', 'Họ tên', 'Ngày nhận'], key: 'Mã hồ sơ' };
const HEAD = { A: 'Mã hồ sơ', B: 'Họ tên', C: 'Ngày nhận' };
const number = (value: string) => `<c><v>${value}</v></c>`;
const formula = (value: string, type = 'str') => `<c t="${type}"><f>A1&amp;B1</f><v>${value}</v></c>`;

/** Rows by their numbers, then what stands behind them. */
function sheet(rows: Readonly<Record<number, Cells>>, merges: readonly string[] = []): string {
  const cell = (place: string, text: string): string =>
    text.startsWith('<c') ? text.replace('<c', `<c r="${place}"`) : `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const list = Object.entries(rows).map(([row, cells]) => `<row r="${row}" hidden="1">${Object.entries(cells).map(([column, text]) => cell(column + row, text)).join('')}</row>`).join('');
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<dimension ref="A1:XFD1048576"/><sheetData>${list}</sheetData><mergeCells>${merged}</mergeCells>`;
} // prettier-ignore

async function read(
  sheets: Record<string, string> | string,
  options: XlsxOptions = PLAIN,
  more: Omit<WorkbookParts, 'sheets'> = {},
): Promise<{ rows: unknown[]; fault: string | undefined }> {
  const { items, fault } = await splitFile(xlsx(options), sheetParts(typeof sheets === 'string' ? { Sổ: sheets } : sheets, more)); // prettier-ignore
  return { rows: items.map(({ raw }) => JSON.parse(raw?.toString() ?? 'null') as unknown), fault: fault?.message };
}

const record = (ma: string, more: object = {}): object => ({ 'Mã hồ sơ': ma, 'Họ tên': null, 'Ngày nhận': null, ...more }); // prettier-ignore

describe(xlsx, () => {
  it('gives each row below the header as an item, wherever the header stands', async () => {
    const { rows, fault } = await read(sheet({ 2: { A: 'SỔ THEO DÕI' }, 18: HEAD, 19: { A: 'H26-1', B: 'An', C: number('45810.5') }, 40: { A: 'H26-2' } })); // prettier-ignore
    expect(fault).toBeUndefined();
    expect(rows).toEqual([record('H26-1', { 'Họ tên': 'An', 'Ngày nhận': '45810.5' }), record('H26-2')]);
  });

  it('knows columns by their names: composed or not, in any case, with any blanks', async () => {
    const head = { A: 'MÃ HỒ\n  SƠ', B: 'Họ tên'.normalize('NFD'), C: 'Ngày\u00a0 nhận ', D: 'Ghi chú', F: 'Ghi chú' };
    const { rows } = await read(sheet({ 1: head, 2: { A: '1a', D: 'x', E: 'y', F: 'z' } }));
    expect(rows).toEqual([record('1a', { 'Ghi chú': 'x', '@E': 'y', 'Ghi chú (F)': 'z' })]);
  });

  it('reads a group of columns as parent and child, and a cell merged down as itself', async () => {
    const rows = { 3: { A: 'Mã', B: 'Ngày', D: 'CMND/CCCD' }, 4: { B: 'Nhận', C: 'Trả' }, 5: { A: 'a', B: '1', C: '2', D: '4' } }; // prettier-ignore
    const merges = ['A3:A4', 'B3:C3', 'D3:D4'];
    const options = { columns: ['Mã', 'Ngày/Nhận', 'Ngày/Trả', 'CMND/CCCD'], key: 'Mã' };
    expect(await read(sheet(rows, merges), options)).toEqual({ rows: [{ Mã: 'a', Ngày: { Nhận: '1', Trả: '2' }, CMND: { CCCD: '4' } }], fault: undefined }); // prettier-ignore
  });

  it('takes no record for the lower row of a header', async () => {
    const head = { A: 'Mã hồ sơ', B: 'Họ tên', C: 'Ngày nhận', D: 'Tệp' };
    const { rows } = await read(sheet({ 1: head, 2: { A: 'x', D: 'a', E: 'b' } }, ['D1:E1']));
    expect(rows).toEqual([record('x', { Tệp: 'a', '@E': 'b' })]);
  });

  it('takes a row whose declared columns are empty for a record all the same', async () => {
    const { rows } = await read(sheet({ 1: { ...HEAD, D: 'Tệp' }, 2: { D: 'a', E: 'b' } }, ['D1:E1']));
    expect(rows).toEqual([{ 'Mã hồ sơ': null, 'Họ tên': null, 'Ngày nhận': null, Tệp: 'a', '@E': 'b', '@kind': 'no-key' }]); // prettier-ignore
  });

  it('takes the lower row for the header where a cell is merged down, though it names nothing declared', async () => {
    const rows = { 1: { ...HEAD, D: 'Tệp' }, 2: { D: 'Số', E: 'Loại' }, 3: { A: 'x', D: 'a', E: 'b' } };
    const made = await read(sheet(rows, ['A1:A2', 'B1:B2', 'C1:C2', 'D1:E1']));
    expect(made.rows).toEqual([record('x', { Tệp: { Số: 'a', Loại: 'b' } })]);
  });

  it('gives the value of cells merged down to each of their records, where that is declared', async () => {
    const rows = { 1: HEAD, 2: { A: 'a', B: 'An', C: 'x' }, 3: { A: 'b' }, 4: { A: 'c' }, 5: { A: 'd', B: 'Bình' } };
    const made = await read(sheet(rows, ['B2:B4', 'C2:C3']), { ...PLAIN, merged: ['họ tên'] });
    expect(made.rows).toMatchObject([{ 'Họ tên': 'An', 'Ngày nhận': 'x' }, { 'Họ tên': 'An', 'Ngày nhận': null }, { 'Họ tên': 'An' }, { 'Họ tên': 'Bình' }]); // prettier-ignore
  });

  it('tells rows that are no records, and leaves none out', async () => {
    const { rows } = await read(sheet({
      1: HEAD, 2: { A: '(1)', B: '(2)', C: '(3)' }, 3: { A: 'a', B: 'Tổng công ty X' }, 4: HEAD, 5: { A: 'Tổng cộng:', C: number('1') },
      6: { B: 'Cộng' }, 7: { B: 'Người lập biểu' }, 8: { A: '1', B: '2', C: '3' }, 9: { A: '<c t="inlineStr"/>' },
    })); // prettier-ignore
    expect(rows.map((row) => (row as Record<string, string>)['@kind'])).toEqual(['numbering', undefined, 'header', 'total', 'total', 'no-key', undefined]); // prettier-ignore
  });

  it('reads every kind of cell, and says which a formula or an error gave', async () => {
    const strings = '<sst><si><t>H26</t></si><si><r><t>Nguyễn </t></r><r><rPr><b/></rPr><t xml:space="preserve">Văn A</t></r><rPh><t>aloud</t></rPh></si></sst>'; // prettier-ignore
    const cells = { A: '<c t="s"><v>0</v></c>', B: '<c t="s"><v>1</v></c>', C: formula('45000', 'n'), D: formula('#REF!', 'e'), E: '<c t="b"><v>1</v></c>', F: number('7.9093012345E10'), G: '<c t="inlineStr"><is><t>a_x000D_b</t></is></c>', H: '<c t="s"><v>0</v></c>', I: number('0.1000000000000001'), J: '<c t="d"><v>2026-01-02</v></c>' }; // prettier-ignore
    const { rows, fault } = await read(sheet({ 1: { ...HEAD, D: 'Lệ phí', E: 'Đã trả', F: 'Số' }, 2: cells }), PLAIN, { strings }); // prettier-ignore
    expect(fault).toBeUndefined();
    expect(rows).toEqual([{
      'Mã hồ sơ': 'H26', 'Họ tên': 'Nguyễn Văn A', 'Ngày nhận': '45000', 'Lệ phí': '#REF!', 'Đã trả': 'TRUE', Số: '79093012345', '@G': 'a\rb', '@H': 'H26',
      '@I': '0.1000000000000001', '@J': '2026-01-02', '@formulas': 'Ngày nhận, Lệ phí', '@errors': 'Lệ phí',
    }]); // prettier-ignore
  });

  it('counts days of 1904 anew, and refuses them where no column of days is declared', async () => {
    const rows = sheet({ 1: HEAD, 2: { A: 'a', B: number('1'), C: number('43831.75') } });
    const from1904 = { properties: 'date1904="1"' };
    expect((await read(rows, { ...PLAIN, dates: ['Ngày nhận'] }, from1904)).rows).toEqual([record('a', { 'Họ tên': '1', 'Ngày nhận': '45293.75' })]); // prettier-ignore
    expect((await read(rows, PLAIN, from1904)).fault).toMatch(/days count from 1904.*"dates"/);
    expect((await read(rows, { ...PLAIN, dates: ['Ngày nhận'] })).rows).toMatchObject([{ 'Ngày nhận': '43831.75' }]);
  });

  it('adds sheet and row where that is asked for; a row that moves is the same otherwise', async () => {
    const at = (row: number): string => sheet({ 1: HEAD, [row]: { A: 'a' } });
    const added = await read({ 'Năm 2025': at(7) }, { ...PLAIN, add: ['@sheet', '@row'] });
    expect(added.rows).toEqual([record('a', { '@sheet': 'Năm 2025', '@row': '7' })]);
    expect((await read(at(7))).rows).toEqual((await read(at(8))).rows);
  });

  it('reads every sheet that has the header, and no other', async () => {
    const [one, two] = [sheet({ 1: HEAD, 2: { A: 'a' } }), sheet({ 4: HEAD, 5: { A: 'b' } })];
    const units = sheet({ 1: { A: 'Phường', B: 'Họ tên' } });
    expect(await read({ 'Sổ 1': one, units, 'Sổ 2': two })).toEqual({ rows: [record('a'), record('b')], fault: undefined }); // prettier-ignore
    expect((await read({ 'Sổ 1': one, 'Sổ 2': two }, { ...PLAIN, sheets: ['*2'] })).rows).toEqual([record('b')]);
  });

  it('tells the columns that are missing, after the sheets that are sound', async () => {
    const sound = sheet({ 1: HEAD, 2: { A: 'a' } });
    const renamed = sheet({ 1: { A: 'Mã hồ sơ', B: 'Họ tên', C: 'Ngày tiếp nhận' }, 2: { A: 'b' } });
    const { rows, fault } = await read({ sound, renamed });
    expect(rows).toEqual([record('a')]);
    expect(fault).toMatch(/WRONG_ROOT.*in sheet 2, not: "Ngày nhận"\.$/);
    expect((await read({ a: sheet({ 1: {} }), b: sheet({ 21: HEAD }) })).fault).toMatch(/in sheet 1, not: "Mã hồ sơ", "Họ tên", "Ngày nhận"; in sheet 2, not: "Mã/); // prettier-ignore
    expect((await read({ sound }, { ...PLAIN, sheets: ['Sổ *'] })).fault).toMatch(/no sheet has a name/);
    expect((await read(sheet({ 1: { ...HEAD, D: 'họ tên' } }))).fault).toMatch(/in sheet 1, twice: "Họ tên"/);
    expect((await read({ renamed }, { ...PLAIN, atLeast: 2 })).rows).toHaveLength(1);
  });

  it('gives an item back from its raw bytes alone', async () => {
    const format = xlsx({ columns: ['Mã', 'Ngày/Nhận', 'Ngày'], key: 'Mã' });
    const { items } = await splitFile(format, sheetParts({ s: sheet({ 1: { A: 'Mã', B: 'Ngày/Nhận', C: 'Ngày' }, 2: { A: 'a', B: 'b', C: 'c' } }) })); // prettier-ignore
    const [item] = items;
    const tree = { Mã: 'a', Ngày: { Nhận: 'b', '#text': 'c' } };
    expect(format.parse(item?.raw ?? Buffer.alloc(0), 'utf-8')).toEqual(tree);
    expect(item?.head).toEqual(tree);
  });

  it.each([
    [{ ...PLAIN, key: 'Mã' }, 'names "Mã", which is none of its columns'],
    [{ ...PLAIN, columns: ['Mã hồ sơ', 'MÃ  HỒ SƠ'] }, 'names a column twice'],
    [{ ...PLAIN, atLeast: 4 }, 'has 3 columns, of which not 4'],
  ])('refuses options that contradict each other: %j', (options, what) => expect(() => xlsx(options)).toThrow(what));

  it('reads names as paths have them', () => {
    expect(columnName(' Số /  CMND [cũ]\n| mới/')).toBe('Số/CMND (cũ) mới');
    expect(['A1', 'XFD1048576', 'XFE1', 'A1048577', 'A0', '1', 'a1', 'A1B', 'AAAA1'].map((one) => cellPlace(one))).toEqual(
      [{ row: 1, column: 1 }, { row: 1_048_576, column: 16_384 }, ...Array.from({ length: 7 }, () => undefined)],
    ); // prettier-ignore
    expect([1, 26, 27, 703, 16_384].map(columnLetters)).toEqual(['A', 'Z', 'AA', 'AAA', 'XFD']);
  });
});
