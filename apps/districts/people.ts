import type { Dice } from './dice';

/** A party of a dossier, as the city's truth has it. Nobody of this name and number exists but by chance. */
export interface Person {
  readonly loai: number;
  readonly hoTen: string;
  readonly soGiayTo: string;
  readonly loaiGiayTo: string;
  readonly gioiTinh: number;
  /** `yyyy-MM-dd`, or the year alone. */
  readonly ngaySinh: string;
  readonly dienThoai: string;
  readonly diaChi: string;
  readonly toDanPho: string;
}

const FAMILIES = [
  ...['Nguyễn', 'Nguyễn', 'Nguyễn', 'Trần', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ'],
  ...['Ngô', 'Dương', 'Lý', 'Đào', 'Đoàn', 'Vương', 'Trịnh', 'Đinh', 'Lâm', 'Phùng', 'Mai', 'Tô', 'Hà', 'Tạ'],
];
const MIDDLES = [
  ['Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Công', 'Xuân', 'Thế', 'Đình', 'Bá', 'Gia', 'Ngọc'],
  ['Thị', 'Thị', 'Ngọc', 'Thu', 'Thanh', 'Phương', 'Minh', 'Kim', 'Diệu', 'Bảo', 'Khánh', 'Hồng'],
];
const GIVEN = [
  ['An', 'Anh', 'Bình', 'Cường', 'Dũng', 'Đạt', 'Giang', 'Hải', 'Hiếu', 'Hoà', 'Hùng', 'Huy', 'Khoa', 'Lâm', 'Long', 'Nam', 'Phúc', 'Quân', 'Sơn', 'Thắng', 'Toàn', 'Trung', 'Tuấn', 'Việt', 'Vinh', 'Thuỵ'],
  ['An', 'Ánh', 'Bích', 'Chi', 'Dung', 'Duyên', 'Đào', 'Giang', 'Hà', 'Hạnh', 'Hiền', 'Hoa', 'Hoà', 'Hương', 'Lan', 'Linh', 'Loan', 'Mai', 'Nga', 'Nhung', 'Oanh', 'Phượng', 'Quỳnh', 'Thảo', 'Thuý', 'Trang', 'Uyên', 'Vân', 'Yến'],
]; // prettier-ignore
const STREETS = [
  'Hoa Ban',
  'Bằng Lăng',
  'Phượng Đỏ',
  'Sen Trắng',
  'Cây Gạo',
  'Bờ Đê',
  'Giếng Đình',
  'Chợ Mới',
  'Ao Làng',
];
const PREFIXES = ['032', '035', '038', '070', '079', '083', '086', '091', '094', '097', '098'];

/** Somebody born between two years. */
export function person(dice: Dice, fromYear: number, toYear: number): Person {
  const gioiTinh = dice.whole(0, 1);
  const year = dice.whole(fromYear, toYear);
  const day = `${year}-${digits(dice.whole(1, 12), 2)}-${digits(dice.whole(1, 28), 2)}`;
  return {
    loai: 1,
    hoTen: fullName(dice, gioiTinh),
    soGiayTo: citizenId(dice, year, gioiTinh),
    loaiGiayTo: 'CCCD',
    gioiTinh,
    ngaySinh: dice.chance(0.03) ? String(year) : day,
    dienThoai: `${dice.pick(PREFIXES)}${digits(dice.whole(0, 9_999_999), 7)}`,
    diaChi: `Số ${dice.whole(1, 240)} đường ${dice.pick(STREETS)}`,
    toDanPho: `Tổ dân phố số ${dice.whole(1, 28)}`,
  };
}

/** A name of family, middle and given word, NFC. */
function fullName(dice: Dice, sex: number): string {
  const words = [dice.pick(FAMILIES), dice.pick(MIDDLES[sex] ?? []), dice.pick(GIVEN[sex] ?? [])];
  return words.join(' ').normalize('NFC');
}

/** Twelve digits: province of birth registration, century and sex, year, serial (Circular 07/2016/TT-BCA). */
function citizenId(dice: Dice, year: number, sex: number): string {
  const province = dice.chance(0.8) ? '001' : dice.pick(['026', '030', '033', '034', '036', '038']);
  const century = 2 * (Math.floor(year / 100) - 19) + sex;
  return `${province}${century}${digits(year % 100, 2)}${digits(dice.whole(1, 999_999), 6)}`;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}
