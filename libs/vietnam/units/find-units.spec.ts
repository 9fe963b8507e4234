import { findUnits, type FindOptions } from './find-units';

const found = (name: string, date: string, options?: FindOptions): string[] =>
  findUnits(name, date, options).map(({ unit, match }) => `${unit.code} ${unit.fullName} ${match}`);

describe(findUnits.name, () => {
  it.each([
    ['Kim Mã', ['00028 Phường Kim Mã EXACT']],
    ['Phường Kim Mã', ['00028 Phường Kim Mã EXACT']],
    ['P. KIM MÃ', ['00028 Phường Kim Mã EXACT']],
    ['p.Kim Mã'.normalize('NFD'), ['00028 Phường Kim Mã EXACT']],
    ['kim ma', ['00028 Phường Kim Mã FOLDED']],
    ['Phuong Kim Ma', ['00028 Phường Kim Mã FOLDED']],
    ['TT Trâu Quỳ', ['00565 Thị trấn Trâu Quỳ EXACT']],
    ['Xã Kim Mã', []],
    ['Kim', []],
    ['', []],
    ['Phường', []],
    ['Văn Miếu – Quốc Tử Giám', ['00181 Phường Văn Miếu - Quốc Tử Giám EXACT']],
    ['Cổ Nhuế 1', ['00616 Phường Cổ Nhuế 1 EXACT']],
  ])('%j in March 2025', (name, units) => expect(found(name, '2025-03-15')).toEqual(units));

  it('finds a name wherever its tone mark stands', () => {
    expect(found('Yên Hòa', '2025-03-15')).toEqual(found('Yên Hoà', '2025-03-15'));
    expect(found('Hòa Lạc', '2026-01-01')).toEqual(['09988 Xã Hoà Lạc EXACT']);
  });

  it('keeps names apart that differ in their diacritics, and gives both when there are none', () => {
    expect(found('Đông Xuân', '2024-06-01')).toEqual(['00436 Xã Đông Xuân EXACT', '04939 Xã Đông Xuân EXACT']);
    expect(found('Đồng Xuân', '2024-06-01')).toEqual(['00040 Phường Đồng Xuân EXACT']);
    expect(found('dong xuan', '2024-06-01')).toEqual([
      '00040 Phường Đồng Xuân FOLDED',
      '00436 Xã Đông Xuân FOLDED',
      '04939 Xã Đông Xuân FOLDED',
    ]);
  });

  it('gives every unit of a name that several districts have, and the one of a district that is named', () => {
    expect(found('Minh Khai', '2024-06-01')).toHaveLength(3);
    expect(found('Quang Trung', '2024-06-01')).toHaveLength(4);
    expect(found('Phường Minh Khai', '2024-06-01', { within: '007' })).toEqual(['00295 Phường Minh Khai EXACT']);
    expect(found('Minh Khai', '2024-06-01', { within: '01' })).toHaveLength(3);
    expect(found('Minh Khai', '2024-06-01', { within: '001' })).toEqual([]);
  });

  it('takes a name as of its day', () => {
    expect(found('Gia Lâm', '2025-06-30')).toEqual(['018 Huyện Gia Lâm EXACT']);
    expect(found('Gia Lâm', '2025-07-01')).toEqual(['00565 Xã Gia Lâm EXACT']);
    expect(found('Huyện Gia Lâm', '2025-07-01')).toEqual([]);
    expect(found('Ba Đình', '2025-06-30', { level: 'WARD' })).toEqual([]);
    expect(found('Ba Đình', '2025-07-01', { level: 'WARD' })).toEqual(['00004 Phường Ba Đình EXACT']);
    expect(found('Kim Mã', '2025-07-01')).toEqual([]);
    expect(() => found('Kim Mã', '2016-01-01')).toThrow('known from 2017-12-22');
  });
});
