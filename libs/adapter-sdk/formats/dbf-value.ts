import type { DbfColumn } from './dbf-header';

const BLANK = 0x20;
const DAY_MS = 86_400_000;
/** Day 0 of the count of days that FoxPro keeps, before 1970-01-01. */
const EPOCH_DAY = 2_440_588;
/** Days beyond this are no dates of JavaScript. */
const MOST_DAYS = 3_000_000;

/**
 * What a record holds in a column: bytes of a text without the blanks behind it, else text: digits as they stand, a day
 * as yyyyMMdd, a time as `yyyy-MM-ddTHH:mm:ss` of its own clock. Null where there is nothing.
 */
export function dbfValue(record: Buffer, { type, from, size }: DbfColumn): Buffer | string | null {
  const bytes = record.subarray(from, from + size);
  if (type === 'C') return trimmed(bytes);
  if (type === 'I') return String(bytes.readInt32LE());
  if (type === 'B') return String(bytes.readDoubleLE());
  if (type === 'Y') return money(bytes.readBigInt64LE());
  if (type === 'T') return time(bytes.readUInt32LE(), bytes.readUInt32LE(4));
  const text = bytes.toString('latin1').replaceAll('\0', ' ').trim();
  return text === '' || (type === 'L' && text === '?') ? null : text;
}

function trimmed(bytes: Buffer): Buffer | null {
  let end = bytes.length;
  while (end > 0 && (bytes[end - 1] === BLANK || bytes[end - 1] === 0)) end -= 1;
  return end === 0 ? null : bytes.subarray(0, end);
}

/** Ten-thousandths. */
function money(units: bigint): string {
  const digits = (units < 0n ? -units : units).toString().padStart(5, '0');
  return `${units < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`;
}

function time(day: number, ms: number): string | null {
  if (day === 0 || day > MOST_DAYS) return null;
  const seconds = Math.round(ms / 1_000) * 1_000;
  return new Date((day - EPOCH_DAY) * DAY_MS + seconds).toISOString().slice(0, 19);
}
