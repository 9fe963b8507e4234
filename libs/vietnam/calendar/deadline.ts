import { dayNumber, dayOf } from './local-time';
import { workCalendar, type WorkCalendar } from './working-time';

/** Hours that count as one day of a time limit, as one-stop software writes limits. */
export const HOURS_A_DAY = 8;

/** How long an office may take for a dossier. */
export interface TimeLimit {
  /** Hours, eight for each day; null where the procedure has no due date. */
  readonly hours: number | null;
  /** Days the office works, or days of the calendar (`Ngày làm việc`, `Ngày`). */
  readonly unit: 'WORKING_DAY' | 'CALENDAR_DAY';
  /** Calendar days: holidays are left out of the count, weekends stay in it. */
  readonly skipHolidays?: boolean;
}

const HANOI = workCalendar();

/**
 * When a dossier is due; nothing where the limit has no hours. A receipt outside office hours counts from the next
 * opening. Working days run hour by hour through office hours: two days from Monday 10:00 are Wednesday 10:00. Calendar
 * days are whole ones: the day of receipt is not counted, the term ends when the office closes on the last day, and a
 * last day off moves it to the close of the next working day (Civil Code 2015 art. 147.2 and 148.5).
 *
 * @param receivedAt an RFC 3339 instant
 * @returns an instant in +07:00
 * @throws RangeError for hours below 0, a part of a calendar day, and a year without known holidays on the way
 */
export function dueAt(receivedAt: string, limit: TimeLimit, calendar: WorkCalendar = HANOI): string | undefined {
  const { hours, unit, skipHolidays = false } = limit;
  if (hours === null) return undefined;
  if (unit === 'WORKING_DAY') return calendar.addWorkingHours(receivedAt, hours);
  const days = hours / HOURS_A_DAY;
  if (!Number.isInteger(days) || days < 0) throw new RangeError('A limit in calendar days is a whole number of days.');
  const first = dayNumber(calendar.nextOpening(receivedAt).slice(0, 10));
  return calendar.closing(dayOf(skipHolidays ? afterDays(first, days, calendar) : first + days));
}

/** The day that so many days that are no holidays lead to. */
function afterDays(first: number, days: number, calendar: WorkCalendar): number {
  let [number, left] = [first, days];
  while (left > 0) {
    number += 1;
    if (!calendar.isHoliday(dayOf(number))) left -= 1;
  }
  return number;
}
