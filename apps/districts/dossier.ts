import { at, inOfficeHours, isoMilli, isoSecond, shortDay, workdaysLater } from './calendar';
import type { Dice } from './dice';
import { person, type Person } from './people';
import { PLACES, type Place } from './places';
import { procedureAt, PROCEDURES } from './procedures';

/** An officer or a unit by code and name. */
export interface Named {
  readonly ma: string;
  readonly ten: string;
}

/** A step that was taken. */
export interface Step {
  readonly ma: string;
  readonly buoc: string;
  readonly tenBuoc: string;
  readonly luc: string;
  readonly han: string | null;
  readonly nguoi: Named;
  readonly trangThai: string;
  readonly noiDung: string | null;
}

/** A dossier as it truly is: ISO times of +07:00 to the second, days as yyyy-MM-dd; only the change time has milliseconds. */
export interface Dossier {
  readonly id: number;
  readonly maHoSo: string;
  readonly maTTHC: string;
  readonly tenTTHC: string;
  readonly maTTNoiBo: string;
  readonly kenh: number;
  readonly mucDo: string;
  readonly donViTiepNhan: Named;
  readonly donViXuLy: Named;
  readonly donViTra: Named;
  readonly chuHoSo: Person;
  readonly nguoiNop: Person | null;
  readonly nopThay: number;
  readonly trichYeu: string;
  trangThai: string;
  trangThaiTen: string;
  readonly ngayNop: string;
  ngayTiepNhan: string | null;
  ngayHenTra: string | null;
  ngayXong: string | null;
  ngayTra: string | null;
  canBo: Named | null;
  ghiChu: string | null;
  readonly quaTrinh: Step[];
  readonly henTra: { ma: string; ngay: string; lyDo: string | null }[];
  readonly boSung: {
    ma: string;
    ngayYeuCau: string;
    noiDung: string;
    ngayNhan: string | null;
    henCu: string;
    henMoi: string | null;
  }[];
  readonly lePhi: readonly { ma: string; ten: string; loai: string; soTien: number }[];
  readonly thanhToan: { ma: string; soTien: number; hinhThuc: string; luc: string }[];
  readonly giayTo: readonly { ma: string; ten: string; ban: string }[];
  ketQua: { so: string; ten: string; ngay: string } | null;
  readonly traQua: number;
  readonly buuDien: { ma: string; luc: string; trangThai: string; maVanDon: string }[];
  readonly lienThong: string | null;
  xoa: boolean;
  ngayCapNhat: string;
}

/** What a new dossier is numbered with. */
export interface Numbers {
  readonly id: number;
  /** Of its agency and day, from 1 (Decree 61/2018). */
  readonly sequence: number;
}

/** Names of the ten national statuses. */
export const STATUS_NAMES = [
  'Chưa ánh xạ',
  'Mới đăng ký',
  'Được tiếp nhận',
  'Không được tiếp nhận',
  'Đang xử lý',
  'Yêu cầu bổ sung giấy tờ',
  'Yêu cầu thực hiện nghĩa vụ tài chính',
  'Công dân yêu cầu rút hồ sơ',
  'Dừng xử lý',
  'Đã xử lý xong',
  'Đã trả kết quả',
];

const OFFICERS = ['Trần Thị Mẫu', 'Lê Văn Thử', 'Phạm Thu Minh Hoạ', 'Đỗ Đức Giả Định', 'Vũ Thị Ví Dụ'];
const OTHER = { ma: '00008', ten: 'Phường Ngọc Hà' };

/** No later day has dossiers of the districts of before 1 July 2025. */
const LAST_OF_DISTRICTS = at(2025, 6, 28);
/** Whole weeks, so that a working day stays one. */
const YEAR_MS = 364 * 86_400_000;

/** One of the officers of an office. */
export function officer(dice: Dice, place: Place): Named {
  const index = dice.whole(0, OFFICERS.length - 1);
  return { ma: `cb${place.unit}-${index + 1}`, ten: OFFICERS[index] ?? '' };
}

/** A dossier that was just handed in: nobody has looked at it yet. */
export function handedIn(dice: Dice, place: Place, { id, sequence }: Numbers, ms: number): Dossier {
  const procedure = procedureAt(dice.next());
  const here = { ma: place.unit, ten: place.unitName };
  const owner = person(dice, 1945, 2004);
  const nopThay = dice.chance(0.12) ? dice.whole(1, 2) : 0;
  const isFarAway = place.isOpen && dice.chance(0.06);
  const kenh = dice.chance(0.55) ? 1 : dice.chance(0.92) ? 2 : 3;
  return {
    id,
    maHoSo: codeOf(place, ms, sequence),
    maTTHC: procedure.maTTHC,
    tenTTHC: procedure.tenTTHC,
    maTTNoiBo: procedure.maTTNoiBo,
    kenh,
    mucDo: kenh === 2 ? (dice.chance(0.7) ? '4' : '3') : '2',
    donViTiepNhan: here,
    donViXuLy: isFarAway ? OTHER : here,
    donViTra: isFarAway && dice.chance(0.5) ? OTHER : here,
    chuHoSo: owner,
    nguoiNop: nopThay === 0 ? null : person(dice, 1960, 2000),
    nopThay,
    trichYeu: `${procedure.tenTTHC} cho ${owner.hoTen}`,
    trangThai: '1',
    trangThaiTen: STATUS_NAMES[1] ?? '',
    ngayNop: isoSecond(ms),
    ngayTiepNhan: null,
    ngayHenTra: null,
    ngayXong: null,
    ngayTra: null,
    canBo: null,
    ghiChu: null,
    quaTrinh: [],
    henTra: [],
    boSung: [],
    lePhi: procedure.fees.map((fee) => ({ ...fee, ma: `${id}-${fee.ma}` })),
    thanhToan: [],
    giayTo: procedure.papers.map((ten, index) => ({
      ma: `${id}-g${index + 1}`,
      ten,
      ban: dice.pick(['CHINH', 'SAO', 'SO_HOA']),
    })),
    ketQua: null,
    traQua: dice.chance(0.75) ? 0 : dice.whole(1, 2),
    buuDien: [],
    lienThong: dice.chance(0.02) ? codeElsewhere(dice, place, ms) : null,
    xoa: false,
    ngayCapNhat: isoMilli(ms),
  };
}

/** Agency, local day of receipt and the number of that day (Decree 61/2018). */
function codeOf({ agency }: Place, ms: number, sequence: number): string {
  return `${agency}-${shortDay(ms)}-${String(sequence).padStart(4, '0')}`;
}

/** The code of a dossier of the same matter in another district: of that day, or of years before where none was left. */
function codeElsewhere(dice: Dice, place: Place, ms: number): string {
  const other = dice.pick(PLACES.filter(({ isOpen, code }) => !isOpen && code !== place.code));
  let day = inOfficeHours(ms);
  while (day > LAST_OF_DISTRICTS) day -= YEAR_MS;
  return codeOf(other, day, dice.whole(1, 2));
}

/** The promise that the desk makes at receipt. */
export function promised(dossier: Dossier, ms: number): string {
  const days = PROCEDURES.find(({ maTTHC }) => maTTHC === dossier.maTTHC)?.days ?? 5;
  return isoSecond(workdaysLater(ms, days));
}
