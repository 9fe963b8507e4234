import { isSameName, timeReader, unitAt, type Unit } from '@lienthong/vietnam';
import { Refused, type Reading } from './field';
import { Scalar, type ScalarOptions } from './scalar';
import { clean } from './text';

/** What else tells which unit a code means. */
export interface UnitOptions extends ScalarOptions {
  /** A time of the record: a code means nothing without its day. */
  on: { path: string; formats: string | readonly string[] };
  /** Where the software writes the unit's name. */
  name?: string;
}

/** The table of units begins on this day. */
const FIRST = '2017-12-22';

/**
 * An administrative unit as its code named it on a day of the record: code, name and that day. A code that named none,
 * and a name that is not the unit's, are findings; what the software wrote is kept.
 */
export function unit(path: string, { on, name, ...options }: UnitOptions): Scalar {
  const formats = typeof on.formats === 'string' ? [on.formats] : [...on.formats];
  const readDay = timeReader({ formats, keepFillers: false });
  return new Scalar({
    kind: 'unit',
    path,
    rule: `unit by its code on the day of ${on.path}`,
    options: { on: { path: on.path, formats }, ...(name !== undefined && { name }) },
    ...options,
    others: [{ path: on.path }, { path: name ?? path }],
    convert(value, reading, { pointer, path: from }, [time, shown]) {
      const code = clean(value);
      if (code instanceof Refused) return code;
      const date = dayOf(time, readDay);
      const known = date === undefined || date < FIRST ? undefined : unitAt(code, date);
      const written = name === undefined ? undefined : clean(shown ?? '');
      const own = written instanceof Refused || written === '' ? undefined : written;
      const finding = findingOf(date, known, own);
      if (finding) reading.findings.push({ ...finding, field: pointer, path: from });
      const called = own ?? known?.fullName;
      return { code, ...(called !== undefined && { name: called }), ...(date !== undefined && { date }) };
    },
  });
}

function dayOf(text: string | undefined, readDay: ReturnType<typeof timeReader>): string | undefined {
  const read = readDay(text ?? '');
  if (!('value' in read) || read.value.precision === 'YEAR') return undefined;
  const { year, month, day } = read.value;
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}

type Finding = Pick<Reading['findings'][number], 'code' | 'severity' | 'rule'>;

function findingOf(date: string | undefined, known: Unit | undefined, shown: string | undefined): Finding | undefined {
  if (date === undefined)
    return { code: 'UNIT_WITHOUT_DAY', severity: 'WARNING', rule: 'a code names a unit on a day, and no day is told' };
  if (date < FIRST)
    return { code: 'UNIT_NOT_CHECKED', severity: 'INFO', rule: `the table of units begins on ${FIRST}` };
  if (known === undefined)
    return { code: 'UNIT_UNKNOWN', severity: 'WARNING', rule: 'the code named no unit of Hanoi on that day' };
  if (shown === undefined || [known.name, known.fullName].some((name) => isSameName(name, shown))) return undefined;
  return { code: 'UNIT_NAME_DIFFERS', severity: 'WARNING', rule: 'the unit of that code had another name on that day' };
}
