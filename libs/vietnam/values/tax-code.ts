import { bareNumber } from './digits';
import { refused, taken, type Read } from './reading';

/** A tax code. */
export interface TaxCode {
  /** A business or household, a branch of one (13 digits), or a person, whose personal number it is since 1 July 2025. */
  readonly kind: 'BUSINESS' | 'BRANCH' | 'PERSON';
  /** Ten digits, ten and three joined by a hyphen, or twelve digits. */
  readonly code: string;
}

/** Circular 105/2020/TT-BTC, article 5, and the check digit in use since 1998: 10 less the weighted sum modulo 11. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const MODULUS = 11;
const RESTORED = { code: 'TAX_ZERO_RESTORED', severity: 'WARNING', rule: 'a leading zero was restored; the check digit agrees' } as const; // prettier-ignore

/** Reads a tax code of Vietnam; twelve digits are a person's by Circular 86/2024/TT-BTC. */
export function readTaxCode(text: string): Read<TaxCode> {
  const digits = bareNumber(text);
  if (!/^\d+$/.test(digits)) return refused('MALFORMED_TAX_CODE', 'a tax code has 10, 12 or 13 digits');
  if (digits.length === 12) return taken({ kind: 'PERSON', code: digits });
  const isRestored = (digits.length === 9 || digits.length === 12) && fits(`0${digits}`);
  const code = isRestored ? `0${digits}` : digits;
  if (code.length !== 10 && code.length !== 13)
    return refused('MALFORMED_TAX_CODE', 'a tax code has 10, 12 or 13 digits');
  if (!fits(code))
    return refused('TAX_CHECK_DIGIT', 'the tenth digit of a tax code is its check digit, and it differs');
  const notes = isRestored ? [RESTORED] : [];
  return code.length === 10
    ? taken({ kind: 'BUSINESS', code }, notes)
    : taken({ kind: 'BRANCH', code: `${code.slice(0, 10)}-${code.slice(10)}` }, notes);
}

function fits(code: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  return 10 - (sum % MODULUS) === Number(code[9]);
}
