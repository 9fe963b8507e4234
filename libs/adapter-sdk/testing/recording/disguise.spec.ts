import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHARSETS, encodeText, readPersonalId, readPhones, readTaxCode, timeReader } from '@lienthong/vietnam';
import { otherDigits } from './digit-permutation';
import { disguiseText, sharesWord } from './disguise';

const SECRET = 'a secret of one session';
const VOWELS = Array.from('aăâeêioôơuưy');
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const SMALL = [...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))), 'đ'];
const LETTERS = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase())].filter((letter) => letter > '\x7f');
const disguise = (text: string): string => disguiseText(text, SECRET);
const marks = (text: string): number =>
  (text.normalize('NFD').match(/\p{M}/gu)?.length ?? 0) + (/đ/i.test(text) ? 1 : 0);

describe(disguiseText.name, () => {
  it.each(CHARSETS)('keeps the length of each of the 134 letters, alone and in a word, in %s', (charset) => {
    expect(LETTERS).toHaveLength(134);
    for (const letter of LETTERS) {
      for (const text of [letter, `B${letter}n`, `${letter}${letter}`]) {
        const length = encodeText(text, charset)?.length;
        const other = disguise(text);
        expect(other).not.toBe(text);
        if (length !== undefined)
          expect({ text, length: encodeText(other, charset)?.length }).toEqual({ text, length });
      }
    }
  });

  it('keeps capitals, the number of marks and the characters of each letter', () => {
    for (const letter of LETTERS) {
      const other = disguise(letter);
      expect(other).toHaveLength(1);
      expect(marks(other)).toBe(marks(letter));
      expect(other === other.toUpperCase()).toBe(letter === letter.toUpperCase());
    }
  });

  it.each(['Nguyễn Văn Ấm', 'LÊ THỊ ĐƯỢM', 'Trường'])(
    'keeps %s decomposed where it is, and composed where it is',
    (name) => {
      const [composed, decomposed] = [disguise(name), disguise(name.normalize('NFD'))];
      expect(composed).toHaveLength(name.length);
      expect(composed.normalize('NFC')).toBe(composed);
      expect(decomposed).toHaveLength(name.normalize('NFD').length);
      expect(Buffer.byteLength(decomposed)).toBe(Buffer.byteLength(name.normalize('NFD')));
    },
  );

  it('keeps letters with a tone behind them, as windows-1258 has them', () => {
    const text = 'Nguyê\u0303n Thi\u0323 A';
    const other = disguise(text);
    expect(other).toMatch(/^\p{L}{5}\u0303|^\p{L}{5}[\u0300-\u0323]/u);
    expect([other.length, Buffer.byteLength(other)]).toEqual([text.length, Buffer.byteLength(text)]);
  });

  it.each(['Müller-Šimek', 'Жуков', '田中', 'Ελένη', 'ສົມ', '김철수'])('keeps script and length of %s', (text) => {
    const other = disguise(text);
    expect(other).not.toBe(text);
    expect(Buffer.byteLength(other)).toBe(Buffer.byteLength(text));
    for (const script of ['Latin', 'Cyrillic', 'Han', 'Greek', 'Lao', 'Hangul']) {
      const is = new RegExp(`\\p{Script=${script}}`, 'u');
      expect(is.test(other)).toBe(is.test(text));
    }
  });

  it('keeps punctuation, blanks, line ends and the digits of other scripts', () => {
    const shape = (text: string): string => text.replace(/\p{Lu}/gu, 'A').replace(/\p{L}/gu, 'a').replace(/[0-9]/g, '9').replace(/[０-９]/g, '８'); // prettier-ignore
    const text = ' Số 12/3,\tngõ «Ba» –\r\n tổ 7; a.b@example.vn １２ ½ ☎';
    expect(shape(disguise(text))).toBe(shape(text));
  });

  it('gives the same for one secret, whole value by whole value, and another for another secret', () => {
    expect(disguise('Nguyễn Văn A')).toBe(disguise('Nguyễn Văn A'));
    expect(disguiseText('Nguyễn Văn A', Buffer.from(SECRET))).toBe(disguise('Nguyễn Văn A'));
    expect(disguiseText('Nguyễn Văn A', 'another')).not.toBe(disguise('Nguyễn Văn A'));
    expect(disguise('Nguyễn Văn A').slice(0, 6)).not.toBe(disguise('Nguyễn Văn B').slice(0, 6));
  });

  it('never gives a text of letters or digits itself', () => {
    for (let at = 0; at < 3_000; at += 1) {
      const text =
        at % 2 === 0
          ? String(at).padStart(4, '0')
          : `${String.fromCharCode(97 + (at % 26))}${at % 7 === 0 ? 'ễ' : 'n'}`;
      expect(disguise(text)).not.toBe(text);
    }
  });

  it('has no word of a long text', () => {
    const text = 'Công dân nộp hồ sơ xin cấp lại giấy, cán bộ yêu cầu bổ sung bản sao có chứng thực. '.repeat(40);
    expect(sharesWord(text, disguise(text))).toBe(false);
  });

  it.each([
    ['12/03/1984', 'dd/MM/yyyy'],
    ['1984-03-31', 'iso'],
    ['29/02/2024', 'dd/MM/yyyy'],
    ['3/12/1950', 'd/M/yyyy'],
    ['31/12/2025 23:59:59', 'dd/MM/yyyy HH:mm:ss'],
    ['2025-12-31T23:59:59.123+07:00', 'iso'],
    ['20251231', 'yyyyMMdd'],
    ['1965', 'yyyy'],
    ['12/31/1999', 'MM/dd/yyyy'],
  ])('keeps %s a time that is not later, in the form of %s', (text, format) => {
    const read = timeReader({ formats: [format] });
    for (let session = 0; session < 200; session += 1) {
      const other = disguiseText(text, `session ${session}`);
      const [before, after] = [read(text), read(other)];
      if (!('value' in before) || !('value' in after)) throw new Error(`${text} became ${other}`);
      expect(other).toHaveLength(text.length);
      expect(after.value.precision).toBe(before.value.precision);
      expect(after.value.year).toBeLessThan(before.value.year);
      expect(after.value.year).toBeGreaterThanOrEqual(before.value.year - 12);
    }
  });

  it('keeps midnight, and a day that never was', () => {
    expect(disguise('1984-03-12T00:00:00+07:00')).toMatch(/T00:00:00\+07:00$/);
    expect(disguise('31/02/1990')).toMatch(/^31\/02\/19[78]\d$/);
  });

  it('keeps the province of a CCCD, and moves its year as it moves a date', () => {
    for (const number of ['001084012345', '079301012345', '096199 012345', '1084012345']) {
      const before = readPersonalId(number.replace(' ', '').padStart(12, '0'));
      const after = readPersonalId(disguise(number).replace(' ', '').padStart(12, '0'));
      if (!('value' in before) || !('value' in after)) throw new Error('no number');
      if (before.value.kind !== 'CCCD' || after.value.kind !== 'CCCD') throw new Error('no CCCD');
      expect(after.value.province).toBe(before.value.province);
      expect(disguise(`01/01/${before.value.birthYear}`).slice(-4)).toBe(String(after.value.birthYear));
      expect(after.notes).toEqual([]);
    }
  });

  it.each(['0912345678', '+84 912.345.678 / 024 3825 5555', '01623456789', '0438255555'])(
    'keeps %s a telephone number of its network',
    (text) => {
      const numbers = (of: string): unknown[] => readPhones(of).map((one) => ('value' in one ? [one.value.kind, one.value.national.slice(0, 3)] : one)); // prettier-ignore
      expect(numbers(disguise(text))).toEqual(numbers(text));
      expect(disguise(text)).not.toBe(text);
    },
  );

  it.each(['0101243150', '0101243150-001', '186234517', 'B1234567'])('keeps %s well formed', (text) => {
    const kinds = (of: string): unknown[] => [readTaxCode(of), readPersonalId(of)].map((one) => 'value' in one && one.value.kind); // prettier-ignore
    expect(kinds(disguise(text))).toEqual(kinds(text));
    expect(disguise(text)).not.toBe(text);
  });
});

describe(otherDigits.name, () => {
  it('never makes two numbers one, nor a number itself', () => {
    for (const length of [1, 2, 3, 4]) {
      const numbers = Array.from({ length: 9 * 10 ** (length - 1) }, (_, at) => String(10 ** (length - 1) + at));
      const others = numbers.map((number) => otherDigits(number, SECRET));
      expect(new Set(others).size).toBe(numbers.length);
      expect(others.every((other, at) => other.length === length && other !== numbers[at] && other[0] !== '0')).toBe(
        true,
      );
    }
  });

  it('keeps links: a number becomes the same one within longer texts', () => {
    const other = disguise('11000058');
    expect(other).toBe(otherDigits('11000058', SECRET));
    expect(disguise('11000058-1').slice(0, 8)).toBe(other);
    expect(otherDigits('0000123', SECRET)).toMatch(/^0000[1-9]\d\d$/);
  });
});

const DATA = join(__dirname, '..', '..', '..', '..', '..', 'shared', 'data', 'names');
const withData = existsSync(DATA) ? describe : describe.skip;

withData(`names in disguise${existsSync(DATA) ? '' : ' (skipped: data absent)'}`, () => {
  const names = existsSync(DATA) ? ['boy.txt', 'girl.txt'].flatMap((file) => readFileSync(join(DATA, file), 'utf8').split('\n')) : []; // prettier-ignore

  it('share no word of three letters with the name, alone or behind a family name', () => {
    const words = (text: string): string[] =>
      text
        .normalize('NFC')
        .toLowerCase()
        .match(/\p{L}{3,}/gu) ?? [];
    const given = names.map((name) => name.trim()).filter((name) => name !== '');
    expect(given.length).toBeGreaterThan(500);
    for (const name of given.flatMap((one) => [one, `Nguyễn Văn ${one}`, `NGUYỄN THỊ ${one.toUpperCase()}`])) {
      const own = new Set(words(name));
      expect(words(disguise(name)).filter((word) => own.has(word))).toEqual([]);
      expect(disguise(name)).toHaveLength(name.length);
    }
  });
});
