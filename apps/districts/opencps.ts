import type { Dossier } from './dossier';
import type { Office } from './office';
import { ok, problem, whole, type Answer } from './wire';

/** Statuses of OpenCPS by the national number; a supplement is a sub-status of being processed. */
const STATUS: Record<string, string> = {
  1: 'receiving', 2: 'new', 3: 'denied', 4: 'processing', 5: 'processing', 6: 'paying', 7: 'cancelled', 8: 'unresolved',
  9: 'releasing', 10: 'done',
}; // prettier-ignore
const MARKS: Record<string, number> = { CHINH: 1, SAO: 2, SO_HOA: 3 };
const UID = '5f0c7a10-0000-4000-8000-';

/** OpenCPS v2: a queue of synchronisations with whole dossiers, in numbered pages, times in milliseconds since 1970. */
export function opencps(office: Office, url: URL): Answer | undefined {
  if (url.pathname === '/o/rest/v2/dossiers/uids') return listing(office, url);
  return url.pathname === '/o/rest/v2/dossiersyncs' ? queue(office, url) : undefined;
}

function queue(office: Office, url: URL): Answer {
  const sinceMs = whole(url, 'modifiedFrom', 0, Number.MAX_SAFE_INTEGER, 0);
  const page = whole(url, 'page', 1, 1_000_000, 1);
  const size = whole(url, 'size', 1, 500, 100);
  if (sinceMs === undefined || page === undefined || size === undefined) return problem(400, 'Tham số không đúng');
  const { total, dossiers } = office.shelf.since(sinceMs, page, size);
  return ok({ total, data: dossiers.map(entry) });
}

function listing(office: Office, url: URL): Answer {
  const after = url.searchParams.get('after') ?? `${UID}0`;
  const size = whole(url, 'size', 1, 5_000, 1_000);
  if (!after.startsWith(UID) || size === undefined) return problem(400, 'Tham số không đúng');
  const ids = office.shelf.ids(Number(after.slice(UID.length)), size);
  return ok({ data: ids.map((id) => ({ referenceUid: uid(id) })) });
}

const uid = (id: number): string => `${UID}${String(id).padStart(12, '0')}`;
const epoch = (iso: string | null): number => (iso === null ? 0 : Date.parse(iso));
const midnight = (day: string | undefined): number => (day === undefined ? 0 : Date.parse(`${day}T00:00:00+07:00`));

/** An entry of the queue: a dossier as OpenCPS writes it, with empty texts and 0 where nothing is. */
function entry(truth: Dossier): object {
  const { id, xoa, ngayCapNhat } = truth;
  return {
    dossierSyncId: id,
    referenceUid: uid(id),
    syncType: 3,
    state: 2,
    removed: xoa,
    modifiedDate: Date.parse(ngayCapNhat),
    dossier: { ...heads(truth), ...people(truth), ...course(truth), ...papers(truth) },
  };
}

function heads(truth: Dossier): object {
  const { trangThai, trangThaiTen, ngayTiepNhan } = truth;
  const isWaiting = trangThai === '5';
  return {
    dossierNo: ngayTiepNhan === null ? '' : truth.maHoSo,
    originDossierNo: truth.lienThong ?? '',
    serviceCode: truth.maTTNoiBo,
    serviceCodeDVCQG: truth.maTTHC,
    serviceName: truth.tenTTHC,
    govAgencyCode: truth.donViTiepNhan.ma,
    govAgencyName: truth.donViTiepNhan.ten,
    dossierStatus: STATUS[trangThai],
    dossierStatusText: isWaiting ? 'Đang xử lý' : trangThaiTen,
    dossierSubStatus: isWaiting ? 'waiting_supplement' : '',
    dossierSubStatusText: isWaiting ? trangThaiTen : '',
    online: truth.kenh === 2,
    viaPostal: truth.traQua === 1 ? 2 : 0,
    briefNote: truth.trichYeu,
    dossierNote: truth.ghiChu ?? '',
  };
}

function people({ chuHoSo, nguoiNop }: Dossier): object {
  return {
    applicantName: chuHoSo.hoTen,
    applicantIdType: 'citizen',
    applicantIdNo: chuHoSo.soGiayTo,
    address: chuHoSo.diaChi,
    contactTelNo: chuHoSo.dienThoai,
    contactEmail: '',
    delegateName: nguoiNop?.hoTen ?? '',
    delegateIdNo: nguoiNop?.soGiayTo ?? '',
    delegateTelNo: nguoiNop?.dienThoai ?? '',
    delegateAddress: nguoiNop?.diaChi ?? '',
  };
}

function course(truth: Dossier): object {
  return {
    submitDate: epoch(truth.ngayNop),
    receiveDate: epoch(truth.ngayTiepNhan),
    dueDate: epoch(truth.ngayHenTra),
    extendDate: 0,
    releaseDate: epoch(truth.ngayXong),
    finishDate: epoch(truth.ngayTra),
    actions: truth.quaTrinh.map(({ ma, buoc, tenBuoc, luc, han, nguoi, trangThai, noiDung }) => ({
      dossierActionId: ma,
      actionCode: buoc,
      actionName: tenBuoc,
      actionUser: nguoi.ten,
      actionNote: noiDung ?? '',
      createDate: epoch(luc),
      dueDate: epoch(han),
      stepCode: trangThai,
    })),
    requests: truth.boSung.map(({ ma, ngayYeuCau, noiDung, ngayNhan }) => ({
      dossierRequestId: ma,
      comment: noiDung,
      createDate: epoch(ngayYeuCau),
      statusType: ngayNhan === null ? 1 : 2,
    })),
  };
}

function papers({ giayTo, lePhi, thanhToan, ketQua, id }: Dossier): object {
  const [paid] = thanhToan;
  return {
    files: giayTo.map(({ ma, ten, ban }) => ({ referenceUid: ma, displayName: ten, fileType: 'pdf', fileMark: MARKS[ban] })),
    payments: lePhi.map(({ ma, ten, soTien }) => ({
      paymentFileId: ma,
      paymentFee: ten,
      feeAmount: soTien,
      paymentAmount: paid ? soTien : 0,
      paymentMethod: paid?.hinhThuc ?? '',
      paymentStatus: paid ? 5 : 1,
      confirmDatetime: epoch(paid?.luc ?? null),
    })),
    deliverableCode: ketQua?.so ?? '',
    deliverableName: ketQua?.ten ?? '',
    deliverableDate: midnight(ketQua?.ngay),
    deliverableUid: ketQua ? `${id}-kq` : '',
  };
} // prettier-ignore
