import type { Node } from '../node';
import { amount } from './amount';
import { code } from './code';
import { compile } from './compile';
import { constant } from './constant';
import { keyId } from './entry-key';
import { dossier } from './mapping';
import { day, moment } from './moment';
import { each, type Shape } from './shape';
import { fittingCharset } from './suggest';
import { text } from './text';

const ABOUT = { system: 'test', zone: 'Asia/Ho_Chi_Minh' };

function suggestionFor(field: Shape, item: Node): string | undefined {
  const mapping = dossier({ identifiers: [], status: constant('NEW'), subject: field });
  const outcome = compile(mapping, ABOUT)(item, ABOUT);
  if (outcome.kind !== 'parked') throw new Error(`not parked but ${outcome.kind}`);
  return outcome.suggestion;
}

describe('a suggestion', () => {
  it.each<[string, Shape, Node, RegExp]>([
    ['the member that differs in case', text('maHoSo'), { mahoso: '1' }, /the item has "mahoso" there/],
    ['the member that differs by a letter', text('chuHo/hoTen'), { chuHo: { hoTn: '1' } }, /the item has "hoTn" there/],
    ['the member of an entry', each('p', { key: keyId('ma') }), { p: [{ Ma: '1' }] }, /the item has "Ma" there/],
    ['optional() where nothing is near', text('maHoSo'), { khac: '1' }, /say optional\(\)/],
    ['a choice where a path holds several values', text('a'), { a: ['1', '2'] }, /\[member=value\]/],
    ['the code that differs in zeros', code('a', { '01': 'SELF' }), { a: '1' }, /the table has "01"/],
    ['the code that differs in case and blanks', code('a', { DA_TRA: 'X' }), { a: 'Đa tra' }, /the table has "DA_TRA"/],
    ['the code that differs in marks', code('a', { DA_TRA: 'X' }), { a: 'dạ trả' }, /the table has "DA_TRA"/],
    ['another code of the table', code('a', { 1: 'SELF' }), { a: '7' }, /add the code to the table/],
    ['the pattern a time is written in', moment('a', 'iso'), { a: '11/04/2014 07:30' }, /"dd\/MM\/yyyy HH:mm"/],
    ['the epoch a time is written in', moment('a', 'iso'), { a: 1754187300000 }, /"epoch-milliseconds"/],
    [
      'no format that is there',
      moment('a', 'dd/MM/yyyy', { fillers: 'refused' }),
      { a: '01/01/1900' },
      /orFinding\(\)/,
    ],
    ['the pattern a day is written in', day('a', 'dd/MM/yyyy'), { a: '2014-04-11' }, /"iso"/],
    ['the field for dong', amount('a', { places: 0 }), { a: '10.000 đ' }, /vnd\(\)/],
    ['no charset for Unicode', text('a', { charset: 'tcvn3' }), { a: 'Trần Ánh' }, /leave charset out/],
    ['orFinding() where nothing fits', moment('a', 'iso'), { a: 'hôm qua' }, /orFinding\(\)/],
  ])('names %s', (_what, field, item, expected) => {
    expect(suggestionFor(field, item)).toMatch(expected);
  });

  it('names the charset that reads a value', () => {
    expect(fittingCharset('NguyÔn ThÞ ¸nh, Hµ Néi')).toBe('it reads as tcvn3');
    expect(fittingCharset('Ao')).toMatch(/leave charset out/);
  });

  it('never tells the value, nor a member whose name may be one', () => {
    const secret = 'Nguyễn Văn Bí Mật';
    const items: Node[] = [{ a: secret }, { [secret]: '1' }, { a: [secret, 'khác'] }, { [`${secret}!`]: secret }];
    const fields = [code('a', { X: 'Y' }), moment('a', 'iso'), amount('a', { places: 0 }), text('Nguyễn Văn Bí Mậ')];
    for (const item of items) {
      for (const field of fields) {
        const outcome = compile(dossier({ identifiers: [], status: constant('NEW'), subject: field }), ABOUT)(
          item,
          ABOUT,
        );
        expect(JSON.stringify(outcome)).not.toContain('Bí Mật');
      }
    }
  });
});
