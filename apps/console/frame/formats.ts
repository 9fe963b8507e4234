import { useTranslation } from 'react-i18next';
import { language } from './language';

const ZONE = 'Asia/Ho_Chi_Minh';
const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

const fields = (second: boolean): Intl.DateTimeFormatOptions => ({
  timeZone: ZONE, day: '2-digit', month: '2-digit', year: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  ...(second ? { second: '2-digit' } : {}),
}); // prettier-ignore
const minutes = new Intl.DateTimeFormat('en-GB', fields(false));
const seconds = new Intl.DateTimeFormat('en-GB', fields(true));

/** A day or year as it stands in a list, `2026-03-31` as 31/03/2026; an instant as day and time. Dash for none. */
export function day(value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return '—';
  const [, year, month, date] = DAY.exec(value) ?? [];
  if (year !== undefined) return `${date}/${month}/${year}`;
  return value.length > 'yyyy-MM-dd'.length ? time(value) : value;
}

/** An instant as dd/MM/yyyy HH:mm in the zone of the city; dash for none. */
export function time(value: string | number | null | undefined, withSeconds = false): string {
  if (value === null || value === undefined) return '—';
  return (withSeconds ? seconds : minutes).format(new Date(value)).replace(',', '');
}

/** A time as exact as its source knows it. */
export interface Moment {
  readonly at: string;
  readonly precision: string;
}

/** A moment, no more exact than it is known: 2013, 31/03/2026, 31/03/2026 08:15. */
export function moment(value: Moment | undefined): string {
  if (value === undefined) return '—';
  const { at, precision } = value;
  if (precision === 'YEAR') return at;
  return precision === 'DAY' ? day(at) : time(at, precision === 'SECOND');
}

/** Numbers, times ago and sorted names in the language of the page. */
export function useFormats() {
  useTranslation();
  const tag = language.language;
  const numbers = new Intl.NumberFormat(tag);
  const ago = new Intl.RelativeTimeFormat(tag, { numeric: 'always', style: tag === 'en' ? 'short' : 'long' });
  return {
    number: (value: number): string => numbers.format(value),
    money: (amount: string, currency: string): string =>
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(Number(amount)),
    /** How long ago, in the largest unit that fits. */
    ago: (at: string, nowMs: number): string => {
      const pastS = Math.max(0, Math.round((nowMs - Date.parse(at)) / 1000));
      const [unit, size] = STEPS.find(([, length]) => pastS >= length) ?? ['second', 1];
      return ago.format(-Math.floor(pastS / size), unit);
    },
    /** Names are Vietnamese in either language. */
    compare: new Intl.Collator('vi', { numeric: true }).compare,
  };
}
