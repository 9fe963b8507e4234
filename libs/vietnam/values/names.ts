import { exactName } from './search-text';
import { taken, type Note, type Read } from './reading';

/**
 * Forms of address. Those that names contain, too, count as such only before two more words: `Anh Đức` is a name. Ông is
 * the family name of the Ông Ích of Quảng Nam.
 */
const TITLE =
  /^(?:\(?(?:ông(?: ?\/ ?| \(| )bà|ông(?! ích )|bà)\)?(?: ?[:.] ?| )|(?:anh|chị|cháu|bé|cụ) (?=\S+ \S))|(?: ?\((?:ông|bà|anh|chị)\)| - (?:ông|bà))$/i;
/** Anh and Chị are left out: a person can be called so. */
const TITLE_ALONE = /^(?:ông|bà)$/i;
const BETWEEN = /[;&,\n]|\/(?! ?bà[ :.])| và /i;
/** Bodies have `và` and commas in one name, and digits: Công ty TNHH Thương mại và Dịch vụ 68. */
const BODY =
  /^(?:(?:tổng )?công ty|cty|tập đoàn|doanh nghiệp|xí nghiệp|hợp tác xã|htx|hộ kinh doanh|chi nhánh|văn phòng|trung tâm|ngân hàng|bệnh viện|trường (?:đại|cao|trung|tiểu|mầm|mẫu|thcs|thpt)|ban quản lý|bql|[uủ][ỷy] ban|ubnd|sở|chi cục|liên đoàn)(?: |$)/iu;
/** Collapsed before anything else: what is looked for below would go through a long run of blanks again and again. */
const BLANKS = /[^\S\n]+/g;
const NO_NAME = /\d|@/;
const TAKEN_OFF = 'a form of address was taken off';
/** The vowel written i or y by one sound: Lý and Lí, Mỹ and Mĩ. */
const Y_SOUND = /^([hklmstv]|qu)([yỳýỷỹỵ])$/;
const I_OF: Readonly<Record<string, string>> = { y: 'i', ỳ: 'ì', ý: 'í', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' };

/**
 * Reads the names of a field: composed, blanks made one, titles taken off, several owners apart. Letters are never
 * changed, and what looks odd is noted, not refused. The name of a body (company, school, office) is left whole.
 */
export function readNames(text: string): Read<readonly string[]> {
  const notes: Note[] = [];
  const note = (code: string, rule: string): void => {
    if (!notes.some((one) => one.code === code)) notes.push({ code, severity: 'INFO', rule });
  };
  const whole = text.normalize('NFC').replace(BLANKS, ' ').trim();
  if (BODY.test(whole)) return taken([whole.replace(/\s+/g, ' ')]);
  const parts = whole.split(BETWEEN).map((part) => part.trim()).filter((part) => part !== ''); // prettier-ignore
  const named = parts.filter((part) => !TITLE_ALONE.test(part));
  if (named.length < parts.length && named.length > 0) note('NAME_TITLE', TAKEN_OFF);
  const names = (named.length > 0 ? named : parts).map((part) => {
    const name = part.replace(TITLE, '').trim();
    if (name !== part) note('NAME_TITLE', TAKEN_OFF);
    if (NO_NAME.test(name)) note('NAME_ODD', 'a name holds a digit or an at sign');
    if (!name.includes(' ')) note('NAME_ONE_WORD', 'a name of one word; some systems refuse it');
    return name;
  });
  if (names.length > 1) note('NAME_SEVERAL', 'the field holds several names');
  return taken(names, notes);
}

/**
 * Whether two texts are one name: without regard to capitals, blanks and the old or new place of a tone (hòa, hoà).
 * Diacritics count: Đông is not Đồng. A text without a word is no name, so it is not the same as another. With `alias`, i
 * and y of one sound are one letter, too (Lý, Lí).
 */
export function isSameName(one: string, other: string, options: { alias?: boolean } = {}): boolean {
  const [a, b] = [exactName(one), exactName(other)].map((words) =>
    (options.alias ? words.map(withoutY) : words).join(' '),
  );
  return a === b && a !== '';
}

/** The name with a capital at the beginning of each word: `NGUYỄN VĂN A` as `Nguyễn Văn A`, `H'HEN NIÊ` as `H'Hen Niê`. */
export function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s('’-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function withoutY(word: string): string {
  return word.replace(Y_SOUND, (_, initial: string, vowel: string) => initial + (I_OF[vowel] ?? vowel));
}
