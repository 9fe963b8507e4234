import { readPersonalId, readPhones, readTaxCode } from '@lienthong/vietnam';
import { Chance, type Secret } from './chance';
import { otherYear } from './time-forms';

/** The part of a telephone number that is one's own; before it stands the network or the area. */
const OWN_DIGITS = 7;
const SEVERAL = /([/;,|\n&]|\s(?:hoặc|hoac|và|va|or)\s)/i;
const DIGITS = /\d/g;
const CCCD = /^(\d{3})(\d)(\d\d)(\d{6})$/;
/** Twelve digits of which a spreadsheet took one or two zeros. */
const CCCD_SHORT = /^[1-9]\d{9,10}$/;
const CCCD_LENGTH = 12;
const [FIRST_YEAR, LAST_YEAR] = [1900, 2049];
const ALONE = /^[\d\s.-]+$/;

/**
 * 0 or 1, the same throughout a session: by it two words of a table change places, and the sexes that personal numbers
 * tell, so that a record that agreed with a number still does.
 */
export function turn(secret: Secret): number {
  return new Chance(secret, 'turn').next(2);
}

/**
 * Another number in the form of a telephone, a personal or a tax number: network and area, province and check digit stay
 * right, the year a personal number tells moves as dates do. Undefined for any other text.
 */
export function otherNumber(text: string, chance: Chance, secret: Secret): string | undefined {
  if (isPhone(text)) return text.split(SEVERAL).map((one) => otherPhone(one, chance)).join(''); // prettier-ignore
  if (!ALONE.test(text)) return undefined;
  const digits = text.match(DIGITS)?.join('') ?? '';
  const other = CCCD.test(digits) ? otherCccd(digits, chance, secret) : otherTaxCode(text, digits, chance);
  if (other !== undefined) return placed(text, other);
  return CCCD_SHORT.test(digits) ? shortCccd(text, digits, chance, secret) : undefined;
}

/** Which numbers a text holds; a disguise holds the same ones. */
export function numberKinds(text: string): string {
  const phones = readPhones(text).map((one) => ('value' in one ? one.value.kind : one.refused));
  const [id, tax] = [readPersonalId(text), readTaxCode(text)];
  return [phones.join(' '), 'value' in id ? id.value.kind : '', 'value' in tax ? tax.value.kind : ''].join(', ');
}

function isPhone(text: string): boolean {
  if (!/\d{3}/.test(text) || text.length > 200) return false;
  const read = readPhones(text);
  return read.length > 0 && read.every((one) => 'value' in one);
}

function otherPhone(text: string, chance: Chance): string {
  const digits = text.match(DIGITS)?.join('') ?? '';
  const own = digits.length - OWN_DIGITS;
  return own < 0 ? text : placed(text, digits.slice(0, own) + chance.digits(digits.slice(own)));
}

function otherCccd(digits: string, chance: Chance, secret: Secret): string | undefined {
  const [, province = '', generation = '', year = '', own = ''] = CCCD.exec(digits) ?? [];
  const birth = FIRST_YEAR + 100 * Math.floor(Number(generation) / 2) + Number(year);
  if (birth > LAST_YEAR) return undefined;
  const other = otherYear(birth, secret);
  const century = 2 * Math.floor((other - FIRST_YEAR) / 100);
  const sex = (Number(generation) + turn(secret)) % 2;
  return province + String(century + sex) + String(other).slice(2) + chance.digits(own);
}

function shortCccd(text: string, digits: string, chance: Chance, secret: Secret): string | undefined {
  const whole = digits.padStart(CCCD_LENGTH, '0');
  const read = readPersonalId(whole);
  if (!('value' in read) || read.value.kind !== 'CCCD' || read.value.province === undefined) return undefined;
  const other = otherCccd(whole, chance, secret);
  return other === undefined ? undefined : placed(text, other.slice(CCCD_LENGTH - digits.length));
}

/** The tenth digit of a tax code is looked for until it checks. */
function otherTaxCode(text: string, digits: string, chance: Chance): string | undefined {
  const read = readTaxCode(text);
  if (!('value' in read) || read.value.kind === 'PERSON' || digits.length < 10) return undefined;
  const zeros = /^0*/.exec(digits)?.[0] ?? '';
  const nine = zeros + chance.digits(digits.slice(zeros.length, 9), 1);
  const branch = digits.slice(10) === '' ? '' : chance.digits(digits.slice(10), 1);
  const found = Array.from('0123456789', (check) => nine + check + branch).find((code) => 'value' in readTaxCode(code));
  return found ?? undefined;
}

/** The text with other digits in the places of its own. */
function placed(text: string, digits: string): string {
  let at = -1;
  return text.replace(DIGITS, () => digits[(at += 1)] ?? '');
}
