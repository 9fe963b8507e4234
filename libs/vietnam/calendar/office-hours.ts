/**
 * The hours an office is open on each weekday, such as `07:00-11:30 13:30-17:00`; a weekday without hours is a day off.
 * MAKEUP are those of a Saturday that is worked for a weekday off, Monday's when left out.
 */
export interface WeekHours {
  readonly MON?: string;
  readonly TUE?: string;
  readonly WED?: string;
  readonly THU?: string;
  readonly FRI?: string;
  readonly SAT?: string;
  readonly SUN?: string;
  readonly MAKEUP?: string;
}

/** Spans of one day, in milliseconds since its midnight, in order. */
export type Spans = readonly (readonly [from: number, to: number])[];

const EIGHT_HOURS = '07:00-11:30 13:30-17:00';

/** The eight hours a day of most of Hanoi's one-stop counters, Monday to Friday. */
export const WEEK_HOURS: WeekHours = {
  MON: EIGHT_HOURS,
  TUE: EIGHT_HOURS,
  WED: EIGHT_HOURS,
  THU: EIGHT_HOURS,
  FRI: EIGHT_HOURS,
};

const SPAN = /^([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)$/;

/**
 * The spans of Monday to Sunday and, in the eighth place, of make-up workdays.
 *
 * @throws RangeError for hours of another form, or spans that overlap or run backwards
 */
export function officeHours({ MON, TUE, WED, THU, FRI, SAT, SUN, MAKEUP = MON }: WeekHours): readonly Spans[] {
  return [MON, TUE, WED, THU, FRI, SAT, SUN, MAKEUP].map((hours = '') => spansOf(hours));
}

function spansOf(hours: string): Spans {
  const spans = hours.split(/[ ,]+/).filter(Boolean).map(spanOf);
  const times = spans.flat();
  if (times.some((time, place) => place > 0 && time <= (times[place - 1] ?? 0))) {
    throw new RangeError(`The office hours '${hours}' overlap or run backwards.`);
  }
  return spans;
}

function spanOf(text: string): [number, number] {
  const [, fromHour, fromMinute, toHour, toMinute] = SPAN.exec(text) ?? [];
  if (toMinute === undefined) throw new RangeError(`'${text}' is no span of office hours: write 07:00-11:30.`);
  return [milliseconds(fromHour, fromMinute), milliseconds(toHour, toMinute)];
}

function milliseconds(hour?: string, minute?: string): number {
  return (Number(hour) * 60 + Number(minute)) * 60_000;
}
