import { UNITS } from './unit-table';
import { countAt, unitAt, unitsAt } from './units';

describe(unitAt.name, () => {
  it.each([
    ['00028', '2025-06-30', 'Phường Kim Mã', '001'],
    ['00361', '2024-12-31', 'Phường Hạ Đình', '009'],
    ['00373', '2024-12-31', 'Phường Kim Giang', '009'],
    ['00373', '2025-01-01', 'Phường Hạ Đình', '009'],
    ['00565', '2025-06-30', 'Thị trấn Trâu Quỳ', '018'],
    ['00565', '2025-07-01', 'Xã Gia Lâm', '01'],
    ['00004', '2025-06-30', 'Phường Trúc Bạch', '001'],
    ['00004', '2025-07-01', 'Phường Ba Đình', '01'],
    ['00577', '2025-07-01', 'Xã Bát Tràng', '01'],
    ['00250', '2020-02-29', 'Phường Bùi Thị Xuân', '007'],
    ['09727', '2020-02-29', 'Xã Xuân Phú', '272'],
    ['09727', '2020-03-01', 'Xã Xuân Đình', '272'],
    ['018', '2025-06-30', 'Huyện Gia Lâm', '01'],
    ['01', '2026-11-26', 'Thành phố Hà Nội', undefined],
  ])('knows that %s on %s was %s', (code, date, fullName, parent) => {
    expect([unitAt(code, date)?.fullName, unitAt(code, date)?.parent]).toEqual([fullName, parent]);
  });

  it.each([
    ['00028', '2025-07-01'],
    ['00361', '2025-01-01'],
    ['00250', '2020-03-01'],
    ['018', '2025-07-01'],
    ['99999', '2024-01-01'],
    ['4', '2024-01-01'],
  ])('knows no unit %s on %s', (code, date) => expect(unitAt(code, date)).toBeUndefined());

  it.each(['2017-12-21', '1999-01-01', '2025-02-29', '', 'today'])('refuses %j, of which nothing is known', (date) => {
    expect(() => unitAt('00028', date)).toThrow(RangeError);
    expect(() => unitsAt(date)).toThrow(RangeError);
  });
});

describe(countAt.name, () => {
  it.each([
    ['2017-12-22', 584, 30],
    ['2020-02-29', 584, 30],
    ['2020-03-01', 579, 30],
    ['2021-11-30', 579, 30],
    ['2024-12-31', 579, 30],
    ['2025-01-01', 526, 30],
    ['2025-06-30', 526, 30],
    ['2025-07-01', 126, 0],
    ['2026-11-26', 126, 0],
  ])('counts on %s %i wards in %i districts', (date, wards, districts) => {
    expect([countAt(date), countAt(date, 'DISTRICT'), countAt(date, 'PROVINCE')]).toEqual([wards, districts, 1]);
  });

  it('counts 51 wards and 75 communes since July 2025, and no towns', () => {
    const kinds = unitsAt('2025-07-01', 'WARD').map(({ kind }) => kind);
    expect([kinds.filter((kind) => kind === 'PHUONG').length, kinds.filter((kind) => kind === 'XA').length]).toEqual([
      51, 75,
    ]);
  });
});

describe('the table of units', () => {
  it('has one unit for a code at a time, without a gap within a unit', () => {
    const spans = UNITS.map(({ code, validFrom, validTo = '9999' }) => ({ code, validFrom, validTo }));
    for (const [place, span] of spans.entries()) {
      const next = spans[place + 1];
      expect(span.validFrom < span.validTo).toBe(true);
      if (next?.code === span.code) expect(next.validFrom >= span.validTo).toBe(true);
    }
  });

  it('puts every ward into a district, and since July 2025 into the city', () => {
    for (const { code, parent, validFrom } of UNITS.filter(({ level }) => level === 'WARD')) {
      expect([code, unitAt(parent ?? '', validFrom)?.level]).toEqual([
        code,
        validFrom < '2025-07-01' ? 'DISTRICT' : 'PROVINCE',
      ]);
    }
  });

  it('gives all 126 codes of July 2025 a second meaning, and 103 of them another full name', () => {
    const after = unitsAt('2025-07-01', 'WARD');
    const before = after.map(({ code }) => unitAt(code, '2025-06-30'));
    expect(before.filter(Boolean)).toHaveLength(126);
    expect(after.filter(({ fullName }, place) => spelled(before[place]?.fullName) !== spelled(fullName))).toHaveLength(
      103,
    );
    expect(after.filter(({ name }, place) => spelled(before[place]?.name) !== spelled(name))).toHaveLength(96);
  });
});

/** The two lists set the tone mark of `oa` on different letters. */
function spelled(name?: string): string | undefined {
  return name?.replaceAll('oà', 'òa');
}
