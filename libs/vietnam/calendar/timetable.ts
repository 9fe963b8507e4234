import type { CalendarDay } from './holidays';
import { dayNumber, dayOf, weekdayOf } from './local-time';
import type { Spans } from './office-hours';

const MAKEUP = 7;

/** Every day of some years with its office hours, so that a question about time is two look-ups and not a walk. */
export interface Timetable {
  /** The number of the first day. */
  readonly first: number;
  /** The hours of each day. */
  readonly spans: readonly Spans[];
  /** Milliseconds the office was open before each day, with one more for the time after the last. */
  readonly opened: Float64Array;
  /** The numbers of the holidays. */
  readonly holidays: ReadonlySet<number>;
}

/**
 * The timetable of the years whose New Year's Day is among the days; a row of another year, such as the Saturday that is
 * worked in January for a day off in December, does not make that year known.
 *
 * @param hours those of Monday to Sunday, then of make-up workdays
 * @throws RangeError when two rows are about one day, when no year is known, or when there is a gap between years
 */
export function timetable(hours: readonly Spans[], days: readonly CalendarDay[]): Timetable {
  const kinds = new Map(days.map(({ date, kind }) => [dayNumber(date), kind]));
  if (kinds.size < days.length) throw new RangeError('Two rows of the calendar are about one day.');
  const [first, end] = reachOf(days);
  const opened = new Float64Array(end - first + 1);
  const spans = Array.from({ length: end - first }, (_, index) => {
    const kind = kinds.get(first + index);
    const today = kind === 'HOLIDAY' ? [] : (hours[kind === undefined ? weekdayOf(first + index) : MAKEUP] ?? []);
    opened[index + 1] = (opened[index] ?? 0) + today.reduce((sum, [from, to]) => sum + to - from, 0);
    return today;
  });
  const holidays = new Set([...kinds].filter(([, kind]) => kind === 'HOLIDAY').map(([number]) => number));
  return { first, spans, opened, holidays };
}

/** The first day of the known years, and the day after their last one. */
function reachOf(days: readonly CalendarDay[]): [number, number] {
  const years = days
    .filter(({ date, kind }) => date.endsWith('-01-01') && kind === 'HOLIDAY')
    .map(({ date }) => Number(date.slice(0, 4)))
    .sort((one, other) => one - other);
  const [first, last] = [years[0], years.at(-1)];
  if (first === undefined || last === undefined || last - first + 1 !== years.length) {
    throw new RangeError(`The calendar needs years without a gap and has ${years.join(', ') || 'none'}.`);
  }
  return [dayNumber(`${first}-01-01`), dayNumber(`${last + 1}-01-01`)];
}

/**
 * The place of the day on which the office has been open for so long: the first such day, or the one on which it will be
 * open for longer. The number of days when there is none.
 */
export function dayReaching({ opened, spans }: Timetable, sum: number, longer: boolean): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const reached = opened[middle + 1] ?? 0;
    if (longer ? reached > sum : reached >= sum) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** What is thrown about a day the timetable does not have. */
export function outside({ first, spans }: Timetable, number: number): RangeError {
  const [from, to] = [dayOf(first).slice(0, 4), dayOf(first + spans.length - 1).slice(0, 4)];
  return new RangeError(
    `The holidays of ${dayOf(number).slice(0, 4)} are not known: the calendar has ${from} to ${to}.`,
  );
}
