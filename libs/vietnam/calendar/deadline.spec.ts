import { dueAt, type TimeLimit } from './deadline';
import { workCalendar } from './working-time';

const working = (hours: number): TimeLimit => ({ hours, unit: 'WORKING_DAY' });
const calendar = (days: number, skipHolidays = false): TimeLimit => ({
  hours: days * 8,
  unit: 'CALENDAR_DAY',
  skipHolidays,
});

describe(dueAt.name, () => {
  it.each([
    ['within one day', '2026-02-23T07:30:00+07:00', working(4), '2026-02-23T11:30:00+07:00'],
    ['over the weekend', '2026-03-06T10:00:00+07:00', working(16), '2026-03-10T10:00:00+07:00'],
    ['received after hours', '2026-03-06T17:05:00+07:00', working(8), '2026-03-09T17:00:00+07:00'],
    ['received at lunch', '2026-03-06T12:00:00+07:00', working(8), '2026-03-09T11:30:00+07:00'],
    ['received on a Sunday', '2026-03-08T09:00:00+07:00', working(16), '2026-03-10T17:00:00+07:00'],
    ['received on the second day of Tết', '2026-02-18T09:00:00+07:00', working(4), '2026-02-23T11:00:00+07:00'],
    ['fifteen days across Tết', '2026-02-09T08:00:00+07:00', working(120), '2026-03-09T08:00:00+07:00'],
    ['across a make-up Saturday', '2026-08-21T08:00:00+07:00', working(16), '2026-08-24T08:00:00+07:00'],
    ['across National Day', '2026-08-28T08:00:00+07:00', working(8), '2026-09-03T08:00:00+07:00'],
    ['across a swap over New Year', '2018-12-28T08:00:00+07:00', working(40), '2019-01-07T08:00:00+07:00'],
  ])('working days, %s', (_, receivedAt, limit, due) => expect(dueAt(receivedAt, limit)).toBe(due));

  it.each([
    ['five days', '2026-03-02T10:00:00+07:00', calendar(4), '2026-03-06T17:00:00+07:00'],
    ['ending on a Saturday', '2026-03-02T10:00:00+07:00', calendar(5), '2026-03-09T17:00:00+07:00'],
    ['ending on a make-up Saturday', '2026-08-17T10:00:00+07:00', calendar(5), '2026-08-22T17:00:00+07:00'],
    ['ending within Tết', '2026-02-10T10:00:00+07:00', calendar(7), '2026-02-23T17:00:00+07:00'],
    ['Tết left out of the count', '2026-02-10T10:00:00+07:00', calendar(7, true), '2026-02-23T17:00:00+07:00'],
    ['Tết in the count', '2026-02-10T10:00:00+07:00', calendar(15), '2026-02-25T17:00:00+07:00'],
    ['Tết left out, longer', '2026-02-10T10:00:00+07:00', calendar(15, true), '2026-03-02T17:00:00+07:00'],
    ['received after hours', '2026-03-02T18:00:00+07:00', calendar(1), '2026-03-04T17:00:00+07:00'],
    ['received on a day off', '2026-03-07T10:00:00+07:00', calendar(1), '2026-03-10T17:00:00+07:00'],
    ['on the same day', '2026-03-02T10:00:00+07:00', calendar(0), '2026-03-02T17:00:00+07:00'],
  ])('calendar days, %s', (_, receivedAt, limit, due) => expect(dueAt(receivedAt, limit)).toBe(due));

  it('has no due date where the procedure has no limit', () => {
    expect(dueAt('2026-03-02T10:00:00+07:00', { hours: null, unit: 'WORKING_DAY' })).toBeUndefined();
    expect(dueAt('1950-01-01T00:00:00+07:00', { hours: null, unit: 'CALENDAR_DAY' })).toBeUndefined();
  });

  it('goes by the hours of the office', () => {
    const halfDays = workCalendar({ hours: { MON: '08:00-12:00', TUE: '08:00-12:00', WED: '08:00-12:00' } });
    expect(dueAt('2026-03-02T08:00:00+07:00', working(8), halfDays)).toBe('2026-03-03T12:00:00+07:00');
    expect(dueAt('2026-03-02T08:00:00+07:00', calendar(2), halfDays)).toBe('2026-03-04T12:00:00+07:00');
  });

  it('gives no date rather than one that ignores holidays it does not know', () => {
    expect(() => dueAt('2027-12-20T10:00:00+07:00', working(120))).toThrow('has 2013 to 2027');
    expect(() => dueAt('2027-12-20T10:00:00+07:00', calendar(30))).toThrow('has 2013 to 2027');
    expect(() => dueAt('1975-06-12T10:00:00+07:00', working(8))).toThrow('has 2013 to 2027');
  });

  it.each([working(-1), working(NaN), calendar(-1), calendar(0.5)])('refuses %j', (limit) => {
    expect(() => dueAt('2026-03-02T10:00:00+07:00', limit)).toThrow(RangeError);
  });
});
