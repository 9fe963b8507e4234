import { HOLIDAYS, type CalendarDay } from './holidays';
import { DAY_MS, dayNumber, instantOf, localMs } from './local-time';
import { officeHours, WEEK_HOURS, type WeekHours } from './office-hours';
import { dayReaching, outside, timetable } from './timetable';

const HOUR_MS = 3_600_000;

/** What an office works by; left out is what most of Hanoi's offices have. */
export interface WorkCalendarSettings {
  /** The hours of each weekday and of make-up workdays. */
  readonly hours?: WeekHours;
  /** Holidays and make-up workdays of whole years without a gap, such as {@link HOLIDAYS} and the rows of one more year. */
  readonly days?: readonly CalendarDay[];
}

/**
 * The working time of an office. A day is `2026-02-23`; an instant comes as RFC 3339 text with any offset and leaves in
 * +07:00, `2026-02-23T11:30:00+07:00`. Every method throws a RangeError when it is asked about, or led into, a year
 * the calendar does not have; the message names those it has.
 */
export interface WorkCalendar {
  /** Whether the office is open on a day. Make-up Saturdays are working days. */
  isWorkingDay(date: string): boolean;
  /** Whether a day is a holiday, a day off for one, or swapped off; a plain weekend is not. */
  isHoliday(date: string): boolean;
  /** The instant itself within office hours, else the next one at which the office opens. */
  nextOpening(at: string): string;
  /** The end of the office hours of the first working day that is not before the given one. */
  closing(date: string): string;
  /** Hours the office is open from one instant to another; negative when the second is the earlier one. */
  workingHoursBetween(from: string, to: string): number;
  /**
   * The instant at which the office has been open for so many hours since the given one, to the millisecond: eight hours
   * from Monday 07:00 are Monday 17:00, never Tuesday 07:00. No hours give {@link nextOpening}.
   */
  addWorkingHours(from: string, hours: number): string;
}

/** The work calendar of an office. @throws RangeError for office hours that overlap and for years with a gap */
export function workCalendar({ hours = WEEK_HOURS, days = HOLIDAYS }: WorkCalendarSettings = {}): WorkCalendar {
  const table = timetable(officeHours(hours), days);
  const { first, spans, opened, holidays } = table;

  const placeOf = (number: number): number => {
    const place = number - first;
    if (place < 0 || place >= spans.length) throw outside(table, number);
    return place;
  };
  const spansOf = (place: number): (typeof spans)[number] => spans[place] ?? [];
  /** Milliseconds the office was open before a local time. */
  const openBefore = (local: number): number => {
    const number = Math.floor(local / DAY_MS);
    const place = placeOf(number);
    const time = local - number * DAY_MS;
    return spansOf(place).reduce((sum, [from, to]) => sum + Math.max(0, Math.min(time, to) - from), opened[place] ?? 0);
  };
  /** The first local time before which the office was open for so long, or with `longer` the last one. */
  const timeAfter = (sum: number, longer: boolean): number => {
    const place = dayReaching(table, sum, longer);
    if (place === spans.length) throw outside(table, first + place);
    let left = sum - (opened[place] ?? 0);
    const within = spansOf(place).find(([from, to]) => {
      if (left < to - from || (!longer && left === to - from)) return true;
      left -= to - from;
      return false;
    });
    return (first + place) * DAY_MS + (within?.[0] ?? 0) + left;
  };

  return {
    isWorkingDay: (date) => spansOf(placeOf(dayNumber(date))).length > 0,
    isHoliday: (date) => holidays.has(first + placeOf(dayNumber(date))),
    nextOpening: (at) => instantOf(timeAfter(openBefore(localMs(at)), true)),
    closing: (date) => {
      let number = dayNumber(date);
      while (spansOf(placeOf(number)).length === 0) number += 1;
      return instantOf(number * DAY_MS + (spansOf(placeOf(number)).at(-1)?.[1] ?? 0));
    },
    workingHoursBetween: (from, to) => (openBefore(localMs(to)) - openBefore(localMs(from))) / HOUR_MS,
    addWorkingHours: (from, added) => {
      if (!(added >= 0 && added < Infinity)) throw new RangeError('Hours to add are a number, 0 or more.');
      const ms = Math.round(added * HOUR_MS);
      return instantOf(timeAfter(openBefore(localMs(from)) + ms, ms === 0));
    },
  };
}
