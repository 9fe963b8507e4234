/**
 * How names and numbers are written before they are looked for. Names stay sealed: what is made here is only ever fed to
 * a keyed hash, on the way in by the normalizer and on a search by the gateway, so both sides must use this file.
 */

/** Most words of one text, and most characters of one word; the rest is left out. */
const MAX_WORDS = 32;
const MAX_WORD = 64;
/** What can hold that many words, however it is composed; longer texts are not even looked at. */
const MAX_TEXT = MAX_WORDS * (MAX_WORD + 1) * 3;
const MAX_NUMBER = 64;

const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
/** Format characters and variation selectors: seen by nobody, typed by nobody. */
const INVISIBLE = /[\p{Cf}\uFE00-\uFE0F]/gu;
const MARKS = /\p{M}+/gu;
/** Old fonts wrote đ as the eth or the African d that looks the same. */
const LOOKS_LIKE_D = /[ðɖ]/g;
const PLAIN = /^[a-z0-9]*$/;

/** The five tones as combining marks: grave, acute, tilde, hook, dot below. */
const TONE = /[\u0300\u0301\u0303\u0309\u0323]/;
const VOWELS = 'aăâeêioôơuưy';
const VOWEL_RUN = new RegExp(
  `[${Array.from(VOWELS)
    .flatMap((vowel) =>
      ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'].map((tone) => (vowel + tone).normalize('NFC')),
    )
    .join('')}]+`,
  'g',
);
const QUALITY = /[ăâêôơư]/g;
/** Vowel pairs that begin with a glide: the tone stands on the second one (hoà, khoẻ, thuý). */
const GLIDES = new Set(['oa', 'oe', 'uy']);

/**
 * The words of a name with their diacritics: NFC, lower case, each tone mark moved to the vowel the spelling rules put
 * it on, so that `Hòa`, `Hoà` and a decomposed `Hoà` are one word. At most 32 words of 64 characters.
 */
export function exactName(text: string): string[] {
  const plain = text.slice(0, MAX_TEXT).toLowerCase().normalize('NFC').replace(INVISIBLE, '');
  const words = plain.replace(LOOKS_LIKE_D, 'đ').match(WORD) ?? [];
  return words.slice(0, MAX_WORDS).map((word) => settled(bounded(word, MAX_WORD)));
}

/** The words of a name for a search without diacritics: those of {@link exactName}, all marks stripped, đ as d. */
export function foldName(text: string): string[] {
  return exactName(text).map(foldWord);
}

/** One word of {@link exactName} without its diacritics. */
export function foldWord(word: string): string {
  return PLAIN.test(word) ? word : word.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
}

/**
 * The key a dossier's number is found by: upper case, without dots, hyphens, plus signs, slashes and blanks, since bank
 * memos and people leave them out.
 */
export function compactCode(text: string): string {
  return text
    .normalize('NFC')
    .toUpperCase()
    .replace(/[.\-+/\s\u2010-\u2015]/gu, '');
}

/** A personal number as it is compared: upper-case letters and digits alone, at most 64 of them. */
export function compactPersonId(text: string): string {
  const letters = text
    .slice(0, MAX_TEXT)
    .normalize('NFC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return bounded(letters, MAX_NUMBER);
}

/** Cut between characters, never within a pair. */
function bounded(word: string, most: number): string {
  return word.length <= most ? word : Array.from(word).slice(0, most).join('');
}

/** The word with the tone of each run of vowels on the vowel where the rules have it; a run with two tones stays. */
function settled(word: string): string {
  if (PLAIN.test(word)) return word;
  return word.replace(VOWEL_RUN, (run: string, at: number) => {
    const letters = Array.from(run.normalize('NFD'));
    const tones = letters.filter((letter) => TONE.test(letter));
    if (tones.length !== 1) return run;
    const vowels = letters
      .filter((letter) => !TONE.test(letter))
      .join('')
      .normalize('NFC');
    const place = tonePlace(vowels, word[at - 1] ?? '', at + run.length < word.length);
    return (vowels.slice(0, place + 1) + (tones[0] ?? '')).normalize('NFC') + vowels.slice(place + 1);
  });
}

/** Index of the vowel that bears the tone, told by the letters alone. `qu` and `gi` count as consonants. */
function tonePlace(vowels: string, before: string, isClosed: boolean): number {
  const skipped = vowels.length > 1 && ((before === 'q' && vowels[0] === 'u') || (before === 'g' && vowels[0] === 'i'));
  const from = skipped ? 1 : 0;
  const run = vowels.slice(from);
  const marked = [...run.matchAll(QUALITY)].at(-1)?.index;
  if (marked !== undefined) return from + marked;
  if (isClosed) return from + run.length - 1;
  if (run.length === 2) return from + (GLIDES.has(run) ? 1 : 0);
  return from + (run.length >> 1);
}
