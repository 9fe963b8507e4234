import { HOLIDAYS } from './holidays';
import { SWAP_NOT_CONFIRMED } from './holiday-plans';
import { dayNumber, weekdayOf } from './local-time';

const isWeekend = (date: string): boolean => weekdayOf(dayNumber(date)) > 4;
const of = (year: number, kind: string): string[] =>
  HOLIDAYS.filter((day) => day.date.startsWith(String(year)) && day.kind === kind).map(({ date }) => date);
/** Weekdays off and Saturdays worked that were swapped; a swap belongs to the year of each of its days. */
const swappedOff = (year: number): number => of(year, 'HOLIDAY').filter((date) => isSwap(date)).length;
const isSwap = (date: string): boolean => {
  const { source } = HOLIDAYS.find((day) => day.date === date)!;
  return !source.startsWith('Labour Code') && source !== SWAP_NOT_CONFIRMED;
};

describe('the holidays', () => {
  it('has each year from 2013 to 2027, and each day once', () => {
    const years = Array.from({ length: 15 }, (_, more) => 2013 + more);
    expect([...new Set(HOLIDAYS.map(({ date }) => Number(date.slice(0, 4))))]).toEqual(years);
    expect(new Set(HOLIDAYS.map(({ date }) => date)).size).toBe(HOLIDAYS.length);
    for (const { date } of HOLIDAYS) expect(dayNumber(date)).toBeGreaterThan(0);
  });

  it.each([
    [2013, 9],
    [2014, 10],
    [2015, 10],
    [2016, 10],
    [2017, 10],
    [2018, 10],
    [2019, 10],
    [2020, 10],
    [2021, 11],
    [2022, 11],
    [2023, 11],
    [2024, 11],
    [2025, 11],
    [2026, 12],
    [2027, 12],
  ])('gives %i as many weekdays off as the law counts holidays, %i, once swaps are left out', (year, count) => {
    const weekdays = of(year, 'HOLIDAY').filter((date) => !isWeekend(date));
    expect(weekdays.length - swappedOff(year)).toBe(count);
  });

  it('makes up for each weekday that was swapped off with one Saturday, and works on no other day', () => {
    const made = HOLIDAYS.filter(({ kind }) => kind === 'MAKEUP_WORKDAY');
    expect(made.filter(({ date }) => weekdayOf(dayNumber(date)) !== 5)).toEqual([]);
    const off = HOLIDAYS.filter(({ date, kind }) => kind === 'HOLIDAY' && isSwap(date));
    expect(off.filter(({ date }) => isWeekend(date))).toEqual([]);
    // The Saturday of January 2013 was worked for 31 December 2012, which is before the table.
    expect([made.length, off.length]).toEqual([16, 15]);
  });

  it.each([
    ['Tết Giáp Ngọ', '2014-01-28', '2014-02-05'],
    ['Tết Ất Mùi', '2015-02-15', '2015-02-23'],
    ['Tết Bính Thân', '2016-02-06', '2016-02-14'],
    ['Tết Đinh Dậu', '2017-01-26', '2017-02-01'],
    ['Tết Mậu Tuất', '2018-02-14', '2018-02-20'],
    ['Tết Kỷ Hợi', '2019-02-02', '2019-02-10'],
    ['Tết Canh Tý', '2020-01-23', '2020-01-29'],
    ['Tết Tân Sửu', '2021-02-10', '2021-02-16'],
    ['Tết Nhâm Dần', '2022-01-29', '2022-02-06'],
    ['Tết Quý Mão', '2023-01-20', '2023-01-26'],
    ['Tết Giáp Thìn', '2024-02-08', '2024-02-14'],
    ['Tết Ất Tỵ', '2025-01-25', '2025-02-02'],
    ['Tết Bính Ngọ', '2026-02-14', '2026-02-22'],
    ['Tết Đinh Mùi', '2027-02-04', '2027-02-10'],
    ['30 April and 1 May 2013', '2013-04-27', '2013-05-01'],
    ['the Hùng Kings, 30 April and 1 May 2015', '2015-04-28', '2015-05-03'],
    ['the Hùng Kings, 30 April and 1 May 2023', '2023-04-29', '2023-05-03'],
    ['30 April and 1 May 2024', '2024-04-27', '2024-05-01'],
    ['National Day 2023', '2023-09-01', '2023-09-04'],
    ['National Day 2026', '2026-08-29', '2026-09-02'],
    ['New Year 2026', '2026-01-01', '2026-01-04'],
  ])('%s is off from %s to %s as announced, and not a day longer', (_, first, last) => {
    const off = new Set(HOLIDAYS.filter(({ kind }) => kind === 'HOLIDAY').map(({ date }) => dayNumber(date)));
    const worked = new Set(HOLIDAYS.filter(({ kind }) => kind === 'MAKEUP_WORKDAY').map(({ date }) => dayNumber(date)));
    const isOff = (day: number): boolean => !worked.has(day) && (off.has(day) || weekdayOf(day) > 4);
    const [from, to] = [dayNumber(first), dayNumber(last)];
    for (let day = from; day <= to; day += 1) expect(isOff(day)).toBe(true);
    expect([isOff(from - 1), isOff(to + 1)]).toEqual([false, false]);
  });

  it('says what each day rests on, and which one could not be confirmed', () => {
    const of2026 = Object.fromEntries(HOLIDAYS.map(({ date, kind, source }) => [date, `${kind} ${source}`]));
    expect(of2026['2026-08-22']).toBe('MAKEUP_WORKDAY Notice 9441/TB-BNV of 16 October 2025');
    expect(of2026['2026-04-27']).toBe('HOLIDAY Labour Code 2019 art. 111.3');
    expect(of2026['2026-11-24']).toBe('HOLIDAY Labour Code 2019 art. 112.1; Resolution 28/2026/QH16');
    expect(HOLIDAYS.filter(({ source }) => source === SWAP_NOT_CONFIRMED).map(({ date }) => date)).toEqual([
      '2017-04-06',
    ]);
  });
});
