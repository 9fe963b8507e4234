import { decodeText, encodeText, type Charset } from '@lienthong/vietnam';
import { code, status } from './code';
import { compile } from './compile';
import { constant } from './constant';
import { dossier } from './mapping';
import { moment } from './moment';
import type { Shape } from './shape';
import { text } from './text';
import { name, personalId, phones, vnd } from './vietnamese';

const about = { system: 'gia-lam', zone: 'Asia/Ho_Chi_Minh' };

/** What a field makes of an item, with its findings; or the cause for which the record is parked. */
function read(field: Shape, item: object, charset = 'utf-8'): unknown {
  const mapping = dossier({
    identifiers: [{ scheme: constant('code'), value: constant('1'), source: constant('here') }],
    status: constant('IN_PROGRESS'),
    subject: field,
  });
  const outcome = compile(mapping, about)({ ...item }, { ...about, charset });
  if (outcome.kind !== 'dossier') return outcome.kind === 'parked' ? [outcome.cause, outcome.path] : outcome;
  const findings = outcome.document.findings.map(({ code: one, field: at, path }) => `${one} ${at} ${path}`);
  return findings.length > 0 ? [outcome.document['subject'], ...findings] : outcome.document['subject'];
}

/** A value as a source hands it over that reads the bytes of a charset as windows-1252. */
const misread = (value: string, charset: Charset): string =>
  decodeText(encodeText(value, charset) ?? Buffer.alloc(0), 'windows-1252');

describe('a declared charset', () => {
  it.each<Charset>(['tcvn3', 'vni', 'windows-1258', 'viqr'])('%s is undone in texts, names and labels', (charset) => {
    const value = misread('Đống Đa', charset);
    expect(read(text('a', { charset }), { a: value })).toBe('Đống Đa');
    expect(read(name('a', { charset }), { a: value })).toBe('Đống Đa');
    const label = status('s', { 4: 'IN_PROGRESS' }, { unknown: 'park', label: 'a', charset });
    expect(read(label, { s: '4', a: value })).toMatchObject({ label: 'Đống Đa' });
    expect(read(code('a', { 'Đống Đa': 'X' }, { charset }), { a: value })).toBe('X');
  });

  it('gives TCVN3 its capitals back by the field, and a name those of its words', () => {
    const capitals = { a: misread('ĐẶNG THỊ HẰNG', 'tcvn3') };
    expect(read(text('a', { charset: 'tcvn3' }), capitals)).toBe('ĐẶNG THỊ HẰNG');
    const title = { a: misread('Nguyễn Thị ánh', 'tcvn3') };
    expect(read(text('a', { charset: 'tcvn3' }), title)).toBe('Nguyễn Thị ánh');
    expect(read(name('a', { charset: 'tcvn3' }), title)).toBe('Nguyễn Thị Ánh');
  });

  it('of a whole item gives TCVN3 its capitals back, too', () => {
    const decoded = (value: string) => ({ a: decodeText(encodeText(value, 'tcvn3') ?? Buffer.alloc(0), 'tcvn3') });
    const capitals = decoded('ĐẶNG THỊ HẰNG');
    expect(read(text('a'), capitals)).toBe('ĐặNG THị HằNG');
    expect(read(text('a'), capitals, 'tcvn3')).toBe('ĐẶNG THỊ HẰNG');
    expect(read(name('a'), capitals, 'tcvn3')).toBe('ĐẶNG THỊ HẰNG');
    expect(read(name('a'), decoded('Nguyễn Thị Ánh'), 'tcvn3')).toBe('Nguyễn Thị Ánh');
    expect(read(text('a'), decoded('số 5 đường Ánh'), 'tcvn3')).toBe('số 5 đường ánh');
    expect(read(name('a', { charset: 'vni' }), { a: misread('Vũ ánh', 'vni') }, 'tcvn3')).toBe('Vũ ánh');
  });

  it('parks what is not written in it, and shows only a shape', () => {
    expect(read(text('a', { charset: 'tcvn3' }), { a: 'Nguyễn' })).toEqual(['WRONG_CHARSET', 'a']);
    expect(read(text('a', { charset: 'tcvn3' }).optional(), {})).toBeUndefined();
    expect(read(text('a', { charset: 'tcvn3' }).orFinding(), { a: 'Nguyễn' })).toEqual([
      undefined,
      'WRONG_CHARSET /subject a',
    ]);
  });

  it('is part of the version and of the reference', () => {
    const of = (field: Shape) => dossier({ identifiers: [], status: constant('X'), subject: field });
    expect(of(text('a', { charset: 'vni' })).version).not.toBe(of(text('a')).version);
    expect(
      of(text('a', { charset: 'vni' }))
        .describe()
        .at(-1),
    ).toMatchObject({ rule: 'text in vni; required' });
  });
});

describe(name.name, () => {
  it.each([
    ['  Nguyễn   Văn A ', 'Nguyễn Văn A'],
    ['Ông Trần B', ['Trần B', 'NAME_TITLE /subject a']],
    ['Trần B và Lê C', ['Trần B và Lê C', 'NAME_SEVERAL /subject a']],
    ['a\0b', ['FORBIDDEN_CHARACTER', 'a']],
  ])('%j', (value, result) => expect(read(name('a'), { a: value })).toEqual(result));
});

describe(personalId.name, () => {
  const field = personalId('so', {
    sex: { path: 'gioi', male: '0', female: '1' },
    born: { path: 'sinh', formats: ['dd/MM/yyyy', 'yyyy'] },
  });

  it.each([
    [
      { so: '001093012345', gioi: '0', sinh: '11/04/1993' },
      { kind: 'CCCD', value: '001093012345' },
    ],
    [{ so: '001093012345' }, { kind: 'CCCD', value: '001093012345' }],
    [{ so: '012345679' }, { kind: 'CMND', value: '012345679' }],
    [
      { so: '001093012345', gioi: '1', sinh: '1992' },
      [{ kind: 'CCCD', value: '001093012345' }, 'ID_SEX_DIFFERS /subject so', 'ID_YEAR_DIFFERS /subject so'],
    ],
    [
      { so: '1093012345', gioi: '0', sinh: '1993' },
      [{ kind: 'CCCD', value: '001093012345' }, 'ID_ZEROS_RESTORED /subject so'],
    ],
    [{ so: '1093012345', gioi: '0', sinh: 'x' }, ['AMBIGUOUS_ID', 'so']],
    [{ so: '000000001' }, ['PLACEHOLDER_ID', 'so']],
  ])('%j', (item, result) => expect(read(field, item)).toEqual(result));

  it('names what it is held against', () => {
    expect(field.rows('/ids/*', '')).toEqual([
      { pointer: '/ids/*', path: 'so', rule: 'personal number, held against gioi, held against sinh; required' },
    ]);
    expect(read(personalId('so'), { so: '001093012345' })).toEqual({ kind: 'CCCD', value: '001093012345' });
  });
});

describe(phones.name, () => {
  it.each([
    ['0912345678', ['0912345678']],
    [
      '01662345678; 0438255555',
      [['0362345678', '02438255555'], 'PHONE_RENUMBERED /subject a', 'PHONE_RENUMBERED /subject a'],
    ],
    ['0912345678 / 12', [['0912345678'], 'MALFORMED_PHONE /subject a']],
    ['12', ['MALFORMED_PHONE', 'a']],
  ])('%j', (value, result) => expect(read(phones('a'), { a: value })).toEqual(result));
});

describe(vnd.name, () => {
  it.each([['10.000 đ', '10000'], ['Miễn phí', '0'], ['1.5 triệu', ['MALFORMED_AMOUNT', 'a']]])('%j', (value, result) => {
    expect(read(vnd('a'), { a: value })).toEqual(result);
  }); // prettier-ignore
});

describe('moments of old software', () => {
  it.each([
    [moment('a', 'dd/MM/yy', { lastYear: 2026 }), '11/04/27', { at: '1927-04-11', precision: 'DAY' }],
    [moment('a', ['excel', 'dd/MM/yyyy']), '41740.5', { at: '2014-04-11T12:00:00+07:00', precision: 'MINUTE' }],
    [moment('a', 'dd/MM/yyyy', { fillers: 'refused' }), '01/01/1900', ['FILLER_DATE', 'a']],
    [moment('a', 'dd/MM/yyyy'), '01/01/1900', { at: '1900-01-01', precision: 'DAY' }],
    [
      moment('a', 'iso', { falseZ: true }),
      '2014-04-11T07:30:00Z',
      [{ at: '2014-04-11T07:30:00+07:00', precision: 'SECOND' }, 'TIME_FALSE_Z /subject a'],
    ],
  ])('%#', (field, value, result) => expect(read(field, { a: value })).toEqual(result));
});
