import { written, writtenDay } from './calendar';
import type { Dossier } from './dossier';
import type { Person } from './people';

/** A dossier as the software of the office writes it on the wire: local times without a zone, the day first. */
export function render(truth: Dossier): object {
  return {
    ...truth,
    chuHoSo: party(truth.chuHoSo),
    nguoiNop: truth.nguoiNop && party(truth.nguoiNop),
    ngayNop: written(truth.ngayNop),
    ngayTiepNhan: orNull(truth.ngayTiepNhan),
    ngayHenTra: orNull(truth.ngayHenTra),
    ngayXong: orNull(truth.ngayXong),
    ngayTra: orNull(truth.ngayTra),
    quaTrinh: truth.quaTrinh.map((step) => ({ ...step, luc: written(step.luc), han: orNull(step.han) })),
    henTra: truth.henTra.map((promise) => ({ ...promise, ngay: written(promise.ngay) })),
    boSung: truth.boSung.map((round) => ({
      ...round,
      ngayYeuCau: written(round.ngayYeuCau),
      ngayNhan: orNull(round.ngayNhan),
      henCu: written(round.henCu),
      henMoi: orNull(round.henMoi),
    })),
    thanhToan: truth.thanhToan.map((paid) => ({ ...paid, luc: written(paid.luc) })),
    ketQua: truth.ketQua && { ...truth.ketQua, ngay: writtenDay(truth.ketQua.ngay) },
    buuDien: truth.buuDien.map((event) => ({ ...event, luc: written(event.luc) })),
  };
}

function party(person: Person): object {
  return { ...person, ngaySinh: writtenDay(person.ngaySinh) };
}

function orNull(iso: string | null): string | null {
  return iso === null ? null : written(iso);
}
