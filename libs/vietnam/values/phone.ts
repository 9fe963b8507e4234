import { bareNumber } from './digits';
import { refused, taken, type Note, type Read } from './reading';

/** A telephone number of Vietnam. */
export interface Phone {
  readonly kind: 'MOBILE' | 'LANDLINE';
  /** As it is dialled within the country: `0912345678`. */
  readonly national: string;
  /** E.164: `+84912345678`. */
  readonly international: string;
}

/** Decision 798/QĐ-BTTTT of 2018: mobile numbers of eleven digits lost one from 15 September 2018. */
const RENUMBERED: Readonly<Record<string, string>> = {
  '0162': '032', '0163': '033', '0164': '034', '0165': '035', '0166': '036', '0167': '037', '0168': '038', '0169': '039',
  '0120': '070', '0121': '079', '0122': '077', '0126': '076', '0128': '078',
  '0123': '083', '0124': '084', '0125': '085', '0127': '081', '0129': '082',
  '0186': '056', '0188': '058', '0199': '059',
}; // prettier-ignore
/**
 * What the numbering plan (Circular 22/2014/TT-BTTTT) has given to mobile networks since. The old landline of another
 * province can look like a mobile number of today (08 for Ho Chi Minh City, 033 for Quảng Ninh) and is taken for one.
 */
const MOBILE = /^0(?:3\d|5[125689]|7[06-9]|8[1-9]|9\d)\d{7}$/;
const LANDLINE = /^02\d{9}$/;
/** Hanoi's area code was 4 until 17 June 2017 and is 24 since (Decision 2036/QĐ-BTTTT of 2016). */
const OLD_HANOI = /^04\d{8}$/;
/** Some keep the 0 behind the country's code: +84 (0)24. */
const COUNTRY = /^(?:\+|00)?840?(?=\d{9,10}$)/;
const SEVERAL = /[/;,|\n&]|\s(?:hoặc|hoac|và|va|or)\s/i;
/** Between two numbers, or behind an area code: 024 - 3825 5555. */
const DASH = /\s[-\u2010-\u2015]\s/;
const NOTES = {
  PHONE_RENUMBERED: 'the number is written as before the renumbering of 2017 and 2018',
  PHONE_ZERO_RESTORED: 'the leading zero was restored',
} as const;

/**
 * Reads the numbers of a cell, which may hold several; a bad one does not lose the good ones. Old mobile and Hanoi
 * numbers are given in their form of today.
 */
export function readPhones(text: string): Read<Phone>[] {
  return filled(text.normalize('NFC').split(SEVERAL)).flatMap((one) => {
    const whole = readPhone(one);
    return 'value' in whole || !DASH.test(one) ? [whole] : filled(one.split(DASH)).map(readPhone);
  });
}

function filled(parts: readonly string[]): string[] {
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function readPhone(text: string): Read<Phone> {
  const digits = bareNumber(text.replace(/[()]/g, '')).replace(COUNTRY, '0');
  const notes: Note[] = [];
  const note = (code: keyof typeof NOTES): void => void notes.push({ code, severity: 'INFO', rule: NOTES[code] });
  const isBare = /^(?:[35789]\d{8}|1\d{9}|24\d{8})$/.test(digits);
  if (isBare) note('PHONE_ZERO_RESTORED');
  const written = isBare ? `0${digits}` : digits;
  const national = renumbered(written);
  if (national !== written) note('PHONE_RENUMBERED');
  const kind = MOBILE.test(national) ? 'MOBILE' : LANDLINE.test(national) ? 'LANDLINE' : undefined;
  if (kind === undefined)
    return refused('MALFORMED_PHONE', 'a mobile number has ten digits, a landline eleven, from 0 on');
  return taken({ kind, national, international: `+84${national.slice(1)}` }, notes);
}

function renumbered(number: string): string {
  if (OLD_HANOI.test(number)) return `02${number.slice(1)}`;
  const prefix = number.length === 11 ? RENUMBERED[number.slice(0, 4)] : undefined;
  return prefix === undefined ? number : prefix + number.slice(4);
}
