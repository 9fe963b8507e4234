import { CHARSETS, encodeText, type Charset } from '@lienthong/vietnam';

/** The letters of Vietnamese, with those of English that it lacks. */
const PLAIN = Array.from('abcdefghijklmnopqrstuvwxyz');
const VOWELS = 'aăâeêioôơuưy';
const TONES = ['', '\u0300', '\u0301', '\u0309', '\u0303', '\u0323'];
const TONE = /[\u0300\u0301\u0309\u0303\u0323]/;
const QUALITY = /[\u0302\u0306\u031b]/;
const SMALL = [...new Set([...PLAIN, ...Array.from(VOWELS, (vowel) => TONES.map((tone) => (vowel + tone).normalize('NFC'))).flat(), 'đ'])]; // prettier-ignore
const VIETNAMESE = [...SMALL, ...SMALL.map((letter) => letter.toUpperCase())];
const KNOWN = new Set(VIETNAMESE);

/** Letters that mean the same form are told apart by nothing but these. */
const CATEGORIES = [/^\p{Lu}/u, /^\p{Ll}/u, /^\p{Lo}/u, /^\p{Lt}/u, /^\p{Lm}/u];
const SCRIPTS = ['Latin', 'Greek', 'Cyrillic', 'Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Arabic', 'Hebrew'].map((script) => new RegExp(`^\\p{Script=${script}}`, 'u')); // prettier-ignore
/** A script's letters of one kind stand in blocks of this size. */
const BLOCK = 0x100;

const known = new Map<string, readonly string[]>();
const written = new Map<string, readonly string[]>();

/**
 * What may stand for a letter in its own way of writing: {@link otherLetters}, each decomposed where the letter is.
 *
 * @param like a letter, composed or with its marks behind it
 */
export function lettersLike(like: string): readonly string[] {
  const found = written.get(like) ?? otherLetters(like.normalize('NFC')).flatMap((one) => writtenLike(one, like) ?? []);
  written.set(like, found);
  return found;
}

/**
 * The letters a letter may become, itself left out: of the same case, with as many marks of the same kinds, vowels for
 * vowels, as long as it in every charset of libs/vietnam that has it. A letter of another language becomes one of its
 * script and of its length in UTF-8. Empty where there is no other.
 *
 * @param letter one letter, composed (NFC)
 */
function otherLetters(letter: string): readonly string[] {
  const found = known.get(letter) ?? (KNOWN.has(letter) ? vietnamese(letter) : foreign(letter));
  known.set(letter, found);
  return found;
}

/**
 * A letter written in as many characters as another, each with the kinds of marks the other has there, so that what was
 * decomposed stays so; undefined where the letter lacks one of them.
 *
 * @param letter what is to be written, composed
 * @param like how: one character, or one with marks behind it
 */
function writtenLike(letter: string, like: string): string | undefined {
  const [first = '', ...marks] = Array.from(like);
  if (marks.length === 0) return letter;
  const [base = '', ...own] = Array.from(letter.normalize('NFD'));
  const ofKind = (mark: string): string | undefined => own.find((one) => kindOf(one) === kindOf(mark));
  const inside = Array.from(first.normalize('NFD')).slice(1).map(ofKind);
  const behind = marks.map(ofKind);
  if (inside.includes(undefined) || behind.includes(undefined) || inside.length + behind.length !== own.length)
    return undefined;
  const start = (base + inside.join('')).normalize('NFC');
  return Array.from(start).length === 1 ? start + behind.join('') : undefined;
}

function kindOf(mark: string): 'tone' | 'quality' | 'other' {
  return TONE.test(mark) ? 'tone' : QUALITY.test(mark) ? 'quality' : 'other';
}

function vietnamese(letter: string): string[] {
  const others = VIETNAMESE.filter((other) => other !== letter && isUpper(other) === isUpper(letter));
  const alike = others.filter((other) => formOf(other) === formOf(letter) && isAsLong(letter, other, CHARSETS));
  if (alike.length > 0) return alike;
  // đ stands alone: ơ and ư are as long as it, though not before a sign that VIQR escapes behind a vowel.
  const wide = CHARSETS.filter((charset) => charset !== 'viqr' && charset !== 'windows-1252');
  return others.filter((other) => marksOf(other) === marksOf(letter) && isAsLong(letter, other, wide));
}

function isUpper(letter: string): boolean {
  return letter !== letter.toLowerCase();
}

/** Vowel or consonant, and the kinds of its marks. */
function formOf(letter: string): string {
  const marks = letter.normalize('NFD');
  const [isVowel, hasTone, hasQuality] = [/^[aeiouy]/i, TONE, QUALITY].map((kind) => kind.test(marks));
  return `${isVowel} ${hasTone} ${hasQuality} ${/đ/i.test(letter)}`;
}

function marksOf(letter: string): number {
  return /đ/i.test(letter) ? 1 : letter.normalize('NFD').length - 1;
}

/** A charset that lacks the letter asks nothing of the other. The dot shows whether VIQR needs an escape behind it. */
function isAsLong(letter: string, other: string, charsets: readonly Charset[]): boolean {
  return charsets.every((charset) => {
    const length = encodeText(`${letter}.`, charset)?.length;
    return length === undefined || length === encodeText(`${other}.`, charset)?.length;
  });
}

function foreign(letter: string): string[] {
  const code = letter.codePointAt(0) ?? 0;
  const from = code - (code % BLOCK);
  const block = Array.from({ length: BLOCK }, (_, at) => String.fromCodePoint(from + at));
  const alike = block.filter((other) => other !== letter && other.isWellFormed() && isAlike(letter, other));
  const sure = alike.filter((other) => isAsLong(letter, other, ['windows-1252']));
  return sure.length > 0 ? sure : alike;
}

function isAlike(letter: string, other: string): boolean {
  const isSame = [...CATEGORIES, ...SCRIPTS].every((kind) => kind.test(letter) === kind.test(other));
  return (
    isSame &&
    /^\p{L}$/u.test(other) &&
    Buffer.byteLength(letter) === Buffer.byteLength(other) &&
    other.normalize('NFC') === other &&
    other.normalize('NFD').length === letter.normalize('NFD').length
  );
}
