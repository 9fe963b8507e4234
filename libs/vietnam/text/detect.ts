import { isUtf8 } from 'node:buffer';
import type { Charset } from './charset';
import { latinBytes } from './latin-bytes';
import { judged, readAs, type Reading } from './reading';
import { fromViqr } from './viqr';

/** What bytes of an unknown charset say. */
export interface DetectedText {
  readonly text: string;
  /** The charset; for text that went wrong on the way (`Hµ Néi`), the one it was first written in. */
  readonly charset: Charset;
  /** 0 to 1: how unlikely it is that a wrong reading gives this many Vietnamese words. */
  readonly confidence: number;
  /** The other readings that are possible; where there are any, a person has to choose. */
  readonly rivals: readonly { readonly charset: Charset; readonly text: string }[];
}

/** A verdict with what is needed to judge it again beside its neighbours. */
export interface Verdict {
  readonly detected: DetectedText;
  /** The bytes as they were first written, where a charset of one byte a sign is thinkable. */
  readonly bytes: Buffer | undefined;
  /** Charsets whose reading is the text that was taken, where that shows anything. */
  readonly support: readonly Charset[];
}

/** The charsets that are told apart, the commonest first. VISCII and VPS must be declared. */
const LEGACY = ['tcvn3', 'vni', 'windows-1258', 'tcvn5712-1'] as const;
/** Share of the words of a wrong reading that are Vietnamese by chance; the worst pair of the charsets above. */
const BY_CHANCE = 0.15;
/** Times that text was read as windows-1252 and written as UTF-8 again. */
const MOST_ROUNDS = 3;
const ASCII = /^[\x00-\x7f]*$/;
/** What no text writes by chance in VIQR: a mark of quality, a grave, a tilde, đ, or a tone within a word. */
const SURELY_VIQR = /[aeo]\^|a\(|[ou][+*]|[aeiouy][`~]|dd|[aeiouy][.'?][a-z]/i;
const BESIDE_DIGIT = /\d[^\x00-\x7f]|[^\x00-\x7f]\d/;
/** A name so short that it may well be another language's: `Lü`. */
const SHORT_NAME = /^\p{L}{1,3}$/u;
const LETTERS = /^[\p{L}\p{M}\p{N}\x00-\x7f]*$/u;

/**
 * Reads one value of an unknown charset. Its words decide: a reading in which every word beyond ASCII is a Vietnamese
 * syllable stands, if it is the only one. Good Unicode and foreign names pass unchanged.
 */
export function detectText(bytes: Buffer): DetectedText {
  return verdictOf(bytes).detected;
}

/** {@link detectText}, with what speaks for it. */
export function verdictOf(bytes: Buffer): Verdict {
  return isUtf8(bytes) ? ofUnicode(bytes.toString('utf8').normalize('NFC'), MOST_ROUNDS) : ofLegacy(bytes);
}

/** The readings of bytes that are Vietnamese throughout. */
export function plausible(bytes: Buffer): Reading[] {
  return LEGACY.map((charset) => readAs(bytes, charset)).filter(isPlausible);
}

/** Whether every word of a reading beyond ASCII is Vietnamese, and there is one. */
export function isPlausible({ valid, invalid }: Reading): boolean {
  return valid > 0 && invalid === 0;
}

function ofUnicode(text: string, rounds: number): Verdict {
  if (ASCII.test(text)) return ofAscii(text);
  const { valid, invalid } = judged(text);
  const bytes = latinBytes(text);
  const support: Charset[] = valid > 0 ? ['utf-8'] : [];
  if (bytes === undefined) return verdict(text, 'utf-8', 1, [], support);
  // What is Vietnamese as it stands is taken so, though windows-1252 has all its letters and another line is thinkable.
  if (invalid === 0) return verdict(text, 'utf-8', valid > 0 ? sure(valid) : 1, [], support, bytes);
  if (rounds > 0 && isUtf8(bytes)) return ofUnicode(bytes.toString('utf8').normalize('NFC'), rounds - 1);
  return ofMisread(text, bytes);
}

/** Text that is not Vietnamese as it stands: another language, or a charset of one byte a sign read as windows-1252. */
function ofMisread(text: string, bytes: Buffer): Verdict {
  const readings = plausible(bytes);
  const isForeign = LETTERS.test(text);
  const isEvident = readings.some((one) => !isForeign || one.valid > 1);
  if (isEvident) return ofReadings(readings, bytes);
  const rivals = readings.length > 0 || isForeign ? readings : partly(bytes);
  return verdict(text, 'utf-8', rivals.length > 0 ? 1 - BY_CHANCE * 2 : 1, rivals, [], bytes);
}

function ofAscii(text: string): Verdict {
  const bytes = Buffer.from(text);
  const read = SURELY_VIQR.test(text) ? fromViqr(text) : text;
  const { valid, invalid } = judged(read);
  if (valid === 0 || invalid > 0 || BESIDE_DIGIT.test(read)) return verdict(text, 'utf-8', 1, [], [], bytes);
  return verdict(read, 'viqr', sure(valid), [], ['viqr'], bytes);
}

function ofLegacy(bytes: Buffer): Verdict {
  const readings = plausible(bytes);
  const asIs = readAs(bytes, 'windows-1252');
  if (readings.length > 0) return ofReadings(SHORT_NAME.test(asIs.text) ? [...readings, asIs] : readings, bytes);
  const some = partly(bytes);
  const [best, ...others] = some;
  // Two words that fit against one that does not is a Vietnamese line with a foreign word; the words that fit decide.
  if (best && best.valid >= 2 && best.valid > best.invalid) {
    return verdict(best.text, best.charset, best.valid / (best.valid + best.invalid), [...others, asIs], [], bytes);
  }
  return verdict(asIs.text, 'windows-1252', 1 - BY_CHANCE, LETTERS.test(asIs.text) ? [] : some, [], bytes);
}

function ofReadings(readings: Reading[], bytes: Buffer): Verdict {
  const [first] = readings;
  if (first === undefined) throw new RangeError('no reading');
  const best = readings.reduce((a, b) => (b.valid > a.valid ? b : a), first);
  const rivals = readings.filter((one) => one.text !== best.text);
  const support = readings.filter((one) => one.text === best.text).map((one) => one.charset);
  return verdict(best.text, best.charset, rivals.length === 0 ? sure(best.valid) : 1 / (1 + rivals.length), rivals, rivals.length === 0 ? support : [], bytes); // prettier-ignore
}

/** Readings with more words that fit than words that do not, the best first. */
function partly(bytes: Buffer): Reading[] {
  return LEGACY.map((charset) => readAs(bytes, charset))
    .filter(({ valid, invalid }) => valid > 0 && valid >= invalid)
    .sort((a, b) => a.invalid - b.invalid);
}

function sure(words: number): number {
  return Math.round((1 - BY_CHANCE ** words) * 1000) / 1000;
}

function verdict(
  text: string,
  charset: Charset,
  confidence: number,
  readings: readonly Reading[],
  support: readonly Charset[],
  bytes?: Buffer,
): Verdict {
  const others = new Map<string, Charset>();
  for (const one of readings) if (one.text !== text && !others.has(one.text)) others.set(one.text, one.charset);
  const rivals = Array.from(others, ([other, of]) => ({ charset: of, text: other }));
  return { detected: { text, charset, confidence, rivals }, bytes, support };
}
