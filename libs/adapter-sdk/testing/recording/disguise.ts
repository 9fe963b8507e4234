import { Chance, type Secret } from './chance';
import { otherDigits } from './digit-permutation';
import { lettersLike } from './letter-forms';
import { numberKinds, otherNumber } from './number-forms';
import { otherTime } from './time-forms';

/** What a place asks of the text that is written there. */
export interface Place {
  /** Whether a character may stand where the text has another, at this index; default: it is as long in UTF-8. */
  fits?: (at: number, character: string) => boolean;
  /** The text names a record: its digits become others by {@link otherDigits} alone, so that two never become one. */
  isIdentity?: boolean;
}

const TOKEN = /(?:\p{L}\p{M}*)+|\p{Nd}+/gu;
const LETTER = /\p{L}\p{M}*/gu;
/** Shared words of fewer letters are chance. */
const WORD_LETTERS = 3;
/** A run of so many digits is a number of its own wherever it stands; a shorter one counts something. */
const NUMBER_DIGITS = 5;
const TRIES = 64;
/** No number or time is longer than this. */
const FORM_LENGTH = 200;

/**
 * Another text in the form of a text: every letter another one with the same case, marks and length in each charset of
 * libs/vietnam (decomposed where it was), every digit another one; punctuation, blanks and length stay. A time, a
 * personal, telephone or tax number stays a good one. Pure: a text becomes the same one for one secret, and another for
 * another. No word of three letters of it comes back, and a text with a letter or digit is never its own disguise, unless
 * `place` leaves it no choice.
 */
export function disguiseText(text: string, secret: Secret, place: Place = {}): string {
  return formed(text, secret, place) ?? mixed(text, secret, place);
}

/** Whether two texts have a word of three letters or more in common, in capitals or not. */
export function sharesWord(one: string, other: string): boolean {
  const taken = wordsOf(one);
  return [...wordsOf(other)].some((word) => taken.has(word));
}

/** A whole value of a known form; tried until it reads as what the text reads as. */
function formed(text: string, secret: Secret, { isIdentity = false }: Place): string | undefined {
  const core = text.trim();
  if (isIdentity || core.length > FORM_LENGTH || !/\d/.test(core)) return undefined;
  const kinds = numberKinds(core);
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const chance = new Chance(secret, `form ${attempt} ${core.normalize('NFC')}`);
    const other = otherTime(core, chance, secret) ?? otherNumber(core, chance, secret);
    if (other === undefined) return undefined;
    if (other !== core && (numberKinds(other) === kinds || attempt === TRIES - 1))
      return text.replace(core, () => other);
  }
  return undefined;
}

/** Letter by letter and run by run. */
function mixed(text: string, secret: Secret, place: Place): string {
  const chance = new Chance(secret, `text ${text.normalize('NFC')}`);
  const taken = wordsOf(text);
  const isNumber = (text.match(TOKEN) ?? []).length === 1;
  return text.replace(TOKEN, (token, at: number) => {
    if (/^\p{Nd}/u.test(token)) return digits(token, chance, secret, isNumber || place.isIdentity === true);
    return word(token, at, chance, place, taken);
  });
}

/** Letters in the place of a word's letters; tried again where the text has that word. */
function word(letters: string, at: number, chance: Chance, { fits }: Place, taken: ReadonlySet<string>): string {
  let other = letters;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    other = letters.replace(LETTER, (letter, inside: number) => otherLetter(letter, at + inside, chance, fits));
    if (!taken.has(plain(other))) return other;
  }
  return other;
}

/** One letter with its marks; marks that Vietnamese does not know stay behind another base. */
function otherLetter(letter: string, at: number, chance: Chance, fits: Place['fits']): string {
  const isOne = Array.from(letter.normalize('NFC')).length === 1;
  const like = isOne ? letter : (Array.from(letter)[0] ?? '');
  const others = lettersLike(like);
  const from = chance.next(Math.max(1, others.length));
  for (let step = 0; step < others.length; step += 1) {
    const other = others[(from + step) % others.length] ?? like;
    if (isFit(like, other, at, fits)) return other + letter.slice(like.length);
  }
  return letter;
}

function isFit(like: string, other: string, at: number, fits: Place['fits']): boolean {
  if (other.length !== like.length) return false;
  if (fits === undefined) return Buffer.byteLength(other) === Buffer.byteLength(like);
  let index = at;
  for (const character of other) {
    if (!fits(index, character)) return false;
    index += character.length;
  }
  return true;
}

/** Digits of any script; what is written full-width stays so. */
function digits(run: string, chance: Chance, secret: Secret, isNumber: boolean): string {
  const signs = Array.from(run);
  const ascii = signs.map((sign) => String(valueOf(sign))).join('');
  const other = isNumber || ascii.length >= NUMBER_DIGITS ? otherDigits(ascii, secret) : shortRun(ascii, chance);
  return signs.map((sign, at) => String.fromCodePoint(codeOf(sign) - valueOf(sign) + Number(other[at]))).join('');
}

function shortRun(run: string, chance: Chance): string {
  const zeros = /^0*(?=.)/.exec(run)?.[0] ?? '';
  return /^0+$/.test(run) ? chance.digits(run) : zeros + chance.digits(run.slice(zeros.length), 0).replace(/^0/, '1');
}

function codeOf(sign: string): number {
  return sign.codePointAt(0) ?? 0;
}

/** Digits of one script follow each other from its zero on. */
function valueOf(sign: string): number {
  let start = codeOf(sign);
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1;
  return (codeOf(sign) - start) % 10;
}

function wordsOf(text: string): Set<string> {
  const words = Array.from(text.matchAll(TOKEN), ([word]) => word);
  return new Set(words.filter((word) => (word.match(LETTER)?.length ?? 0) >= WORD_LETTERS).map(plain));
}

function plain(word: string): string {
  return word.normalize('NFC').toLowerCase();
}
