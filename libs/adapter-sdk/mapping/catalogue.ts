import type { Node } from '../node';
import { amount } from './amount';
import { code, status } from './code';
import { compile } from './compile';
import { constant, custom } from './constant';
import { keyFrom, keyId } from './entry-key';
import { dossier } from './mapping';
import { day, moment } from './moment';
import { each, given, type Shape } from './shape';
import { text } from './text';
import { unit } from './unit';
import { name, personalId, phones, vnd } from './vietnamese';

/** Every field a mapping can be made of, by the name it is written with. */
export const FIELDS = {
  text, name, code, status, moment, day, amount, vnd, personalId, phones, unit, constant, given, each, keyId, keyFrom, custom,
} as const; // prettier-ignore

/** One field of the catalogue. */
export interface CatalogueEntry {
  /** What it reads, in one sentence. */
  readonly about: string;
  /** As a mapping writes it, over an item of a source. */
  readonly examples: readonly { readonly written: string; readonly item: Node }[];
}

/** The fields as docs/reference/mapping.md shows them; each example is run when the page is written. */
export const CATALOGUE: Readonly<Record<keyof typeof FIELDS, CatalogueEntry>> = {
  text: {
    about: 'A text: trimmed, composed (NFC), otherwise as the source has it.',
    examples: [
      { written: "text('diaChi')", item: { diaChi: ' Số nhà 12/3 ' } },
      { written: "text('diaChi', { charset: 'tcvn3' })", item: { diaChi: 'Hµ Néi' } },
      { written: "text('diaChi', { absent: ['-'] }).optional()", item: { diaChi: '-' } },
      { written: "text('diaChi')", item: {} },
      { written: "text('diaChi').orFinding()", item: {} },
    ],
  },
  name: {
    about: 'A name: blanks made one, a form of address taken off, TCVN3 with a capital for each word.',
    examples: [
      { written: "name('hoTen')", item: { hoTen: 'Ông  Trần  Văn B' } },
      { written: "name('hoTen', { charset: 'tcvn3' })", item: { hoTen: 'NguyÔn ThÞ ¸nh' } },
      { written: "name('hoTen')", item: { hoTen: 'Trần B và Lê C' } },
    ],
  },
  code: {
    about: 'One of the words of a table, or true and false. Another code parks the record.',
    examples: [
      { written: "code('kenh', { 1: 'COUNTER', 2: 'ONLINE' })", item: { kenh: '2' } },
      { written: "code('kenh', { 1: 'COUNTER', 2: 'ONLINE' })", item: { kenh: '7' } },
    ],
  },
  status: {
    about: 'A status: canonical code, national number, and code and label as the source writes them.',
    examples: [
      {
        written: "status('ma', { 4: 'IN_PROGRESS' }, { unknown: 'UNMAPPED', label: 'ten' })",
        item: { ma: '4', ten: 'Đang xử lý' },
      },
      {
        written: "status('ma', { 5: 'SUPPLEMENT_REQUESTED' }, { unknown: 'park', national: 'daGui' })",
        item: { ma: '5', daGui: '9' },
      },
      { written: "status('ma', { 4: 'IN_PROGRESS' }, { unknown: 'UNMAPPED' })", item: { ma: '77' } },
      { written: "status('ma', { 4: 'IN_PROGRESS' }, { unknown: 'park' })", item: { ma: '77' } },
    ],
  },
  moment: {
    about: 'A time as exact as it is written: an instant in +07:00, a day or a year.',
    examples: [
      { written: "moment('luc', 'dd/MM/yyyy HH:mm')", item: { luc: '11/04/2014 07:30' } },
      { written: "moment('luc', ['dd/MM/yyyy', 'yyyy'])", item: { luc: '1965' } },
      { written: "moment('luc', 'dd/MM/yyyy HH:mm', { midnight: 'day' })", item: { luc: '11/04/2014 00:00' } },
      { written: "moment('luc', ['excel', 'dd/MM/yyyy'])", item: { luc: '41740.5' } },
      { written: "moment('luc', 'epoch-milliseconds')", item: { luc: 1754187300000 } },
      { written: "moment('luc', 'dd/MM/yy', { lastYear: 2026 })", item: { luc: '11/04/27' } },
      { written: "moment('luc', 'iso', { falseZ: true })", item: { luc: '2014-04-11T07:30:00Z' } },
      { written: "moment('luc', 'dd/MM/yyyy', { fillers: 'refused' })", item: { luc: '01/01/1900' } },
    ],
  },
  day: {
    about: 'A day in the zone of the system, also where the source writes a time of that day.',
    examples: [{ written: "day('ngay', 'iso')", item: { ngay: '2014-04-11T23:30:00+07:00' } }],
  },
  amount: {
    about: 'A decimal number as text, exact to the places kept.',
    examples: [
      { written: "amount('so', { places: 2 })", item: { so: '1.5e3' } },
      { written: "amount('so', { places: 0 })", item: { so: '10.6' } },
    ],
  },
  vnd: {
    about: 'An amount in dong, which has no smaller coin.',
    examples: [
      { written: "vnd('lePhi')", item: { lePhi: '10.000 đ' } },
      { written: "vnd('lePhi')", item: { lePhi: '1.5 triệu' } },
    ],
  },
  personalId: {
    about: 'The number of a CMND, CCCD or passport, held against sex and birth where the record tells them.',
    examples: [
      { written: "personalId('so')", item: { so: '001 093 012345' } },
      {
        written: "personalId('so', { sex: { path: 'gioi', male: '0', female: '1' } })",
        item: { so: '001093012345', gioi: '1' },
      },
      { written: "personalId('so')", item: { so: '000000001' } },
    ],
  },
  phones: {
    about: 'The telephone numbers of a field in their form of today.',
    examples: [
      { written: "phones('dienThoai')", item: { dienThoai: '+84 912.345.678 / 0438255555' } },
      { written: "phones('dienThoai')", item: { dienThoai: '0912345678; 12' } },
    ],
  },
  unit: {
    about: 'An administrative unit as its code named it on a day of the record; units of Hanoi are held against their table.',
    examples: [
      { written: "unit('ma', { on: { path: 'ngay', formats: 'dd/MM/yyyy' } })", item: { ma: '00040', ngay: '01/06/2025' } },
      { written: "unit('ma', { on: { path: 'ngay', formats: 'dd/MM/yyyy' } })", item: { ma: '00040', ngay: '01/08/2025' } },
      { written: "unit('ma', { on: { path: 'ngay', formats: 'dd/MM/yyyy' }, name: 'ten' })", item: { ma: '99999', ngay: '01/08/2025', ten: 'Phường X' } },
    ],
  },
  constant: { about: 'A value the adapter states itself.', examples: [{ written: "constant('VND')", item: {} }] },
  given: {
    about: 'A part that is there only when its source has a value at a path.',
    examples: [
      { written: "given('so', { code: text('so'), name: text('ten').optional() })", item: { so: '17', ten: 'Giấy khai sinh' } },
      { written: "given('so', { code: text('so') })", item: { ten: 'Giấy khai sinh' } },
    ],
  },
  each: {
    about: 'One entry for each node at a path, in the order of the source.',
    examples: [
      {
        written: "each('lePhi', { key: keyId('ma'), amount: vnd('soTien') })",
        item: { lePhi: [{ ma: '1', soTien: '8.000' }, { ma: '2', soTien: '0' }] },
      },
    ],
  },
  keyId: {
    about: "The source's own id of an entry; an entry without one parks the record.",
    examples: [{ written: "keyId('ma')", item: { ma: '501' } }],
  },
  keyFrom: {
    about: 'What tells an entry from the others of its set where the source gives no id.',
    examples: [{ written: "keyFrom({ word: 'PROMISED' }, 'ngay')", item: { ngay: '06/08/2026' } }],
  },
  custom: {
    about: 'The way out where no field fits: a pure function of the texts at its paths.',
    examples: [{ written: "custom((nam, so) => nam + '/' + so, 'nam', 'so')", item: { nam: '2013', so: '17' } }],
  },
}; // prettier-ignore

const ABOUT = { system: 'example', zone: 'Asia/Ho_Chi_Minh' };

/** What a field makes of an item: its value and findings, or the cause for which the record is parked. */
export function outcomeOf(field: Shape, item: Node): Readonly<Record<string, unknown>> {
  const outcome = compile(dossier({ identifiers: [], status: constant('NEW'), subject: field }), ABOUT)(item, ABOUT); // prettier-ignore
  if (outcome.kind === 'parked') {
    const { cause, rule, suggestion } = outcome;
    return { parked: cause, rule, ...(suggestion !== undefined && { suggestion }) };
  }
  if (outcome.kind === 'dropped') return { dropped: outcome.rule };
  const { subject, findings } = outcome.document;
  return { value: subject, ...(findings.length > 0 && { findings: findings.map(({ code: cause }) => cause) }) };
}
