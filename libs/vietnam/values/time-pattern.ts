import { Fault } from '@lienthong/canonical';

/** A time as it is written: which parts there are, and how exact they are. Months from 1; offset in ms ahead of UTC. */
export interface Written {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  /** Digits of the fraction of a second, without trailing zeros. */
  fraction: string;
  offset: number | undefined;
  precision: 'YEAR' | 'DAY' | 'MINUTE' | 'SECOND';
}

type Part = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'fraction' | 'offset';

const PARTS: Record<string, [part: Part, digits: string]> = {
  yy: ['year', '\\d{2}'],
  yyyy: ['year', '\\d{4}'],
  MM: ['month', '\\d{2}'],
  M: ['month', '\\d{1,2}'],
  dd: ['day', '\\d{2}'],
  d: ['day', '\\d{1,2}'],
  HH: ['hour', '\\d{2}'],
  H: ['hour', '\\d{1,2}'],
  mm: ['minute', '\\d{2}'],
  ss: ['second', '\\d{2}'],
};
const ISO: Form = {
  source: /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/,
  parts: ['year', 'month', 'day', 'hour', 'minute', 'second', 'fraction', 'offset'],
};

/** A regular expression and the part each of its groups holds. */
interface Form {
  source: RegExp;
  parts: Part[];
}

/**
 * Compiles a way of writing times: `iso`, or a pattern of yyyy, yy, MM, M, dd, d, HH, H, mm, ss and literal signs. The
 * reader gives undefined for text of another form and for dates and times that do not exist. `yy` is the last year up to
 * `lastYear` that ends so; without one a pattern with `yy` is a fault, since a century is not guessed.
 */
export function timePattern(pattern: string, lastYear?: number): (text: string) => Written | undefined {
  const { source, parts } = pattern === 'iso' ? ISO : formOf(pattern);
  if (/(?<!y)yy(?!y)/.test(pattern) && lastYear === undefined) {
    throw new Fault('LT-ADAPTER-4', `The time pattern "${pattern}" has years of two digits and no last year.`);
  }
  const group = (part: Part): number => parts.indexOf(part) + 1 || parts.length + 1;
  const [year, month, day, hour] = [group('year'), group('month'), group('day'), group('hour')];
  const [minute, second, fraction, offset] = [group('minute'), group('second'), group('fraction'), group('offset')];
  return (text) => {
    const found = source.exec(text);
    if (found === null) return undefined;
    const time: Written = {
      year: yearOf(found[year] ?? '', lastYear),
      month: Number(found[month] ?? 1),
      day: Number(found[day] ?? 1),
      hour: Number(found[hour] ?? 0),
      minute: Number(found[minute] ?? 0),
      second: Number(found[second] ?? 0),
      fraction: found[fraction]?.slice(0, 6).replace(/0+$/, '') ?? '',
      offset: offsetMs(found[offset]),
      precision: found[second] ? 'SECOND' : found[hour] ? 'MINUTE' : found[day] ? 'DAY' : 'YEAR',
    };
    return exists(time) ? time : undefined;
  };
}

function formOf(pattern: string): Form {
  const parts: Part[] = [];
  const source = pattern.replace(/yyyy|yy|MM|dd|HH|mm|ss|[MdH]|[^A-Za-z]|[A-Za-z]+/g, (piece) => {
    const [part, digits] = PARTS[piece] ?? [];
    if (part !== undefined && !parts.includes(part)) {
      parts.push(part);
      return `(${digits})`;
    }
    if (!/[A-Za-z]/.test(piece)) return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    throw new Fault(
      'LT-ADAPTER-4',
      `"${piece}" in the time pattern "${pattern}" is not known; it takes ${Object.keys(PARTS).join(', ')}, or is iso, excel, epoch-milliseconds or epoch-seconds.`,
    );
  });
  return { source: new RegExp(`^${source}$`), parts };
}

function yearOf(digits: string, lastYear = 0): number {
  return digits.length === 4 ? Number(digits) : lastYear - ((lastYear - Number(digits)) % 100);
}

function offsetMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === 'Z') return 0;
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(4, 6));
  return (text.startsWith('-') ? -minutes : minutes) * 60_000;
}

function exists({ year, month, day, hour, minute, second, offset = 0 }: Written): boolean {
  if (month < 1 || month > 12 || day < 1 || hour > 23 || minute > 59 || second > 59) return false;
  return day <= (day < 29 ? 28 : new Date(Date.UTC(year, month, 0)).getUTCDate()) && Math.abs(offset) <= 64_800_000;
}
