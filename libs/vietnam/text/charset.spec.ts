import { CHARSETS, decodeText, encodeText, type Charset } from './charset';

const VOWELS = Array.from('aăâeêioôơuưy');
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const SMALL = [...VOWELS.flatMap((vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))), 'đ'];
const LETTERS = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase())].filter((letter) => letter > '\x7f');
const TCVN3_CAPITALS = 'ĂÂÊÔƠƯĐ';

describe(decodeText.name, () => {
  it.each<[Charset, string, string]>([
    ['tcvn3', '48b5204ee969', 'Hà Nội'],
    ['tcvn5712-1', '48804e97', 'HÀNỘ'],
    ['vni', '4861f8204e6fe469', 'Hà Nội'],
    ['vni', '4e67757965e36e', 'Nguyễn'],
    ['vni', 'f1f6f4f86e67', 'đường'],
    ['windows-1258', '4861cc204ef4f269', 'Hà Nội'],
    ['windows-1258', '48e0', 'Hà'],
    ['viscii', '48e0204eb569', 'Hà Nội'],
    ['vps', '48e0204eb669', 'Hà Nội'],
    ['windows-1252', '4672616ee76f6973', 'François'],
    ['utf-8', '48c3a0204e6fcca3cc8269', 'Hà Nội'],
  ])('reads %s %s', (charset, hex, text) => {
    expect(decodeText(Buffer.from(hex, 'hex'), charset)).toBe(text);
  });

  it.each<[string, string]>([
    ['Ha` No^.i', 'Hà Nội'],
    ['ddu+o+`ng DDi.nh Du*o*ng', 'đường Định Dương'],
    ['ho^` so+ so^\\. 5', 'hồ sơ sô. 5'],
    ['e^( va\\`', 'ê( va`'],
    ['e(a)', 'e(a)'],
  ])('reads VIQR %s', (bytes, text) => expect(decodeText(Buffer.from(bytes), 'viqr')).toBe(text));

  it('keeps what Windows shows on the bytes a charset leaves free', () => {
    expect(decodeText(Buffer.from('934830b594', 'hex'), 'tcvn3')).toBe('“H0à”');
    expect(decodeText(Buffer.from('81', 'hex'), 'vni')).toBe('\uFFFD');
  });

  it('reads values longer than its scratch memory', () => {
    const text = 'Đường Nguyễn Trãi, '.repeat(20_000);
    for (const charset of ['vni', 'tcvn3'] as const) {
      expect(decodeText(encodeText(text, charset)!, charset)).toBe(text);
    }
  });
});

describe(encodeText.name, () => {
  it.each(CHARSETS.filter((charset) => charset !== 'windows-1252'))(
    'gives each of the 134 letters back in %s',
    (charset) => {
      expect(LETTERS).toHaveLength(134);
      for (const letter of LETTERS) {
        const isLost = charset === 'tcvn3' && !TCVN3_CAPITALS.includes(letter);
        const bytes = encodeText(letter.normalize('NFD'), charset);
        expect(decodeText(bytes!, charset)).toBe(isLost ? letter.toLowerCase() : letter);
      }
    },
  );

  it('gives nothing where the charset lacks a character', () => {
    expect(encodeText('Ж', 'tcvn3')).toBeUndefined();
    expect(encodeText('Ж', 'viqr')).toBeUndefined();
    expect(encodeText('ạ', 'windows-1252')).toBeUndefined();
  });

  it.each(['so^\\. 5', 'A\\\\B', 'co\\?'])('escapes what VIQR would take for marks: %s', (viqr) => {
    expect(encodeText(decodeText(Buffer.from(viqr), 'viqr'), 'viqr')?.toString()).toBe(viqr);
  });
});
