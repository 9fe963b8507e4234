import { restoreCapitals } from './capitals';

describe(restoreCapitals.name, () => {
  it.each<[string, 'name' | 'text', string]>([
    ['NGUYễN VĂN áNH', 'name', 'NGUYỄN VĂN ÁNH'],
    ['ĐặNG THị HằNG', 'text', 'ĐẶNG THỊ HẰNG'],
    ['áNH', 'text', 'ÁNH'],
    ['Nguyễn Thị ánh', 'name', 'Nguyễn Thị Ánh'],
    ['Nguyễn Thị ánh', 'text', 'Nguyễn Thị ánh'],
    ['Lê', 'name', 'Lê'],
    ['Hà', 'text', 'Hà'],
    ['12/3', 'name', '12/3'],
    ['P. Hạ Đình', 'text', 'P. Hạ Đình'],
  ])('%s as %s', (decoded, field, text) => expect(restoreCapitals(decoded, field)).toBe(text));
});
