import { bareNumber } from './digits';
import { refused, taken, type Note, type Read } from './reading';

/**
 * A personal number. Of a 12-digit one also what its digits say: the CMND of twelve digits (Circular 27/2012/TT-BCA) kept
 * its number when it became a CCCD, so the number does not tell them apart and both are a CCCD here.
 */
export type PersonalId =
  | {
      readonly kind: 'CCCD';
      readonly number: string;
      /** Province of the registration of birth, as it was named in 2016; undefined for a birth abroad. */
      readonly province: string | undefined;
      readonly sex: 'MALE' | 'FEMALE';
      readonly birthYear: number;
    }
  | { readonly kind: 'CMND' | 'PASSPORT'; readonly number: string };

/** What the record says of the same person, to hold the number against. */
export interface KnownPerson {
  readonly sex?: 'MALE' | 'FEMALE';
  readonly birthYear?: number;
}

/** Circular 07/2016/TT-BCA, Annex 1: three digits of the province. The mergers of 2025 left them as they are. */
const PROVINCES = new Map(
  `001 Hà Nội;002 Hà Giang;004 Cao Bằng;006 Bắc Kạn;008 Tuyên Quang;010 Lào Cai;011 Điện Biên;012 Lai Châu;014 Sơn La;
015 Yên Bái;017 Hòa Bình;019 Thái Nguyên;020 Lạng Sơn;022 Quảng Ninh;024 Bắc Giang;025 Phú Thọ;026 Vĩnh Phúc;027 Bắc Ninh;
030 Hải Dương;031 Hải Phòng;033 Hưng Yên;034 Thái Bình;035 Hà Nam;036 Nam Định;037 Ninh Bình;038 Thanh Hóa;040 Nghệ An;
042 Hà Tĩnh;044 Quảng Bình;045 Quảng Trị;046 Thừa Thiên Huế;048 Đà Nẵng;049 Quảng Nam;051 Quảng Ngãi;052 Bình Định;
054 Phú Yên;056 Khánh Hòa;058 Ninh Thuận;060 Bình Thuận;062 Kon Tum;064 Gia Lai;066 Đắk Lắk;067 Đắk Nông;068 Lâm Đồng;
070 Bình Phước;072 Tây Ninh;074 Bình Dương;075 Đồng Nai;077 Bà Rịa - Vũng Tàu;079 Hồ Chí Minh;080 Long An;082 Tiền Giang;
083 Bến Tre;084 Trà Vinh;086 Vĩnh Long;087 Đồng Tháp;089 An Giang;091 Kiên Giang;092 Cần Thơ;093 Hậu Giang;094 Sóc Trăng;
095 Bạc Liêu;096 Cà Mau`
    .split(/;\s*/)
    .map((row) => [row.slice(0, 3), row.slice(4)]),
);
const LAST_PROVINCE = '096';

/** Circular 07/2016/TT-BCA, article 7: province, then twice the century after the 20th plus sex, then year, then six digits. */
const CCCD = /^(\d{3})(\d)(\d{2})\d{6}$/;
/** Identity cards of before 2016. */
const CMND = /^\d{9}$/;
const DIGITS = /^\d+$/;
const PASSPORT = /^[A-Z]{1,2}\d{6,8}$/;
/** Excel showed a long number in exponents and lost its last digits. */
const EXPONENT = /^\d(?:[.,]\d+)?E\+?\d+$/i;
const FIRST_CENTURY = 1900;
/** The fourth digit has room for five centuries; nobody is born yet in the last three of them. */
const NOT_YET = 2100;
const [CCCD_LENGTH, CMND_LENGTH] = [12, 9];
const ZERO = 48;
const RUN = '01234567890123';

/**
 * Reads a CMND, a CCCD (personal identification number) or a passport number. The number has no check digit, so the sex
 * and the year in it are held against the record. Fillers are refused, and so are numbers whose leading zeros Excel took,
 * unless the record proves the number with its zeros.
 */
export function readPersonalId(text: string, known: KnownPerson = {}): Read<PersonalId> {
  if (EXPONENT.test(text.trim())) return refused('DIGITS_LOST', 'a spreadsheet wrote the number with an exponent; its last digits are lost'); // prettier-ignore
  const number = bareNumber(text);
  if (PASSPORT.test(number)) return taken({ kind: 'PASSPORT', number });
  if (!DIGITS.test(number)) return refused('MALFORMED_ID', 'a personal number has 12 digits, an older one 9, a passport one or two letters and 6 to 8 digits'); // prettier-ignore
  if (isFiller(number)) return refused('PLACEHOLDER_ID', 'the number is one that is typed where none is known');
  if (number.length === CCCD_LENGTH) return cccd(number, known, []);
  if (CMND.test(number)) return taken({ kind: 'CMND', number });
  return withZeros(number, known);
}

/** Whether a number is one that is typed where none is known: all one digit, only zeros before one, or a run of digits. */
export function isPlaceholderId(text: string): boolean {
  if (!mayBeFiller(text)) return false;
  const number = bareNumber(text);
  return DIGITS.test(number) && isFiller(number);
}

/** Leaves out nearly every number after a few digits: this is asked of each number of each record. */
function mayBeFiller(text: string): boolean {
  let [zeros, isRun] = [true, true];
  for (let at = 1; at < text.length; at += 1) {
    const [before, now] = [text.charCodeAt(at - 1) - ZERO, text.charCodeAt(at) - ZERO];
    if (before < 0 || before > 9 || now < 0 || now > 9) return true;
    const step = Math.abs(now - before);
    zeros &&= before === 0;
    isRun &&= step <= 1 || step === 9;
    if (!zeros && !isRun) return false;
  }
  return text !== '';
}

function isFiller(number: string): boolean {
  const core = number.replace(/^0+/, '');
  const isOneDigit = /^(\d)\1*$/.test(number);
  return isOneDigit || core.length <= 1 || (number.length >= CMND_LENGTH && (RUN.includes(number) || reversed(RUN).includes(number))); // prettier-ignore
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

function cccd(number: string, known: KnownPerson, before: readonly Note[]): Read<PersonalId> {
  const [, place = '', generation = '', year = ''] = CCCD.exec(number) ?? [];
  const sex = Number(generation) % 2 === 0 ? 'MALE' : 'FEMALE';
  const birthYear = FIRST_CENTURY + 100 * Math.floor(Number(generation) / 2) + Number(year);
  const province = PROVINCES.get(place);
  const notes: Note[] = [...before];
  const warn = (code: string, rule: string): void => void notes.push({ code, severity: 'WARNING', rule });
  if (province === undefined && place <= LAST_PROVINCE) {
    warn('ID_PROVINCE_UNKNOWN', 'the first three digits are the code of no province');
  }
  if (birthYear >= NOT_YET) warn('ID_YEAR_AHEAD', 'the fourth digit says a century that has not begun');
  if (known.sex !== undefined && known.sex !== sex)
    warn('ID_SEX_DIFFERS', 'the fourth digit says another sex than the record');
  if (known.birthYear !== undefined && known.birthYear !== birthYear) {
    warn('ID_YEAR_DIFFERS', 'the fifth and sixth digit say another year of birth than the record');
  }
  return taken({ kind: 'CCCD', number, province, sex, birthYear }, notes);
}

/** A CCCD of which a spreadsheet took one or two zeros: only where province, sex and year of birth all fit. */
function withZeros(number: string, known: KnownPerson): Read<PersonalId> {
  const rule = `the number has ${number.length} digits: a personal number has 12, an older one 9; a spreadsheet may have taken its zeros`;
  const isShort = number.length === CCCD_LENGTH - 1 || number.length === CCCD_LENGTH - 2;
  if (!isShort || known.sex === undefined || known.birthYear === undefined) return refused('AMBIGUOUS_ID', rule);
  const note = { code: 'ID_ZEROS_RESTORED', severity: 'WARNING', rule: 'leading zeros were restored; sex and year of birth agree with the record' } as const; // prettier-ignore
  const padded = cccd(number.padStart(CCCD_LENGTH, '0'), known, [note]);
  return 'value' in padded && padded.notes.length === 1 ? padded : refused('AMBIGUOUS_ID', rule);
}
