import { timeReader, type Written } from '@lienthong/vietnam';
import { Refused, type Reading } from './field';
import { taken } from './noted';
import { Scalar, type ScalarOptions } from './scalar';
import { fittingTime } from './suggest';
import type { Zone } from './zone';

/** How times are written and read. */
export interface MomentOptions extends ScalarOptions {
  /** `day`: the software writes 00:00 where it knows the day only, so local midnight is a day. */
  midnight?: 'day' | 'instant';
  /** The last year that `yy` can mean: this year for births. */
  lastYear?: number;
  /** The software writes its local time with a `Z` that is not true. */
  falseZ?: boolean;
  /** Dates that programs write where none is known (01/01/1900, 0001-01-01) are no dates of this software. */
  fillers?: 'refused';
}

/** A time as exact as the source knows it. */
interface Moment {
  at: string;
  precision: Written['precision'];
}

const VIETNAM = 7 * 3_600_000;
const RANGE = 'a time lies in the years 1800 to 2200';

/**
 * A moment: an instant in +07:00, or a day or year where that is all that is known, in the zone of the system. `formats`
 * is `iso`, `excel` (serial days), `epoch-milliseconds`, `epoch-seconds` or patterns such as `dd/MM/yyyy HH:mm`; the first
 * that fits is taken. A local time that clocks skip is refused; one that they show twice is taken as the first, with a
 * finding.
 */
export function moment(path: string, formats: string | readonly string[], options: MomentOptions = {}): Scalar {
  const list = typeof formats === 'string' ? [formats] : [...formats];
  const { midnight = 'instant' } = options;
  return time('moment', path, list, { ...options, midnight }, (written, reading, place) =>
    momentOf(written, midnight, reading, place),
  );
}

/** A day in the zone of the system, also where the source writes a time of that day. */
export function day(
  path: string,
  formats: string | readonly string[],
  options: Omit<MomentOptions, 'midnight'> = {},
): Scalar {
  const list = typeof formats === 'string' ? [formats] : [...formats];
  return time('day', path, list, options, (written, { zone }) => {
    if (written.precision === 'YEAR') return new Refused('MALFORMED_DATE', 'a day has a month and a day');
    const local = written.offset === undefined ? localMs(written) : shifted(localMs(written) - written.offset, zone);
    return dayOf(local);
  });
}

type Place = { pointer: string; path: string };
type Read = (written: Written, reading: Reading, place: Place) => unknown;

function time(
  kind: string,
  path: string,
  formats: string[],
  { absent, charset, ...options }: MomentOptions,
  read: Read,
): Scalar {
  const readText = timeReader({ formats, ...options, keepFillers: options.fillers === undefined });
  return new Scalar({
    kind,
    path,
    rule: [`${kind} ${formats.join(' or ')}`, ...inWords(options)].join(', '),
    options: { formats, ...options },
    ...(absent && { absent }),
    ...(charset && { charset }),
    convert(value, reading, place) {
      const written = readText(value);
      return taken(
        written,
        reading,
        place,
        (time) => read(time, reading, place),
        () => fittingTime(value, formats),
      );
    },
  });
}

function inWords({ midnight, lastYear, falseZ, fillers }: MomentOptions): string[] {
  return [
    midnight === 'day' ? 'midnight is a day' : '',
    lastYear === undefined ? '' : `two digits are a year up to ${lastYear}`,
    falseZ ? 'its Z is not true' : '',
    fillers === undefined ? '' : 'fillers refused',
  ].filter((word) => word !== '');
}

function momentOf(written: Written, midnight: string, reading: Reading, place: Place): Moment | Refused {
  const { precision, offset } = written;
  if (written.year < 1800 || written.year > 2200) return new Refused('DATE_RANGE', RANGE);
  if (precision === 'YEAR') return { at: String(written.year), precision };
  const local = localMs(written);
  if (precision === 'DAY') return dayOf(local);
  const { zone } = reading;
  const isMidnight = written.hour + written.minute + written.second === 0 && written.fraction === '';
  if (offset !== undefined) {
    const utc = local - offset;
    const here = shifted(utc, zone);
    const isDay = midnight === 'day' && here % 86_400_000 === 0 && written.fraction === '';
    return isDay ? dayOf(here) : instant(utc, written);
  }
  if (midnight === 'day' && isMidnight) return dayOf(local);
  const [first, second] = zone.instantsOf(local);
  if (first === undefined) return new Refused('MALFORMED_DATE', 'clocks in the zone of the system skip this time');
  if (second !== undefined) {
    const rule = 'clocks in the zone of the system show this time twice; the first is taken';
    reading.findings.push({ code: 'TIME_TWICE', severity: 'INFO', field: place.pointer, path: place.path, rule });
  }
  return instant(first, written);
}

function shifted(utc: number, zone: Zone): number {
  return utc + zone.offsetAt(utc);
}

function localMs({ year, month, day: date, hour, minute, second }: Written): number {
  return Date.UTC(year, month - 1, date, hour, minute, second);
}

function dayOf(local: number): Moment | Refused {
  const at = new Date(local).toISOString().slice(0, 10);
  return at < '1800' || at > '2201' ? new Refused('DATE_RANGE', RANGE) : { at, precision: 'DAY' };
}

function instant(utc: number, { fraction, precision }: Written): Moment | Refused {
  const text = new Date(utc + VIETNAM).toISOString();
  if (text < '1800' || text > '2201') return new Refused('DATE_RANGE', RANGE);
  return { at: `${text.slice(0, 19)}${fraction === '' ? '' : `.${fraction}`}+07:00`, precision };
}
