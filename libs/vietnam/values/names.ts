import { exactName } from './search-text';
import { taken, type Note, type Read } from './reading';

/** Forms of address. Those that names contain, too, count as such only before two more words: `Anh Đức` is a name. */
const TITLE =
  /^(?:(?:ông\s*\/\s*bà|ông|bà)\s*[:.]?\s+|(?:anh|chị|cháu|bé|cụ)\s+(?=\S+\s+\S))|\s*[,(]\s*(?:ông|bà|anh|chị)\s*\)?$/i;
const BETWEEN = /\s*[;&\n]\s*|\s*\/\s*(?!\s*bà[\s:.])|\s*,\s+|\s+và\s+/i;
const SPACES = /[\s\u00a0]+/g;
const NO_NAME = /\d|@/;
/** The vowel written i or y by one sound: Lý and Lí, Mỹ and Mĩ. */
const Y_SOUND = /^([hklmstv]|qu)([yỳýỷỹỵ])$/;
const I_OF: Readonly<Record<string, string>> = { y: 'i', ỳ: 'ì', ý: 'í', ỷ: 'ỉ', ỹ: 'ĩ', ỵ: 'ị' };

/**
 * Reads the names of a field: composed, blanks made one, titles taken off, several owners apart. Letters are never
 * changed, and what looks odd is noted, not refused.
 */
export function readNames(text: string): Read<readonly string[]> {
  const notes: Note[] = [];
  const note = (code: string, rule: string): void => {
    if (!notes.some((one) => one.code === code)) notes.push({ code, severity: 'INFO', rule });
  };
  const parts = text.normalize('NFC').split(BETWEEN).map((part) => part.replace(SPACES, ' ').trim()); // prettier-ignore
  const names = parts.filter((part) => part !== '').map((part) => {
    const name = part.replace(TITLE, '').trim();
    if (name !== part) note('NAME_TITLE', 'a form of address was taken off');
    if (NO_NAME.test(name)) note('NAME_ODD', 'a name holds a digit or an at sign');
    if (!name.includes(' ')) note('NAME_ONE_WORD', 'a name of one word; some systems refuse it');
    return name;
  }); // prettier-ignore
  if (names.length > 1) note('NAME_SEVERAL', 'the field holds several names');
  return taken(names, notes);
}

/**
 * Whether two texts are one name: without regard to capitals, blanks and the old or new place of a tone (hòa, hoà).
 * Diacritics count: Đông is not Đồng. With `alias`, i and y of one sound are one letter, too (Lý, Lí).
 */
export function isSameName(one: string, other: string, options: { alias?: boolean } = {}): boolean {
  const [a, b] = [exactName(one), exactName(other)].map((words) =>
    (options.alias ? words.map(withoutY) : words).join(' '),
  );
  return a === b;
}

/** The name with a capital at the beginning of each word: `NGUYỄN VĂN A` as `Nguyễn Văn A`. */
export function titleCase(name: string): string {
  return name
    .toLowerCase()
    .replace(/(^|[\s(-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function withoutY(word: string): string {
  return word.replace(Y_SOUND, (_, initial: string, vowel: string) => initial + (I_OF[vowel] ?? vowel));
}
