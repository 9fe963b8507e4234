/** Hanoi's clock: seven hours before UTC, no summer time. Instants are milliseconds. */
const ZONE_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

const local = (ms: number): Date => new Date(ms + ZONE_MS);
const two = (value: number): string => String(value).padStart(2, '0');

/** `2026-11-24T09:15:02+07:00`, to the second. */
export function isoSecond(ms: number): string {
  return `${local(ms).toISOString().slice(0, 19)}+07:00`;
}

/** `2026-11-24T09:15:02.123+07:00`. */
export function isoMilli(ms: number): string {
  return `${local(ms).toISOString().slice(0, 23)}+07:00`;
}

/** `2026-11-24`. */
export function dayOf(ms: number): string {
  return local(ms).toISOString().slice(0, 10);
}

/** `261124`, as a dossier code has it (Decree 61/2018). */
export function shortDay(ms: number): string {
  return dayOf(ms).replaceAll('-', '').slice(2);
}

/** An ISO time as the software of an office writes it: `24/11/2026 09:15:02`. */
export function written(iso: string): string {
  return `${writtenDay(iso.slice(0, 10))} ${iso.slice(11, 19)}`;
}

/** `2026-11-24` as `24/11/2026`; a year alone stays. */
export function writtenDay(day: string): string {
  return day.split('-').reverse().join('/');
}

/** An instant of local time. */
export function at(year: number, month: number, day: number, hour = 0, minute = 0): number {
  return Date.parse(`${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:00+07:00`);
}

/** True from Monday to Friday; feast days are none of the demo's concern. */
export function isWorkday(ms: number): boolean {
  const weekday = local(ms).getUTCDay();
  return weekday > 0 && weekday < 6;
}

/** The first moment of office hours (8:00 to 11:30, 13:30 to 17:00) at or after an instant. */
export function inOfficeHours(ms: number): number {
  const midnight = Math.floor((ms + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  const hours = (ms - midnight) / HOUR_MS;
  if (!isWorkday(ms) || hours >= 17) return inOfficeHours(midnight + DAY_MS + 8 * HOUR_MS + (ms % (25 * 60_000)));
  if (hours < 8) return midnight + 8 * HOUR_MS + (ms % (25 * 60_000));
  if (hours >= 11.5 && hours < 13.5) return midnight + 13.5 * HOUR_MS + (ms % (25 * 60_000));
  return ms;
}

/** The end of office hours so many working days later. */
export function workdaysLater(ms: number, days: number): number {
  let day = Math.floor((ms + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS;
  for (let left = days; left > 0;) {
    day += DAY_MS;
    if (isWorkday(day)) left -= 1;
  }
  return day + 17 * HOUR_MS;
}
