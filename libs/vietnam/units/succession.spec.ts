import { HANOI_SUCCESSIONS } from './hanoi-successions';
import { predecessors, successors, type Succession } from './succession';
import { unitsAt } from './units';

const told = (succession?: Succession): string =>
  succession === undefined
    ? 'no such unit'
    : `${succession.kind} ${succession.units.map(({ code, fullName }) => `${code} ${fullName}`).join(', ')}`;

describe(successors.name, () => {
  it.each([
    ['00028', '2025-06-30', '2025-06-30', 'SAME 00028 Phường Kim Mã'],
    ['00028', '2018-01-01', '2024-12-31', 'SAME 00028 Phường Kim Mã'],
    [
      '00028',
      '2018-01-01',
      '2025-07-01',
      'CANDIDATES 00004 Phường Ba Đình, 00008 Phường Ngọc Hà, 00025 Phường Giảng Võ',
    ],
    ['00373', '2025-01-01', '2026-01-01', 'CANDIDATES 00364 Phường Khương Đình, 00643 Phường Thanh Liệt'],
    ['00373', '2024-12-31', '2025-01-01', 'SUCCEEDED 00373 Phường Hạ Đình'],
    ['00361', '2024-12-31', '2025-01-01', 'SUCCEEDED 00373 Phường Hạ Đình'],
    ['00361', '2018-01-01', '2026-01-01', 'CANDIDATES 00364 Phường Khương Đình, 00643 Phường Thanh Liệt'],
    ['00004', '2025-06-30', '2025-07-01', 'SUCCEEDED 00004 Phường Ba Đình'],
    ['00010', '2018-01-01', '2026-01-01', 'SUCCEEDED 00004 Phường Ba Đình'],
    ['00250', '2018-01-01', '2020-03-01', 'SUCCEEDED 00241 Phường Nguyễn Du'],
    ['00253', '2018-01-01', '2020-03-01', 'CANDIDATES 00241 Phường Nguyễn Du, 00247 Phường Phạm Đình Hổ'],
    ['09730', '2018-01-01', '2021-01-01', 'SUCCEEDED 09733 Xã Sen Phương'],
    ['00241', '2018-01-01', '2021-01-01', 'SAME 00241 Phường Nguyễn Du'],
    ['00226', '2024-12-31', '2025-01-01', 'CANDIDATES 00226 Phường Phương Liên - Trung Tự, 00229 Phường Kim Liên'],
    ['00172', '2024-12-31', '2025-01-01', 'CANDIDATES 00169 Phường Quan Hoa, 00172 Phường Yên Hoà'],
    ['00169', '2024-12-31', '2025-01-01', 'SAME 00169 Phường Quan Hoa'],
    ['018', '2020-01-01', '2025-06-30', 'SAME 018 Huyện Gia Lâm'],
    ['01', '2018-01-01', '2026-01-01', 'SAME 01 Thành phố Hà Nội'],
    ['00028', '2025-07-01', '2026-01-01', 'no such unit'],
  ])('%s of %s is on %s %s', (code, date, onDate, expected) => {
    expect(told(successors(code, date, onDate))).toBe(expected);
  });

  it('leads the town Trâu Quỳ and its district to their candidates, Xã Gia Lâm among them', () => {
    const giaLam = '00565 Xã Gia Lâm, 00577 Xã Bát Tràng';
    expect(told(successors('00565', '2025-06-30', '2025-07-01'))).toBe(`CANDIDATES ${giaLam}`);
    expect(told(successors('018', '2018-01-01', '2025-07-01'))).toBe(
      'CANDIDATES 00136 Phường Phúc Lợi, 00145 Phường Long Biên, 00541 Xã Phù Đổng, 00562 Xã Thuận An, ' + giaLam,
    );
  });

  it('leads every ward of every set somewhere, and SUCCEEDED to one unit alone', () => {
    const kinds: Record<string, number> = {};
    for (const date of ['2017-12-22', '2020-03-01', '2025-01-01']) {
      for (const { code } of unitsAt(date, 'WARD')) {
        const { kind, units } = successors(code, date, '2025-07-01')!;
        expect(units.length).toBeGreaterThan(0);
        if (kind !== 'CANDIDATES') expect(units).toHaveLength(1);
        kinds[`${date} ${kind}`] = (kinds[`${date} ${kind}`] ?? 0) + 1;
      }
    }
    expect(kinds).toEqual({
      '2017-12-22 SUCCEEDED': 368,
      '2017-12-22 CANDIDATES': 216,
      '2020-03-01 SUCCEEDED': 365,
      '2020-03-01 CANDIDATES': 214,
      '2025-01-01 SUCCEEDED': 326,
      '2025-01-01 CANDIDATES': 200,
    });
  });

  it('refuses a day that comes first, or of which nothing is known', () => {
    expect(() => successors('00028', '2025-07-01', '2025-06-30')).toThrow(RangeError);
    expect(() => successors('00028', '2016-07-01', '2025-06-30')).toThrow('known from 2017-12-22');
  });
});

describe(predecessors.name, () => {
  it.each([
    ['00028', '2025-06-30', '2018-01-01', 'SAME 00028 Phường Kim Mã'],
    [
      '00241',
      '2021-01-01',
      '2018-01-01',
      'CANDIDATES 00241 Phường Nguyễn Du, 00250 Phường Bùi Thị Xuân, 00253 Phường Ngô Thì Nhậm',
    ],
    ['09727', '2021-01-01', '2020-02-29', 'CANDIDATES 09727 Xã Xuân Phú, 09736 Xã Cẩm Đình'],
    ['00373', '2025-01-01', '2024-12-31', 'CANDIDATES 00361 Phường Hạ Đình, 00373 Phường Kim Giang'],
    ['00172', '2025-01-01', '2024-12-31', 'CANDIDATES 00172 Phường Yên Hoà'],
    [
      '00169',
      '2025-01-01',
      '2024-12-31',
      'CANDIDATES 00166 Phường Dịch Vọng, 00169 Phường Quan Hoa, 00172 Phường Yên Hoà',
    ],
    ['018', '2025-06-30', '2018-01-01', 'SAME 018 Huyện Gia Lâm'],
    ['00028', '2025-07-01', '2025-01-01', 'no such unit'],
  ])('%s of %s was on %s %s', (code, date, onDate, expected) => {
    expect(told(predecessors(code, date, onDate))).toBe(expected);
  });

  it('names all that gave something to Phường Ba Đình', () => {
    const { kind, units } = predecessors('00004', '2026-01-01', '2025-06-30')!;
    expect([kind, units.map(({ code }) => code)]).toEqual([
      'CANDIDATES',
      ['00004', '00013', '00016', '00019', '00022', '00028', '00040', '00055', '00073', '00112'],
    ]);
  });

  it('is the way back: a unit is among the predecessors of each of its successors', () => {
    for (const [before, after] of [
      ['2017-12-22', '2020-03-01'],
      ['2024-12-31', '2025-01-01'],
      ['2018-01-01', '2025-07-01'],
    ] as const) {
      for (const unit of unitsAt(before, 'WARD')) {
        for (const { code } of successors(unit.code, before, after)!.units) {
          expect(predecessors(code, after, before)!.units).toContain(unit);
        }
      }
    }
  });

  it('refuses a day that comes later', () => {
    expect(() => predecessors('00028', '2025-06-29', '2025-06-30')).toThrow(RangeError);
  });
});

describe('the table of successions', () => {
  it.each(HANOI_SUCCESSIONS)('gives on $on each old unit away once as a whole, or in two parts or more', ({ made }) => {
    const times: Record<string, number> = {};
    for (const [source] of made.matchAll(/~?\d{5}(?=[ ,\n])/g)) times[source] = (times[source] ?? 0) + 1;
    for (const [source, count] of Object.entries(times)) {
      expect([source, source.startsWith('~') ? count > 1 : count === 1]).toEqual([source, true]);
      expect(source.startsWith('~') && times[source.slice(1)]).toBeFalsy();
    }
  });

  it('tells of 109 wards that became 56 in January 2025, as the resolution counts them', () => {
    const codes = HANOI_SUCCESSIONS.find(({ on }) => on === '2025-01-01')!.made.match(/\d{5}/g);
    const [before, after] = ['2024-12-31', '2025-01-01'].map((date) => unitsAt(date).map(({ code }) => code));
    const concerned = [...new Set(codes)];
    expect(concerned.filter((code) => before!.includes(code))).toHaveLength(109);
    expect(concerned.filter((code) => after!.includes(code))).toHaveLength(56);
  });
});
