import { HOLIDAY_PLANS, SWAP_NOT_CONFIRMED, type HolidayPlan, type Swap } from './holiday-plans';

/** A day that does not follow the week: off though it may be a weekday, or worked though it is a Saturday. */
export interface CalendarDay {
  /** The day, `2026-02-17`. */
  readonly date: string;
  readonly kind: 'HOLIDAY' | 'MAKEUP_WORKDAY';
  /** The law or announcement it rests on. */
  readonly source: string;
}

/**
 * Every holiday and make-up workday of Hanoi's offices in the years 2013 to 2027, in the order of the days. A holiday at
 * a weekend is a row, too, beside the day that makes up for it: a term that leaves out holidays asks for both. A later
 * year is not a year without holidays but one that was not announced yet: it has no rows, and whoever asks gets an error.
 */
export const HOLIDAYS: readonly CalendarDay[] = Object.entries(HOLIDAY_PLANS)
  .flatMap(([year, plan]) => rowsOf(year, plan))
  .sort((one, other) => (one.date < other.date ? -1 : 1));

function rowsOf(year: string, plan: HolidayPlan): CalendarDay[] {
  const { law, fixed, chosen, compensation = '', announced, unconfirmed = '', swaps = [] } = plan;
  const off = (days: string, source: string): CalendarDay[] =>
    datesOf(year, days).map((date) => ({ date, kind: 'HOLIDAY', source }));
  return [
    ...off(fixed, law.holidays),
    ...off(chosen, `${law.holidays}; ${announced}`),
    ...off(compensation, law.compensation),
    ...off(unconfirmed, SWAP_NOT_CONFIRMED),
    ...swaps.flatMap(rowsOfSwap),
  ];
}

function rowsOfSwap({ off, worked, source }: Swap): CalendarDay[] {
  const makeup: CalendarDay = { date: worked, kind: 'MAKEUP_WORKDAY', source };
  return off === undefined ? [makeup] : [{ date: off, kind: 'HOLIDAY', source }, makeup];
}

/** `02-16..20 09-01` of a year, as dates. */
function datesOf(year: string, days: string): string[] {
  return [...days.matchAll(/(\d\d)-(\d\d)(?:\.\.(\d\d))?/g)].flatMap(([, month, first, last = first]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, more) => {
      const day = String(Number(first) + more).padStart(2, '0');
      return `${year}-${String(month)}-${day}`;
    }),
  );
}
