import { bareNumber } from './digits';
import { readPersonalId } from './personal-id';
import { refused, taken, type Read } from './reading';

/** A tax code. */
export interface TaxCode {
  /**
   * Ten digits, a branch (13 digits), or a person's number, which is the tax code of persons and households since 1 July
   * 2025 (Circular 86/2024/TT-BTC). Ten digits may be a person's, too, where they are older.
   */
  readonly kind: 'BUSINESS' | 'BRANCH' | 'PERSON';
  /** Ten digits, ten and three joined by a hyphen, or twelve digits. */
  readonly code: string;
}

/** Circular 105/2020/TT-BTC, article 5, and the check digit in use since 1998: 10 less the weighted sum modulo 11. */
const WEIGHTS = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const MODULUS = 11;
/** A branch whose leading zero is lost, told from a personal number by its hyphen. */
const SHORT_BRANCH = /^\s*\d{9}-\d{3}\s*$/;
const RESTORED = { code: 'TAX_ZERO_RESTORED', severity: 'WARNING', rule: 'a leading zero was restored; the check digit agrees' } as const; // prettier-ignore
const FORM = 'a tax code has 10, 12 or 13 digits; a branch is counted from 001';

/**
 * Reads a tax code of Vietnam. Fillers are refused as in a personal number; so are twelve digits that may be a branch
 * without its leading zero as well as a person registered abroad.
 */
export function readTaxCode(text: string): Read<TaxCode> {
  const digits = bareNumber(text);
  if (!/^\d+$/.test(digits)) return refused('MALFORMED_TAX_CODE', FORM);
  const isRestored = (digits.length === 9 || SHORT_BRANCH.test(text)) && fits(`0${digits}`);
  const code = isRestored ? `0${digits}` : digits;
  if (code.length === 12) return person(code);
  if (!/^\d{10}(?:(?!000)\d{3})?$/.test(code)) return refused('MALFORMED_TAX_CODE', FORM);
  if (!fits(code))
    return refused('TAX_CHECK_DIGIT', 'the tenth digit of a tax code is its check digit, and it differs');
  const notes = isRestored ? [RESTORED] : [];
  return code.length === 10
    ? taken({ kind: 'BUSINESS', code }, notes)
    : taken({ kind: 'BRANCH', code: `${code.slice(0, 10)}-${code.slice(10)}` }, notes);
}

function person(code: string): Read<TaxCode> {
  const number = readPersonalId(code);
  if ('refused' in number) return number;
  if (!code.startsWith('0') && fits(`0${code}`)) {
    return refused('AMBIGUOUS_TAX_CODE', 'the number is a personal one, or a branch without its leading zero');
  }
  return taken({ kind: 'PERSON', code }, number.notes);
}

function fits(code: string): boolean {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(code[at]), 0);
  return 10 - (sum % MODULUS) === Number(code[9]);
}
