import { Dice } from './dice';
import { person } from './people';

const people = Array.from({ length: 2_000 }, (_, index) => person(new Dice(index), 1945, 2010));

describe(person, () => {
  it('gives everybody twelve digits that agree with sex and year of birth', () => {
    for (const { soGiayTo, gioiTinh, ngaySinh } of people) {
      const [, century, year] = /^0\d\d(\d)(\d\d)\d{6}$/.exec(soGiayTo) ?? [];
      const born = Number(ngaySinh.slice(0, 4));
      expect([Number(century), year]).toEqual([(born < 2000 ? 0 : 2) + gioiTinh, ngaySinh.slice(2, 4)]);
    }
  });

  it('gives days, or now and then a year alone, a mobile number of ten digits and a name of three words in NFC', () => {
    for (const { ngaySinh, dienThoai, hoTen } of people) {
      expect(ngaySinh).toMatch(/^\d{4}(-\d\d-\d\d)?$/);
      expect(dienThoai).toMatch(/^0[3789]\d{8}$/);
      expect(hoTen.split(' ')).toHaveLength(3);
      expect(hoTen).toBe(hoTen.normalize('NFC'));
    }
    expect(people.some(({ ngaySinh }) => ngaySinh.length === 4)).toBe(true);
  });

  it('is the same for the same dice', () => {
    expect(person(new Dice(5), 1960, 1990)).toEqual(person(new Dice(5), 1960, 1990));
  });
});
