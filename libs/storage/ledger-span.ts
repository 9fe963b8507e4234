const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh, which has had no other offset since 1975. */
const OFFSET_MS = 7 * 3_600_000;

/** Days in Asia/Ho_Chi_Minh, both ends included; null is without an end. */
export interface DaySpan {
  readonly first: string | null;
  readonly last: string | null;
}

/** Every day there is. */
export const EVERY_DAY: DaySpan = { first: null, last: null };

/** The day of a time in Asia/Ho_Chi_Minh. */
export function dayOf(timeMs: number): string {
  return new Date(timeMs + OFFSET_MS).toISOString().slice(0, 10);
}

/** When a day begins, ms since 1970. */
export function dayStartMs(day: string): number {
  return Date.parse(`${checked(day)}T00:00:00Z`) - OFFSET_MS;
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${checked(day)}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** SQL: a date column lies in the span. */
export function onDays(column: string, { first, last }: DaySpan): string {
  const bounds = [first && `${column} >= '${checked(first)}'`, last && `${column} <= '${checked(last)}'`];
  return bounds.filter(Boolean).join(' and ') || 'true';
}

/** SQL: a timestamptz column lies in the span. */
export function withinDays(column: string, { first, last }: DaySpan): string {
  const bounds = [
    first && `${column} >= '${checked(first)} 00:00+07'`,
    last && `${column} < '${addDays(last, 1)} 00:00+07'`,
  ];
  return bounds.filter(Boolean).join(' and ') || 'true';
}

/** SQL: the day of a timestamptz column, as text. */
export function dayText(column: string): string {
  return `(${column} at time zone 'Asia/Ho_Chi_Minh')::date::text`;
}

function checked(day: string): string {
  if (!DAY.test(day)) throw new RangeError('A day is written as 2026-03-31.');
  return day;
}
