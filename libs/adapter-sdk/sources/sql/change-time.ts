import type { Column } from './engine';

const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?)?(?:[+-]\d\d(?::?\d\d)?)?$/;
const DAY_MS = 86_400_000;

/** Minutes of an offset such as +07:00. */
export function offsetMs(offset: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(offset) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/**
 * A change time in milliseconds, no later than the column says; undefined where it is none. What lies before 1970, such as
 * 0000-00-00, and NULL lie at the beginning. A day stands for its end: until then a row of that day may still appear.
 */
export function changeTime(column: Column, written: string | null, offset: number): number | undefined {
  if (written === null || written.startsWith('0000')) return 0;
  const match = WRITTEN.exec(written);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1, 7)
    .map((part) => Number(part || 0));
  const ms = Math.floor(Number(`0.${match[7] ?? '0'}`) * 1_000 + 1e-6);
  const at = Date.UTC(year, month - 1, day, hour, minute, second, ms) - offset;
  return Math.max(0, column.kind === 'day' ? at + DAY_MS - 1 : at);
}

/** A time as a column of that kind writes it. */
export function writtenTime(column: Column, ms: number, offset: number): string {
  const text = new Date(ms + offset).toISOString();
  return column.kind === 'day' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 23)}`;
}
