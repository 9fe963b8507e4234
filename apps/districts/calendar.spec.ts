import { at, dayOf, inOfficeHours, isoMilli, isoSecond, isWorkday, shortDay, workdaysLater, written, writtenDay } from './calendar'; // prettier-ignore

describe('the calendar of the city', () => {
  it('writes instants in the time of Hanoi', () => {
    const ms = Date.parse('2026-11-23T17:15:02.123Z');
    expect([isoMilli(ms), isoSecond(ms)]).toEqual(['2026-11-24T00:15:02.123+07:00', '2026-11-24T00:15:02+07:00']);
    expect([dayOf(ms), shortDay(ms)]).toEqual(['2026-11-24', '261124']);
  });

  it('writes times and days as offices do', () => {
    expect(written('2026-11-24T00:15:02+07:00')).toBe('24/11/2026 00:15:02');
    expect([writtenDay('1999-01-05'), writtenDay('1999')]).toEqual(['05/01/1999', '1999']);
  });

  it('counts working days over a weekend, to the end of office hours', () => {
    expect(isoSecond(workdaysLater(at(2026, 11, 20, 9), 1))).toBe('2026-11-23T17:00:00+07:00');
    expect(isoSecond(workdaysLater(at(2026, 11, 23, 9), 5))).toBe('2026-11-30T17:00:00+07:00');
  });

  it('moves what happens at night, at noon or on Saturday to office hours', () => {
    const moved = (ms: number) => isoSecond(inOfficeHours(ms)).slice(0, 13);
    expect(moved(at(2026, 11, 24, 3))).toBe('2026-11-24T08');
    expect(moved(at(2026, 11, 24, 12))).toBe('2026-11-24T13');
    expect(moved(at(2026, 11, 27, 19))).toBe('2026-11-30T08');
    expect(moved(at(2026, 11, 28, 10))).toBe('2026-11-30T08');
    expect(inOfficeHours(at(2026, 11, 24, 10))).toBe(at(2026, 11, 24, 10));
    expect(isWorkday(at(2026, 11, 28))).toBe(false);
  });
});
