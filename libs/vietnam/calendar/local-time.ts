/**
 * Days and instants as the calendar takes and gives them. A day is `2026-02-23`. An instant is RFC 3339 text; it may come
 * with any offset and leaves in +07:00, which Hanoi's clocks have shown all year since 13 June 1975 (tz database,
 * Asia/Ho_Chi_Minh), with a fraction only where its second is not whole.
 */

/** Milliseconds of one day. */
export const DAY_MS = 86_400_000;
/** Milliseconds that Hanoi is ahead of UTC. */
const AHEAD_MS = 7 * 3_600_000;
const DAY = /^\d{4}-\d\d-\d\d$/;
const INSTANT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** The number of a day, counted from 1970-01-01. @throws RangeError when it is no day of the calendar */
export function dayNumber(date: string): number {
  const ms = DAY.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date) {
    throw new RangeError(`'${date}' is no day: a day is written as 2026-02-23.`);
  }
  return ms / DAY_MS;
}

/** The day of a number of {@link dayNumber}. */
export function dayOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/**
 * The clock of Hanoi at an instant, as milliseconds since 1970-01-01T00:00 local time.
 *
 * @throws RangeError when it is no RFC 3339 instant with seconds and an offset
 */
export function localMs(instant: string): number {
  const day = INSTANT.exec(instant)?.[1];
  if (day === undefined) {
    throw new RangeError(`'${instant}' is no instant: an instant is written as 2026-02-23T11:30:00+07:00.`);
  }
  dayNumber(day);
  return Date.parse(instant) + AHEAD_MS;
}

/** The instant at which the clock of Hanoi shows a local time, given as by {@link localMs}. */
export function instantOf(local: number): string {
  const text = new Date(local).toISOString();
  const fraction = text.slice(19, 23);
  return `${text.slice(0, 19)}${fraction === '.000' ? '' : fraction}+07:00`;
}

/** Monday is 0 and Sunday 6. */
export function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}
