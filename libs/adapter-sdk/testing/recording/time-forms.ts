import { Chance, type Secret } from './chance';

const DAY_FIRST = /(?<!\d)(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?!\d)/;
const YEAR_FIRST = /(?<!\d)(\d{4})([/.-])(\d{1,2})\2(\d{1,2})(?!\d)/;
const MONTH_AND_YEAR = /^(\d{1,2})([/.-])((?:1[89]|2[01])\d\d)$/;
const CLOCK = /(?<![\d+-])(\d{1,2}):(\d\d)(?::(\d\d)(?:([.,])(\d{1,9}))?)?(?!\d)/;
/** What may stand beside day and clock: blanks, the T of ISO, halves of a day, an offset. */
const BESIDE = /^(?:[\s,T]|[AP]M|SA|CH|lúc|Z|[+-]\d\d:?\d\d)*$/i;
const YEAR = /^(?:1[89]|2[01])\d\d$/;
const COMPACT = /^((?:19|20)\d\d)(\d\d)(\d\d)(\d{6})?$/;

/** Two digits from here on mean the century before, since software of today has no births of the years to come. */
const PIVOT = 30;
/** Years move back by at most this many, so that no time comes to lie ahead; those before {@link EARLY} move on. */
const YEARS = 12;
const EARLY = 1943;

/**
 * The year in the place of a year: another one, at most twelve years off, the same for the same year, so that a number
 * that tells a year of birth and the date of birth move together. Never later than the year, except before 1943.
 */
export function otherYear(year: number, secret: Secret): number {
  const off = 1 + new Chance(secret, `year ${year}`).next(YEARS);
  return year < EARLY ? year + off : year - off;
}

/**
 * Another time in the form of a time: day, month and hour stay possible in either order of day and month, midnight stays
 * midnight, a date that does not exist keeps day and month. Undefined for text that is no time as a whole.
 */
export function otherTime(text: string, chance: Chance, secret: Secret): string | undefined {
  if (YEAR.test(text)) return String(otherYear(Number(text), secret));
  const compact = COMPACT.exec(text);
  if (compact !== null) return otherCompact(compact, chance, secret);
  const month = MONTH_AND_YEAR.exec(text);
  if (month !== null) {
    const [, one = '', sign = '', year = ''] = month;
    return isPossible(2000, Number(one), 1) ? `${part(one, one, chance)}${sign}${yearLike(year, secret)}` : undefined;
  }
  if (!BESIDE.test(text.replace(CLOCK, '').replace(YEAR_FIRST, '').replace(DAY_FIRST, ''))) return undefined;
  const isYearFirst = YEAR_FIRST.test(text);
  if (!isYearFirst && !DAY_FIRST.test(text)) return undefined;
  const clock = (...found: string[]): string => otherClock(found, chance);
  const moved = isYearFirst
    ? text.replace(YEAR_FIRST, (_, year: string, sign: string, one: string, two: string) => {
        const [a, b] = otherParts(year, one, two, chance);
        return [yearLike(year, secret), a, b].join(sign);
      })
    : text.replace(DAY_FIRST, (_, one: string, sign: string, two: string, year: string) => {
        const [a, b] = otherParts(year, one, two, chance);
        return [a, b, yearLike(year, secret)].join(sign);
      });
  return moved.replace(CLOCK, clock);
}

function otherCompact(
  [, year = '', month = '', day = '', clock]: RegExpExecArray,
  chance: Chance,
  secret: Secret,
): string | undefined {
  if (!isPossible(Number(year), Number(month), Number(day))) return undefined;
  const hour = clock?.match(/../g) ?? [];
  if (Number(hour[0] ?? 0) > 23 || hour.slice(1).some((one) => Number(one) > 59)) return undefined;
  const time = clock === undefined ? '' : otherClock([clock, ...hour], chance).replaceAll(':', '');
  return [yearLike(year, secret), part(month, month, chance), part(day, day, chance), time].join('');
}

/** Day and month, or month and day. */
function otherParts(year: string, one: string, two: string, chance: Chance): [string, string] {
  const [a, b] = [Number(one), Number(two)];
  const full = fullYear(year);
  if (!isPossible(full, a, b) && !isPossible(full, b, a)) return [one, two];
  return [part(one, two, chance), part(two, one, chance)];
}

/** A number up to twelve may be a month and stays one; a higher one stays a day that every month has. */
function part(written: string, beside: string, chance: Chance): string {
  const number = Number(written);
  if (written.length === 1) return String(chance.between(1, 9));
  if (number > 12) return String(chance.between(13, 28));
  return beside.length === 1 ? String(chance.between(10, 12)) : two(chance.between(1, 12));
}

function otherClock([, hour = '', minute = '', second, sign, fraction]: string[], chance: Chance): string {
  const isMidnight = /^[0:]*$/.test(`${hour}${minute}${second ?? ''}${fraction ?? ''}`);
  const mixed = (): string => two(chance.next(60));
  const other = isMidnight ? [hour, minute] : [otherHour(hour, chance), mixed()];
  if (second !== undefined) other.push(isMidnight ? second : mixed());
  const tail = fraction === undefined ? '' : `${sign ?? '.'}${isMidnight ? fraction : chance.digits(fraction)}`;
  return other.join(':') + tail;
}

/** A morning stays one, since a half of the day may be written beside it. */
function otherHour(hour: string, chance: Chance): string {
  if (hour.length === 1) return String(chance.between(1, 9));
  return Number(hour) > 12 ? String(chance.between(13, 23)) : two(chance.between(1, 12));
}

function yearLike(year: string, secret: Secret): string {
  const other = otherYear(fullYear(year), secret);
  return year.length === 4 ? String(other).padStart(4, '0') : two(other % 100);
}

function fullYear(year: string): number {
  const number = Number(year);
  if (year.length === 4) return number;
  return number < PIVOT ? 2000 + number : 1900 + number;
}

function isPossible(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const two = (number: number): string => String(number).padStart(2, '0');
