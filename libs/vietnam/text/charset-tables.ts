import { ByteTable } from './byte-table';

/**
 * The tables of the charsets Vietnamese software wrote before Unicode. Bytes that a charset leaves free are what Windows
 * shows for them, since the fonts of TCVN3 and VNI only redrew some signs of windows-1252.
 */

/** Bytes of windows-1252 from 80 to 9F; the five it leaves free are U+FFFD. */
const WINDOWS_C1 = '€\uFFFD‚ƒ„…†‡ˆ‰Š‹Œ\uFFFDŽ\uFFFD\uFFFD‘’“”•–—˜™š›œ\uFFFDžŸ';
const range = (from: number, to: number): string =>
  String.fromCharCode(...Array.from({ length: to - from }, (_, at) => from + at));
const ASCII = range(0, 0x80);
const LATIN = range(0xa0, 0x100);
const WINDOWS_1252 = ASCII + WINDOWS_C1 + LATIN;

/** The signs of a table with some of its bytes replaced. */
function redrawn(singles: string, at: number, letters: string): string {
  const signs = Array.from(letters, (letter, n) => (letter === '·' ? (singles[at + n] ?? '') : letter)).join('');
  return singles.slice(0, at) + signs + singles.slice(at + letters.length);
}

/** TCVN 5712:1993, VN1, from 80 on. Middle dots are free bytes. */
const TCVN5712_HIGH =
  'ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ·ĂÂÊÔƠƯĐăâêôơưđẰ\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ';
/** All of it: capitals lie on bytes of control characters, too. */
const TCVN5712 = redrawn(redrawn(redrawn(WINDOWS_1252, 0x01, 'ÚỤ\x03ỪỬỮ'), 0x11, 'ỨỰỲỶỸÝỴ'), 0x80, TCVN5712_HIGH);
/** TCVN3 (ABC), the fonts named .VnTime: its small letters with tones and seven of its capitals. */
const TCVN3 = redrawn(WINDOWS_1252, 0x80, TCVN5712_HIGH.replace(/[^ĂÂÊÔƠƯĐ\p{Ll}]/gu, '·'));

/** RFC 1456. */
const VISCII = [[0x02, 'Ẳ'], [0x05, 'Ẵ'], [0x06, 'Ẫ'], [0x14, 'Ỷ'], [0x19, 'Ỹ'], [0x1e, 'Ỵ']].reduce(
  (singles, [at, letter]) => redrawn(singles, at as number, letter as string),
  redrawn(
    WINDOWS_1252,
    0x80,
    'ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ',
  ),
); // prettier-ignore

/** The fonts of the Vietnamese Professionals Society, widely used abroad. */
const VPS = [[0x02, 'ẠẬẶẸỆ'], [0x10, 'ỊỌỘỢỤỰ'], [0x19, 'Ỵ'], [0x1c, 'ẪỮ']].reduce(
  (singles, [at, letters]) => redrawn(singles, at as number, letters as string),
  redrawn(
    WINDOWS_1252,
    0x80,
    'ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ··ỀỂỄỐỒỔỖýỷỵỚỜỞ·ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕựầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺ·àáâãảạă·èéêẽìí·ĩẴĐòóôõ·Ơụùúủ·ỶẼỳ',
  ),
); // prettier-ignore

/** windows-1258, as Microsoft publishes it: five tones are combining marks behind their vowel. */
const WINDOWS_1258 = [
  [0x8a, '\uFFFD'], [0x8e, '\uFFFD'], [0x9a, '\uFFFD'], [0x9e, '\uFFFD'], [0xc3, 'Ă'], [0xcc, '\u0300'], [0xd0, 'Đ'],
  [0xd2, '\u0309'], [0xd5, 'Ơ'], [0xdd, 'Ư'], [0xde, '\u0303'], [0xe3, 'ă'], [0xec, '\u0301'], [0xf0, 'đ'],
  [0xf2, '\u0323'], [0xf5, 'ơ'], [0xfd, 'ư'], [0xfe, '₫'],
].reduce((singles, [at, letter]) => redrawn(singles, at as number, letter as string), WINDOWS_1252); // prettier-ignore

/** The letters that bear tones, each with the byte it has in windows-1258 and in VNI. */
const TONED = 'aăâeêioôơuưyAĂÂEÊIOÔƠUƯY';
/** The tones as windows-1258 has them: combining mark and byte. */
const TONES_1258: readonly (readonly [mark: string, byte: string])[] = [
  ['\u0300', '\xcc'],
  ['\u0301', '\xec'],
  ['\u0303', '\xde'],
  ['\u0309', '\xd2'],
  ['\u0323', '\xf2'],
];
const PAIRS_1258 = Array.from(TONED).flatMap((vowel) =>
  TONES_1258.map(
    ([mark, byte]) =>
      [(vowel + mark).normalize('NFC'), String.fromCharCode(WINDOWS_1258.indexOf(vowel)) + byte] as const,
  ),
);

/** VNI-Windows: letters of their own, and a mark byte behind a base letter. Marks for small letters; capitals are 20 lower. */
const VNI_LETTERS = 'ơ\xf4ư\xf6đ\xf1ì\xecí\xedỉ\xe6ĩ\xf3ị\xf2ỵ\xeeƠ\xd4Ư\xd6Đ\xd1Ì\xccÍ\xcdỈ\xc6Ĩ\xd3Ị\xd2Ỵ\xce';
const VNI_MARKS: readonly (readonly [mark: string, byte: string, bases: string])[] = [
  ['\u0300', '\xf8', 'aeouyơư'],
  ['\u0301', '\xf9', 'aeouyơư'],
  ['\u0309', '\xfb', 'aeouyơư'],
  ['\u0303', '\xf5', 'aeouyơư'],
  ['\u0323', '\xef', 'aeouơư'],
  ['\u0302', '\xe2', 'aeo'],
  ['\u0302\u0300', '\xe0', 'aeo'],
  ['\u0302\u0301', '\xe1', 'aeo'],
  ['\u0302\u0309', '\xe5', 'aeo'],
  ['\u0302\u0303', '\xe3', 'aeo'],
  ['\u0302\u0323', '\xe4', 'aeo'],
  ['\u0306', '\xea', 'a'],
  ['\u0306\u0300', '\xe8', 'a'],
  ['\u0306\u0301', '\xe9', 'a'],
  ['\u0306\u0309', '\xfa', 'a'],
  ['\u0306\u0303', '\xfc', 'a'],
  ['\u0306\u0323', '\xeb', 'a'],
];
const vniSingles = Array.from(VNI_LETTERS.matchAll(/(.)(.)/gu)).reduce(
  (singles, [, letter = '', byte = '']) => redrawn(singles, byte.charCodeAt(0), letter),
  WINDOWS_1252,
);
const vniByte = (letter: string): string => String.fromCharCode(vniSingles.indexOf(letter));
const upper = (byte: string): string => String.fromCharCode(byte.charCodeAt(0) - 0x20);
/** A capital takes either kind of mark; the one of its own size comes last and is the one that is written. */
const PAIRS_VNI = VNI_MARKS.flatMap(([mark, byte, bases]) =>
  Array.from(bases).flatMap((base) => {
    const letter = (base + mark).normalize('NFC');
    const [small, capital] = [vniByte(base), vniByte(base.toUpperCase())];
    return [
      [letter, small + byte],
      [letter.toUpperCase(), capital + byte],
      [letter.toUpperCase(), capital + upper(byte)],
    ] as const;
  }),
);

/** What Windows reads where nothing else is said. */
export const windows1252 = new ByteTable({ singles: WINDOWS_1252 });
/** windows-1258. */
export const windows1258 = new ByteTable({ singles: WINDOWS_1258, pairs: PAIRS_1258 });
/** TCVN3. */
export const tcvn3 = new ByteTable({ singles: TCVN3 });
/** TCVN 5712, VN1. */
export const tcvn5712 = new ByteTable({ singles: TCVN5712 });
/** VISCII. */
export const viscii = new ByteTable({ singles: VISCII });
/** VPS. */
export const vps = new ByteTable({ singles: VPS });
/** VNI-Windows. */
export const vni = new ByteTable({ singles: vniSingles, pairs: PAIRS_VNI });
