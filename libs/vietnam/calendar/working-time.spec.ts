import { HOLIDAYS, type CalendarDay } from './holidays';
import { workCalendar } from './working-time';

const office = workCalendar();

describe(workCalendar.name, () => {
  it.each([
    ['2026-02-13', true, 'the Friday before Tết'],
    ['2026-02-16', false, 'the last day of the old lunar year'],
    ['2026-02-23', true, 'the Monday after Tết'],
    ['2026-02-28', false, 'a Saturday'],
    ['2026-08-22', true, 'a Saturday worked for 31 August'],
    ['2026-08-31', false, 'a Monday swapped off'],
    ['2024-05-04', true, 'a Saturday worked for 29 April'],
    ['2023-05-03', false, 'a day off for a holiday on Sunday'],
    ['2017-12-29', true, 'a Friday'],
  ])('%s: open %s, %s', (date, isOpen) => expect(office.isWorkingDay(date)).toBe(isOpen));

  it.each([
    ['2026-02-23T09:15:30+07:00', '2026-02-23T09:15:30+07:00', 'within office hours'],
    ['2026-02-23T06:59:59+07:00', '2026-02-23T07:00:00+07:00', 'before they begin'],
    ['2026-02-23T11:30:00+07:00', '2026-02-23T13:30:00+07:00', 'when the morning ends'],
    ['2026-02-23T17:00:00+07:00', '2026-02-24T07:00:00+07:00', 'when the office closes'],
    ['2026-02-13T18:20:00+07:00', '2026-02-23T07:00:00+07:00', 'on the evening before Tết'],
    ['2026-08-21T17:30:00+07:00', '2026-08-22T07:00:00+07:00', 'before a make-up Saturday'],
    ['2026-02-23T02:15:30.25Z', '2026-02-23T09:15:30.250+07:00', 'in another zone'],
  ])('opens next after %s at %s: %s', (at, opening) => expect(office.nextOpening(at)).toBe(opening));

  it.each([
    ['2026-02-23T07:00:00+07:00', 4, '2026-02-23T11:00:00+07:00'],
    ['2026-02-23T07:00:00+07:00', 4.5, '2026-02-23T11:30:00+07:00'],
    ['2026-02-23T07:00:00+07:00', 5, '2026-02-23T14:00:00+07:00'],
    ['2026-02-23T07:00:00+07:00', 8, '2026-02-23T17:00:00+07:00'],
    ['2026-02-23T07:00:00+07:00', 8.5, '2026-02-24T07:30:00+07:00'],
    ['2026-02-13T16:00:00+07:00', 2, '2026-02-23T08:00:00+07:00'],
    ['2018-12-28T10:00:00+07:00', 8, '2019-01-02T10:00:00+07:00'],
    ['2026-08-21T16:00:00+07:00', 8, '2026-08-22T16:00:00+07:00'],
    ['2026-02-21T10:00:00+07:00', 0, '2026-02-23T07:00:00+07:00'],
  ])('%s and %d hours are %s', (from, hours, to) => {
    expect(office.addWorkingHours(from, hours)).toBe(to);
    expect(office.workingHoursBetween(from, to)).toBe(hours);
    expect(office.workingHoursBetween(to, from)).toBe(hours === 0 ? 0 : -hours);
  });

  it('gives the hours back, for any instant and any hours', () => {
    const next = seeded(20_260_223);
    const span = Date.parse('2026-06-01T00:00:00Z') - Date.parse('2013-01-01T00:00:00Z');
    for (let round = 0; round < 20_000; round += 1) {
      const from = new Date(Date.parse('2013-01-01T00:00:00Z') + Math.floor(next() * span)).toISOString();
      const hours = Math.round(next() ** 3 * 1_000 * 3_600) / 3_600;
      const to = office.addWorkingHours(from, hours);
      const back = office.workingHoursBetween(from, to);
      if (Math.abs(back - hours) > 1e-9 || Date.parse(to) < Date.parse(from) || !office.isWorkingDay(to.slice(0, 10))) {
        throw new Error(`${from} and ${hours} hours gave ${to}, which is ${back} hours later`);
      }
    }
  });

  it('adds up: what lies between two instants is what lies before and after a third', () => {
    const next = seeded(1_975_0613);
    const instant = (): string => new Date(Date.parse('2013-01-02') + Math.floor(next() * 4e11)).toISOString();
    for (let round = 0; round < 2_000; round += 1) {
      const [one, other, third] = [instant(), instant(), instant()];
      const sum = office.workingHoursBetween(one, other) + office.workingHoursBetween(other, third);
      expect(office.workingHoursBetween(one, third)).toBeCloseTo(sum, 6);
    }
  });

  it('keeps the hours of each weekday, and gives a make-up Saturday those of Monday or its own', () => {
    const hours = { MON: '08:00-12:00', WED: '13:00-17:30', SAT: '08:00-10:00' };
    expect(workCalendar({ hours }).addWorkingHours('2026-08-17T08:00:00+07:00', 11)).toBe('2026-08-22T10:30:00+07:00');
    expect(workCalendar({ hours: { ...hours, MAKEUP: '' } }).isWorkingDay('2026-08-22')).toBe(false);
    expect(workCalendar({ hours }).closing('2026-08-20')).toBe('2026-08-22T12:00:00+07:00');
    expect(workCalendar({ hours }).closing('2026-08-27')).toBe('2026-08-29T10:00:00+07:00');
  });

  it.each(['07:00-11:30 11:00-17:00', '11:30-07:00', '7:00-11:30', '07:00–11:30', '08:00-24:30'])(
    'refuses the hours %j',
    (MON) => expect(() => workCalendar({ hours: { MON } })).toThrow(RangeError),
  );

  it('takes a year that was announced since', () => {
    const days: CalendarDay[] = [
      ...HOLIDAYS,
      { date: '2028-01-01', kind: 'HOLIDAY', source: 'Labour Code 2019 art. 112.1' },
    ];
    expect(workCalendar({ days }).isWorkingDay('2028-01-03')).toBe(true);
    expect(() => workCalendar({ days: [...days, days[0]!] })).toThrow('Two rows');
    expect(() => workCalendar({ days: HOLIDAYS.filter(({ date }) => !date.startsWith('2020')) })).toThrow(
      'years without a gap and has 2013, 2014',
    );
    const early: CalendarDay = { date: '2028-01-08', kind: 'MAKEUP_WORKDAY', source: 'a swap over New Year' };
    expect(() => workCalendar({ days: [...HOLIDAYS, early] }).isWorkingDay('2028-01-03')).toThrow('2028 are not known');
  });

  it('names the years it has when it is asked about another one', () => {
    const names = 'are not known: the calendar has 2013 to 2027.';
    expect(() => office.isWorkingDay('2028-01-03')).toThrow(`2028 ${names}`);
    expect(() => office.isHoliday('2012-12-31')).toThrow(`2012 ${names}`);
    expect(() => office.nextOpening('1970-01-01T00:00:00Z')).toThrow(`1970 ${names}`);
    expect(() => office.workingHoursBetween('2027-12-31T18:00:00Z', '2027-01-04T00:00:00Z')).toThrow(`2028 ${names}`);
    expect(() => office.addWorkingHours('2027-12-30T10:00:00+07:00', 24)).toThrow(`2028 ${names}`);
    expect(() => office.closing('2012-12-31')).toThrow(`2012 ${names}`);
    expect(office.addWorkingHours('2027-12-30T10:00:00+07:00', 13)).toBe('2027-12-31T17:00:00+07:00');
  });

  it.each(['2026-02-30', '2026-2-3', '', '2026-02-23T00:00:00+07:00'])('refuses the day %j', (date) => {
    expect(() => office.isWorkingDay(date)).toThrow('is no day');
  });

  it.each(['2026-02-23', '2026-02-23T11:30:00', '2026-02-30T11:30:00Z', '2026-02-23T24:00:00Z', '23/02/2026'])(
    'refuses the instant %j',
    (at) => expect(() => office.nextOpening(at)).toThrow(RangeError),
  );

  it.each([-1, NaN, Infinity])('refuses to add %d hours', (hours) => {
    expect(() => office.addWorkingHours('2026-02-23T07:00:00Z', hours)).toThrow(RangeError);
  });
});

/** The same numbers from 0 to 1 for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
