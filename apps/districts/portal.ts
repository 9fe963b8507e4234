import { isoMilli, written, writtenDay } from './calendar';
import type { Dossier } from './dossier';
import type { Office } from './office';
import type { Person } from './people';
import { instant, ok, problem, whole, type Answer } from './wire';

/** Words of the portal for the national numbers of dossiers that the desk has. */
const STATUS: Record<string, string> = {
  1: 'DANG_TIEP_NHAN', 2: 'DA_TIEP_NHAN', 3: 'TU_CHOI_TIEP_NHAN', 4: 'DANG_XU_LY', 5: 'CHO_BO_SUNG', 6: 'CHO_NOP_PHI', 7: 'DA_HUY',
  8: 'DANG_TAM_DUNG', 9: 'DA_CO_KET_QUA', 10: 'DA_TRA_KET_QUA',
}; // prettier-ignore
const CHANNELS = ['', 'TRUC_TIEP', 'TRUC_TUYEN', 'BUU_CHINH'];
const RETURNS = ['MOT_CUA', 'BUU_DIEN', 'TRUC_TUYEN'];
const FORMS: Record<string, string> = { CHINH: 'BAN_CHINH', SAO: 'BAN_SAO', SO_HOA: 'DIEN_TU' };
const SITE = 'H26-';
const TOKEN = /^(\d{1,15})\.(\d{1,15})$/;

/** A portal on Oracle: rows with an online and a received part and three numbers, pages that follow each other by token. */
export function portal(office: Office, url: URL): Answer | undefined {
  if (url.pathname === '/api/tong-hop/ma') return listing(office, url);
  return url.pathname === '/api/tong-hop/ho-so' ? dossiers(office, url) : undefined;
}

function dossiers(office: Office, url: URL): Answer {
  const size = whole(url, 'SO_DONG', 1, 500, 100);
  const start = startOf(url);
  if (size === undefined || start === undefined) return problem(400, 'Tham số không đúng');
  const { dossiers: found, total } = office.shelf.since(start.ms, 1, size, start.id);
  const last = found.at(-1);
  const next = last && total > size ? `${Date.parse(last.ngayCapNhat)}.${last.id}` : null;
  return ok({ BAY_GIO: isoMilli(Date.now()), TIEP: next, HO_SO: found.map(row) });
}

/** The row that a page begins with: behind the one its token names, or the first of its change time. */
function startOf(url: URL): { ms: number; id: number } | undefined {
  const token = url.searchParams.get('SAU');
  const [, ms = '', id = ''] = TOKEN.exec(token ?? '') ?? [];
  if (token !== null) return ms === '' ? undefined : { ms: Number(ms), id: Number(id) + 1 };
  const sinceMs = instant(url, 'TU');
  return sinceMs === undefined ? undefined : { ms: sinceMs, id: 0 };
}

function listing(office: Office, url: URL): Answer {
  const after = url.searchParams.get('SAU') ?? `${SITE}0`;
  const size = whole(url, 'SO_DONG', 1, 5_000, 1_000);
  if (!after.startsWith(SITE) || size === undefined) return problem(400, 'Tham số không đúng');
  return ok({ HO_SO: office.shelf.ids(Number(after.slice(SITE.length)), size).map((id) => ({ ID: `${SITE}${id}` })) });
}

const orNull = (iso: string | null): string | null => (iso === null ? null : written(iso));

/** A row as the portal writes it. */
function row(truth: Dossier): object {
  const { id, kenh, ngayTiepNhan } = truth;
  const isOnline = kenh === 2;
  const isReceived = ngayTiepNhan !== null;
  return {
    ID: `${SITE}${id}`,
    CAP_NHAT: truth.ngayCapNhat,
    MA_HO_SO: isOnline ? `H26.TT-${id}` : null,
    MA_HO_SO_TIEP_NHAN: isReceived ? truth.maHoSo : null,
    MA_HO_SO_CDVCQG: isOnline && isReceived ? `G22.99-${id}` : null,
    MA_THU_TUC: truth.maTTHC,
    MA_THU_TUC_SITE: truth.maTTNoiBo,
    TEN_THU_TUC: truth.tenTTHC,
    MA_DON_VI: truth.donViTiepNhan.ma,
    TEN_DON_VI: truth.donViTiepNhan.ten,
    KENH: CHANNELS[kenh],
    MUC_DO: truth.mucDo,
    TRICH_YEU: truth.trichYeu,
    CHU_HO_SO: owner(truth.chuHoSo),
    NGUOI_NOP: truth.nguoiNop && applicant(truth.nguoiNop),
    TRUC_TUYEN: isOnline ? { TRANG_THAI: isReceived ? 'DA_TIEP_NHAN' : 'DA_NOP', NGAY_NOP: written(truth.ngayNop) } : null,
    TIEP_NHAN: isOnline && truth.trangThai === '1' ? null : received(truth),
    ...course(truth),
    ...papers(truth),
  };
} // prettier-ignore

function owner(person: Person): object {
  return {
    LOAI: 'CA_NHAN',
    HO_TEN: person.hoTen,
    SO_GIAY_TO: person.soGiayTo,
    GIOI_TINH: person.gioiTinh === 0 ? 'NAM' : 'NU',
    NGAY_SINH: writtenDay(person.ngaySinh),
    DIEN_THOAI: person.dienThoai,
    EMAIL: null,
    DIA_CHI: person.diaChi,
  };
}

function applicant({ hoTen, soGiayTo, dienThoai }: Person): object {
  return { HO_TEN: hoTen, SO_GIAY_TO: soGiayTo, DIEN_THOAI: dienThoai };
}

function received(truth: Dossier): object {
  const { donViTiepNhan: here, donViXuLy: there } = truth;
  return {
    TRANG_THAI: STATUS[truth.trangThai],
    TEN_TRANG_THAI: truth.trangThaiTen,
    NGAY_TIEP_NHAN: orNull(truth.ngayTiepNhan),
    NGAY_HEN_TRA: orNull(truth.ngayHenTra),
    NGAY_CO_KET_QUA: orNull(truth.ngayXong),
    NGAY_TRA: orNull(truth.ngayTra),
    CAN_BO: truth.canBo?.ma ?? null,
    TEN_CAN_BO: truth.canBo?.ten ?? null,
    MA_DON_VI_XU_LY: there.ma === here.ma ? null : there.ma,
    TEN_DON_VI_XU_LY: there.ma === here.ma ? null : there.ten,
    GHI_CHU: truth.ghiChu,
  };
}

function course({ quaTrinh, boSung, buuDien, traQua }: Dossier): object {
  return {
    NHAT_KY: quaTrinh.map(({ ma, tenBuoc, luc, nguoi, trangThai, noiDung }) => ({
      ID: ma,
      TRANG_THAI: STATUS[trangThai],
      TEN_TRANG_THAI: tenBuoc,
      LUC: written(luc),
      NGUOI: nguoi.ten,
      NOI_DUNG: noiDung,
    })),
    BO_SUNG: boSung.map(({ ma, ngayYeuCau, noiDung, ngayNhan }) => ({
      ID: ma,
      NGAY_YEU_CAU: written(ngayYeuCau),
      NOI_DUNG: noiDung,
      NGAY_NOP_LAI: orNull(ngayNhan),
    })),
    TRA_QUA: RETURNS[traQua],
    BUU_DIEN: buuDien.map(({ luc, trangThai, maVanDon }) => ({
      LUC: written(luc),
      TRANG_THAI: trangThai,
      SO_HIEU: maVanDon,
    })),
  };
}

function papers({ giayTo, lePhi, ketQua, id }: Dossier): object {
  return {
    GIAY_TO: giayTo.map(({ ma, ten, ban }) => ({ ID: ma, TEN: ten, BAN: FORMS[ban], TEP: null, DUONG_DAN: null })),
    LE_PHI: lePhi.map(({ ma, ten, loai, soTien }) => ({
      ID: ma,
      LOAI: loai,
      TEN: ten,
      SO_TIEN: soTien.toLocaleString('vi-VN'),
    })),
    KET_QUA: ketQua && { SO: ketQua.so, TEN: ketQua.ten, NGAY: writtenDay(ketQua.ngay), DUONG_DAN: `${id}-kq.pdf` },
  };
}
