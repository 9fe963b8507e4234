import { refused, taken, type Note, type Read } from './reading';
import { timePattern, type Written } from './time-pattern';

/** How a column of old software writes times. */
export interface TimeColumn {
  /**
   * `iso`, `excel` for serial days of a spreadsheet, `epoch-milliseconds` or `epoch-seconds` since 1970, or patterns of
   * {@link timePattern}; the first that fits is taken.
   */
  readonly formats: readonly string[];
  /** The last year that two digits of a year can mean: this year for births, a few years on for appointments. */
  readonly lastYear?: number;
  /** The software writes its local time with a `Z` that is not true. */
  readonly falseZ?: boolean;
  /** What programs write where no time is known is a time all the same. */
  readonly keepFillers?: boolean;
}

/** Written where no time is known: the zeros of .NET, SQL Server, Excel, MySQL and Delphi, and the last day of .NET. */
const FILLERS = new Set(['0001-01-01', '1753-01-01', '1900-01-01', '1899-12-30', '1899-12-31', '9999-12-31']);
const ZEROS = /^[0\s:/.T-]+Z?$/;
/** The point is a comma where Excel is set to Vietnamese. */
const SERIAL = /^\d{1,6}(?:[.,]\d{1,12})?$/;
/** A number since 1970; before it, with a minus. */
const EPOCH = /^-?\d{1,15}$/;
/** Excel counts 29 February 1900, a day that was none, as 60; what lies before it is one day off. */
const LEAP_THAT_WAS_NONE = 60;
const EXCEL_ZERO = Date.UTC(1899, 11, 30);
const [DAY_MS, SECOND_MS] = [86_400_000, 1000];
/** A time is exact to a year or to a day; a month alone would pass for a day that nobody wrote. */
const MONTH_LEFT_OUT = { code: 'TIME_MONTH_LEFT_OUT', severity: 'INFO', rule: 'a month without a day is kept as its year' } as const; // prettier-ignore
const FALSE_Z = { code: 'TIME_FALSE_Z', severity: 'INFO', rule: 'the Z behind the time is not true for this software' } as const; // prettier-ignore

/** Compiles a reader of a column of times, each as exact as it is written. Fillers are refused, and so is what never was. */
export function timeReader({
  formats,
  lastYear,
  falseZ = false,
  keepFillers = false,
}: TimeColumn): (text: string) => Read<Written> {
  const readers = formats.map((format) => ({
    read: NUMBERED.get(format) ?? timePattern(format, lastYear),
    hasMonth: format.includes('M'),
  }));
  const rule = `a time is written as ${formats.join(' or ')} and must exist`;
  return (text) => {
    const trimmed = text.trim();
    if (!keepFillers && trimmed !== '' && ZEROS.test(trimmed)) return filler();
    const isLocal = falseZ && trimmed.endsWith('Z');
    const bare = isLocal ? trimmed.slice(0, -1) : trimmed;
    for (const { read, hasMonth } of readers) {
      const written = read(bare);
      if (written === undefined) continue;
      const notes: Note[] = isLocal ? [FALSE_Z] : [];
      if (hasMonth && written.precision === 'YEAR') notes.push(MONTH_LEFT_OUT);
      return !keepFillers && isFiller(written) ? filler() : taken(written, notes);
    }
    return refused('MALFORMED_DATE', rule);
  };
}

/** A day and a time that stand in two columns as one text; the day alone where there is no time. */
export function joinDayAndTime(day: string, time: string): string {
  return `${day.trim()} ${time.trim()}`.trim();
}

/** The local time of a spreadsheet's serial number: days since 30 December 1899, a fraction of a day behind the point. */
export function excelSerial(text: string): Written | undefined {
  if (!SERIAL.test(text)) return undefined;
  const serial = Number(text.replace(',', '.'));
  const whole = Math.floor(serial);
  if (whole === LEAP_THAT_WAS_NONE || whole < 1) return undefined;
  const days = whole < LEAP_THAT_WAS_NONE ? serial + 1 : serial;
  const at = new Date(EXCEL_ZERO + Math.round((days * DAY_MS) / SECOND_MS) * SECOND_MS);
  const second = at.getUTCSeconds();
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second,
    fraction: '',
    offset: undefined,
    precision: serial === whole ? 'DAY' : second === 0 ? 'MINUTE' : 'SECOND',
  };
}

/** The instant of a number of milliseconds or seconds since 1970; a fraction of a second is kept, where there is one. */
function epoch(unitMs: number): (text: string) => Written | undefined {
  return (text) => {
    if (!EPOCH.test(text)) return undefined;
    const at = new Date(Number(text) * unitMs);
    if (Number.isNaN(at.getTime())) return undefined;
    return {
      year: at.getUTCFullYear(),
      month: at.getUTCMonth() + 1,
      day: at.getUTCDate(),
      hour: at.getUTCHours(),
      minute: at.getUTCMinutes(),
      second: at.getUTCSeconds(),
      fraction: String(at.getUTCMilliseconds()).padStart(3, '0').replace(/0+$/, ''),
      offset: 0,
      precision: 'SECOND',
    };
  };
}

/** Ways of writing a time as one number. */
const NUMBERED: ReadonlyMap<string, (text: string) => Written | undefined> = new Map([
  ['excel', excelSerial],
  ['epoch-milliseconds', epoch(1)],
  ['epoch-seconds', epoch(SECOND_MS)],
]);

/** Told by its day: a column of times alone holds 01/01/1900 07:30, and a zone moves 0001-01-01 to seven o'clock. */
function isFiller({ year, month, day, precision }: Written): boolean {
  if (precision === 'YEAR') return false;
  const two = (part: number): string => String(part).padStart(2, '0');
  return FILLERS.has(`${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`);
}

function filler(): ReturnType<typeof refused> {
  return refused('FILLER_DATE', 'the time is one that programs write where none is known');
}
