import { HOLIDAYS } from '../calendar/holidays';
import { dayNumber, dayOf } from '../calendar/local-time';
import { workCalendar } from '../calendar/working-time';

const FIRST = `${HOLIDAYS[0]?.date.slice(0, 4) ?? ''}-01-01`;
const LAST = `${HOLIDAYS.at(-1)?.date.slice(0, 4) ?? ''}-12-31`;

/** Each day off of those years: asked for one day of each record, which a calendar that reads dates is too slow for. */
const DAYS_OFF = daysOff();

/** Whether Hanoi's offices worked on a day, given as `2026-02-17`; undefined in a year whose holidays are not known. */
export function isWorkingDay(day: string): boolean | undefined {
  return day < FIRST || day > LAST ? undefined : !DAYS_OFF.has(day);
}

/** The days of the calendar from one day to another. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** The day so many calendar days later, and from there the first one that is worked; undefined in a year not known. */
export function workedAfter(day: string, days: number): string | undefined {
  for (let number = dayNumber(day) + days; ; number += 1) {
    const isWorked = isWorkingDay(dayOf(number));
    if (isWorked !== false) return isWorked && dayOf(number);
  }
}

/** The working days after one day up to another, that one included; undefined in a year not known. */
export function workedBetween(from: string, to: string): number | undefined {
  let count = 0;
  for (let number = dayNumber(from) + 1; number <= dayNumber(to); number += 1) {
    const isWorked = isWorkingDay(dayOf(number));
    if (isWorked === undefined) return undefined;
    if (isWorked) count += 1;
  }
  return count;
}

/** The working day so many working days later; undefined in a year not known. */
export function workedLater(day: string, days: number): string | undefined {
  let at: string | undefined = day;
  for (let left = days; left > 0 && at !== undefined; left -= 1) at = workedAfter(at, 1);
  return at;
}

function daysOff(): ReadonlySet<string> {
  const calendar = workCalendar();
  const days = new Set<string>();
  for (let number = dayNumber(FIRST); number <= dayNumber(LAST); number += 1)
    if (!calendar.isWorkingDay(dayOf(number))) days.add(dayOf(number));
  return days;
}
