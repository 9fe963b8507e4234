import { restoreCapitals } from './capitals';
import { decodeText, type Charset } from './charset';
import { isSyllable } from './syllables';

/** What bytes say when they are read in one charset, and how Vietnamese that is. */
export interface Reading {
  readonly charset: Charset;
  readonly text: string;
  /** Words with a letter outside ASCII that are Vietnamese syllables, and those that cannot be. */
  readonly valid: number;
  readonly invalid: number;
}

/**
 * A run of anything but ASCII signs, blanks, dashes, quotation marks and dots: letters, and what stands among them in
 * wrong readings, such as control characters and daggers.
 */
const TOKEN = /[A-Za-z\x00-\x08\x0e-\x1f\u0080-\u009f\u00a1-\u1fff\u2020\u2021\u2030-\u203a\u20a0-\uffff]+/g;
const LETTER = /\p{L}/u;
const BEYOND_ASCII = /[^\t-\r\x20-\x7f]/;
/** `QĐ`, `HĐND`, and the đ behind an amount: neither words nor signs of a wrong reading. */
const ABBREVIATION = /^(?:[BCDĐGHKLMNPQRSTVX]{1,6}|đ|₫)$/;
const ONE_CASE_OR_TITLE = /^(?:\p{Lu}?\p{Ll}*|\p{Lu}+)$/u;
/** In TCVN3 a vowel with a tone is small even among capitals. */
const ONE_CASE_BUT_TONED = /^(?:[A-ZĂÂÊÔƠƯĐ]?\p{Ll}*|(?:[A-ZĂÂÊÔƠƯĐ]|[^a-zăâêôơưđ\P{Ll}])+)$/u;

/** Reads bytes in a charset and counts what are Vietnamese words in it. */
export function readAs(bytes: Buffer, charset: Charset): Reading {
  const decoded = decodeText(bytes, charset);
  const cased = charset === 'tcvn3' ? ONE_CASE_BUT_TONED : ONE_CASE_OR_TITLE;
  const counts = judged(decoded, cased);
  return { charset, text: charset === 'tcvn3' ? restoreCapitals(decoded) : decoded, ...counts };
}

/** How many words beyond ASCII of a text can be Vietnamese, and how many cannot. */
export function judged(text: string, cased = ONE_CASE_OR_TITLE): { valid: number; invalid: number } {
  let [valid, invalid] = [0, 0];
  for (const [token] of text.matchAll(TOKEN)) {
    if (!BEYOND_ASCII.test(token) || !LETTER.test(token) || ABBREVIATION.test(token)) continue;
    if (cased.test(token) && isSyllable(token.toLowerCase())) valid += 1;
    else invalid += 1;
  }
  return { valid, invalid };
}
