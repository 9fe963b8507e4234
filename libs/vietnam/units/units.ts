import { dayNumber } from '../calendar/local-time';
import { FIRST_DAY, UNITS, type Unit } from './unit-table';

const byCode = new Map<string, Unit[]>();
for (const unit of UNITS) byCode.set(unit.code, [...(byCode.get(unit.code) ?? []), unit]);

/**
 * The unit that a code named on a day, or nothing when it named none. There is no way to ask without a day: all 126
 * codes of July 2025 had named another unit before, most of them one of another name.
 *
 * @throws RangeError as {@link requireKnown}
 */
export function unitAt(code: string, date: string): Unit | undefined {
  requireKnown(date);
  return byCode.get(code)?.find((unit) => isValidOn(unit, date));
}

/** The units of a day in the order of their codes, of one level or of all. @throws RangeError as {@link requireKnown} */
export function unitsAt(date: string, level?: Unit['level']): Unit[] {
  requireKnown(date);
  return UNITS.filter((unit) => isValidOn(unit, date) && (level === undefined || unit.level === level));
}

/** How many units there were on a day, wards and communes if nothing else is said. @throws RangeError as {@link requireKnown} */
export function countAt(date: string, level: Unit['level'] = 'WARD'): number {
  return unitsAt(date, level).length;
}

/** Whether a unit is there on a day. */
export function isValidOn({ validFrom, validTo }: Unit, date: string): boolean {
  return validFrom <= date && (validTo === undefined || date < validTo);
}

/** @throws RangeError for what is no day, and for one before the oldest list: then nothing is known, not that nothing was */
export function requireKnown(date: string): void {
  dayNumber(date);
  if (date < FIRST_DAY) throw new RangeError(`The units of Hanoi are known from ${FIRST_DAY}, not on ${date}.`);
}
