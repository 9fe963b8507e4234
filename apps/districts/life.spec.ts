import { at, inOfficeHours } from './calendar';
import { Dice } from './dice';
import { handedIn, type Dossier } from './dossier';
import { isEnded, pauseOf, step } from './life';
import { PLACES, type Place } from './places';
import { PROCEDURES } from './procedures';

const LAWFUL: Record<string, string[]> = {
  '1': ['2', '3'],
  '2': ['4'],
  '4': ['4', '5', '6', '7', '8', '9'],
  '5': ['4', '7', '8'],
  '6': ['4', '8'],
  '8': ['4'],
  '9': ['10'],
};

/** Lives that were led to their end, each with every status it had. */
function lives(count: number, place: Place): { dossier: Dossier; statuses: string[] }[] {
  const dice = new Dice(3);
  return Array.from({ length: count }, (_, index) => {
    let ms = at(2025, 8, 4, 9);
    const dossier = handedIn(dice, place, { id: index + 1, sequence: index + 1 }, ms);
    const statuses = [dossier.trangThai];
    while (!isEnded(dossier)) {
      ms = inOfficeHours(ms + pauseOf(dice, dossier));
      step(dice, place, dossier, ms);
      statuses.push(dossier.trangThai);
    }
    return { dossier, statuses };
  });
}

const ward = PLACES.find(({ isOpen }) => isOpen)!;
const led = lives(3_000, ward);

describe(step, () => {
  it('goes only where the law lets a dossier go, and sees every status', () => {
    for (const { statuses } of led) {
      for (const [index, status] of statuses.slice(1).entries()) expect(LAWFUL[statuses[index]!]).toContain(status);
    }
    expect(new Set(led.flatMap(({ statuses }) => statuses)).size).toBe(10);
  });

  it('leaves an ended dossier as it is', () => {
    const ended = structuredClone(led[0]!.dossier);
    step(new Dice(1), ward, ended, at(2026, 1, 1));
    expect(ended).toEqual(led[0]!.dossier);
  });

  it('keeps every promise: the first at receipt, one more with a reason for each supplement', () => {
    for (const { dossier } of led.filter(({ statuses }) => statuses.includes('2'))) {
      const { henTra, boSung, ngayHenTra } = dossier;
      expect(henTra).toHaveLength(1 + boSung.filter(({ ngayNhan }) => ngayNhan !== null).length);
      expect(henTra.at(-1)?.ngay).toBe(ngayHenTra);
      for (const { lyDo } of henTra.slice(1)) expect(lyDo).toBeTruthy();
      for (const { henMoi, ngayNhan } of boSung) expect(henMoi! > ngayNhan!).toBe(true);
    }
    expect(led.some(({ dossier }) => dossier.henTra.length > 1)).toBe(true);
  });

  it('finishes with a result, takes the fees before it is returned, and refuses in writing', () => {
    for (const { dossier } of led) {
      if (dossier.trangThai === '3' || dossier.trangThai === '7') expect(dossier.ghiChu).toBeTruthy();
      if (dossier.trangThai !== '10') continue;
      const due = dossier.lePhi.reduce((sum, { soTien }) => sum + soTien, 0);
      expect(dossier.thanhToan.reduce((sum, { soTien }) => sum + soTien, 0)).toBe(due);
      expect(dossier.ketQua?.so).toMatch(/^\d+\/202\d$/);
      expect(dossier.ngayTra! >= dossier.ngayXong!).toBe(true);
    }
  });

  it('tells a story in which time only goes on, the post between decision and return', () => {
    const posted = led.filter(({ dossier }) => dossier.buuDien.length > 0);
    for (const { dossier } of led) {
      const times = dossier.quaTrinh.map(({ luc }) => luc);
      expect(times).toEqual([...times].sort());
      expect(new Set(dossier.quaTrinh.map(({ ma }) => ma)).size).toBe(times.length);
    }
    for (const { dossier } of posted) {
      for (const { luc } of dossier.buuDien) expect(luc >= dossier.ngayXong! && luc <= dossier.ngayTra!).toBe(true);
    }
    expect(posted.length).toBeGreaterThan(50);
  });
});

describe('the papers of a new dossier', () => {
  it('name one of the procedures, birth at no charge but for copies', () => {
    for (const { dossier } of led) expect(dossier.maTTHC).toMatch(/^\d\.\d{6}$/);
    expect(new Set(led.map(({ dossier }) => dossier.maTTHC)).size).toBe(PROCEDURES.length);
    const birth = PROCEDURES.find(({ maTTHC }) => maTTHC === '1.001193');
    expect(birth?.fees.map(({ loai, soTien }) => [loai, soTien])).toEqual([['PHI', 8_000]]);
  });

  it('may be received where another unit is competent, after 1 July 2025 alone', () => {
    const away = ({ dossier }: { dossier: Dossier }) => dossier.donViXuLy.ma !== dossier.donViTiepNhan.ma;
    expect(led.some(away)).toBe(true);
    expect(
      lives(
        500,
        PLACES.find(({ isOpen }) => !isOpen)!,
      ).some(away),
    ).toBe(false);
  });
});
