import { dayOf, isoMilli, isoSecond, workdaysLater } from './calendar';
import type { Dice } from './dice';
import { officer, promised, STATUS_NAMES, type Dossier } from './dossier';
import type { Place } from './places';
import { PROCEDURES } from './procedures';

const DAY_MS = 86_400_000;
const STEP_NAMES: Record<string, string> = {
  TIEP_NHAN: 'Tiếp nhận hồ sơ',
  TU_CHOI: 'Từ chối tiếp nhận',
  CHUYEN: 'Chuyển bộ phận chuyên môn',
  THU_LY: 'Thụ lý hồ sơ',
  BO_SUNG: 'Yêu cầu bổ sung',
  DONG_TIEN: 'Yêu cầu thực hiện nghĩa vụ tài chính',
  DUNG: 'Dừng xử lý',
  RUT: 'Công dân rút hồ sơ',
  KY_DUYET: 'Ký duyệt kết quả',
  TRA_KET_QUA: 'Trả kết quả',
};

/** True where nothing more happens to a dossier. */
export function isEnded({ trangThai, xoa }: Dossier): boolean {
  return xoa || ['3', '7', '10'].includes(trangThai);
}

/** How long until the next step, in milliseconds of any hours. */
export function pauseOf(dice: Dice, dossier: Dossier): number {
  const days = PROCEDURES.find(({ maTTHC }) => maTTHC === dossier.maTTHC)?.days ?? 5;
  const share = { '1': 0.05, '2': 0.1, '4': 0.28, '5': 0.5, '6': 0.2, '8': 1, '9': 0.3 }[dossier.trangThai] ?? 0.1;
  return Math.max(600_000, days * share * DAY_MS * (0.3 + 1.2 * dice.next()));
}

/** Takes the next step of a dossier at an instant, along the lawful transitions; an ended one stays as it is. */
export function step(dice: Dice, place: Place, dossier: Dossier, ms: number): void {
  if (isEnded(dossier)) return;
  const next = { '1': afterSubmitted, '2': afterAccepted, '4': afterProgress, '9': returned }[dossier.trangThai];
  (next ?? resumed)(dice, place, dossier, ms);
  dossier.ngayCapNhat = isoMilli(ms);
}

type Act = (dice: Dice, place: Place, dossier: Dossier, ms: number) => void;

const afterSubmitted: Act = (dice, place, dossier, ms) => {
  if (dice.chance(0.03)) return note(dice, place, dossier, ms, 'TU_CHOI', 3, 'Hồ sơ không thuộc thẩm quyền giải quyết');
  dossier.ngayTiepNhan = isoSecond(ms);
  promise(dossier, promised(dossier, ms), null);
  note(dice, place, dossier, ms, 'TIEP_NHAN', 2, null);
  if (dossier.kenh === 2 && dossier.lePhi.length > 0) pay(dossier, ms, 'TRUC_TUYEN');
};

const afterAccepted: Act = (dice, place, dossier, ms) => note(dice, place, dossier, ms, 'CHUYEN', 4, null);

const afterProgress: Act = (dice, place, dossier, ms) => {
  const { quaTrinh, boSung, lePhi, thanhToan } = dossier;
  if (!quaTrinh.some(({ buoc }) => buoc === 'THU_LY') && dice.chance(0.5)) {
    return note(dice, place, dossier, ms, 'THU_LY', 4, null);
  }
  if (boSung.length === 0 && dice.chance(0.09)) {
    const ma = `${dossier.id}-b${boSung.length + 1}`;
    const noiDung = 'Bổ sung bản sao có chứng thực giấy tờ nhân thân';
    boSung.push({
      ma,
      ngayYeuCau: isoSecond(ms),
      noiDung,
      ngayNhan: null,
      henCu: dossier.ngayHenTra ?? '',
      henMoi: null,
    });
    return note(dice, place, dossier, ms, 'BO_SUNG', 5, noiDung);
  }
  if (lePhi.length > 0 && thanhToan.length === 0 && dice.chance(0.3)) {
    return note(dice, place, dossier, ms, 'DONG_TIEN', 6, null);
  }
  if (dice.chance(0.015)) return note(dice, place, dossier, ms, 'RUT', 7, 'Công dân có đơn xin rút hồ sơ');
  if (dice.chance(0.02)) return note(dice, place, dossier, ms, 'DUNG', 8, 'Chờ ý kiến của cơ quan chuyên môn');
  const { result } = PROCEDURES.find(({ maTTHC }) => maTTHC === dossier.maTTHC) ?? { result: 'Kết quả' };
  dossier.ngayXong = isoSecond(ms);
  dossier.ketQua = { so: `${dossier.id % 10_000}/${dayOf(ms).slice(0, 4)}`, ten: result, ngay: dayOf(ms) };
  note(dice, place, dossier, ms, 'KY_DUYET', 9, null);
};

const returned: Act = (dice, place, dossier, ms) => {
  if (dossier.lePhi.length > 0 && dossier.thanhToan.length === 0) pay(dossier, ms, 'TIEN_MAT');
  dossier.ngayTra = isoSecond(ms);
  const doneMs = Date.parse(dossier.ngayXong ?? isoSecond(ms));
  if (dossier.traQua === 1) {
    for (const [index, trangThai] of ['0', '1', '3'].entries()) {
      const luc = isoSecond(doneMs + (index / 2) * (ms - doneMs));
      dossier.buuDien.push({ ma: `${dossier.id}-p${index + 1}`, luc, trangThai, maVanDon: `DEMO${dossier.id}VN` });
    }
  }
  note(dice, place, dossier, ms, 'TRA_KET_QUA', 10, null);
};

/** From supplement, payment or suspension back to work. */
const resumed: Act = (dice, place, dossier, ms) => {
  const open = dossier.boSung.find(({ ngayNhan }) => ngayNhan === null);
  if (open) {
    open.ngayNhan = isoSecond(ms);
    open.henMoi = isoSecond(workdaysLater(ms, 3));
    promise(dossier, open.henMoi, 'Công dân đã bổ sung giấy tờ');
  }
  if (dossier.trangThai === '6') pay(dossier, ms, 'CHUYEN_KHOAN');
  note(dice, place, dossier, ms, 'THU_LY', 4, null);
};

function promise(dossier: Dossier, ngay: string, lyDo: string | null): void {
  dossier.ngayHenTra = ngay;
  dossier.henTra.push({ ma: `${dossier.id}-h${dossier.henTra.length + 1}`, ngay, lyDo });
}

function pay(dossier: Dossier, ms: number, hinhThuc: string): void {
  const soTien = dossier.lePhi.reduce((sum, fee) => sum + fee.soTien, 0);
  dossier.thanhToan.push({ ma: `${dossier.id}-t1`, soTien, hinhThuc, luc: isoSecond(ms) });
}

function note(
  dice: Dice,
  place: Place,
  dossier: Dossier,
  ms: number,
  buoc: string,
  status: number,
  noiDung: string | null,
): void {
  const nguoi = officer(dice, place);
  const han = dossier.ngayHenTra;
  const ma = `${dossier.id}-${dossier.quaTrinh.length + 1}`;
  dossier.trangThai = String(status);
  dossier.trangThaiTen = STATUS_NAMES[status] ?? '';
  dossier.canBo = nguoi;
  if (noiDung !== null && status !== 5) dossier.ghiChu = noiDung;
  const tenBuoc = STEP_NAMES[buoc] ?? buoc;
  dossier.quaTrinh.push({ ma, buoc, tenBuoc, luc: isoSecond(ms), han, nguoi, trangThai: String(status), noiDung });
}
