import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dossier } from './dossier';
import { Office } from './office';
import { PLACES } from './places';

const DOSSIER_CODE =
  /^(?:\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(?:\.\d{1,3}){0,4})-(\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])-(\d{3,6})$/;
const district = PLACES.find(({ code }) => code === 'huyen-gia-lam')!;
const ward = PLACES.find(({ code }) => code === 'xa-gia-lam')!;
const NOW = Date.parse('2026-11-24T09:15:02.500+07:00');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'office-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string) => join(folder, `${name}.truth.jsonl`);
function begun(place = ward, name = 'one', seed = 7): Office {
  const office = new Office(place, fileOf(name), seed);
  office.begin(300);
  return office;
}
const all = (office: Office): Dossier[] => office.shelf.since(0, 1, 100_000).dossiers;
const lines = (name = 'one'): Dossier[] =>
  readFileSync(fileOf(name), 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as Dossier); // prettier-ignore

describe(Office, () => {
  it('begins with the same past for the same seed, and with another for another', () => {
    begun(ward, 'one');
    begun(ward, 'two');
    begun(ward, 'other', 8);
    const [one, two, other] = ['one', 'two', 'other'].map((name) => readFileSync(fileOf(name), 'utf8'));
    expect(one === two).toBe(true);
    expect(one === other).toBe(false);
  });

  it.each([district, ward])('numbers dossiers lawfully: agency, local day, sequence of the day ($code)', (place) => {
    const found = all(begun(place)).sort((a, b) => a.id - b.id);
    const last = new Map<string, number>();
    for (const { maHoSo, ngayNop } of found) {
      expect(maHoSo).toMatch(DOSSIER_CODE);
      const [agency = '', day = '', sequence = ''] = maHoSo.split('-');
      expect([agency, day]).toEqual([place.agency, ngayNop.slice(2, 10).replaceAll('-', '')]);
      expect(sequence).toBe(String((last.get(day) ?? 0) + 1).padStart(4, '0'));
      last.set(day, Number(sequence));
    }
    expect(new Set(found.map(({ id }) => id)).size).toBe(300);
  });

  it('has finished most of its past and left some of it open', () => {
    const open = all(begun()).filter(({ trangThai }) => !['3', '7', '10'].includes(trangThai)).length;
    expect(open).toBeGreaterThan(15);
    expect(open).toBeLessThan(75);
  });

  it('refers to dossiers of other districts, of a day on which they were still there', () => {
    const linked = Array.from({ length: 20 }, (_, seed) => all(begun(ward, `seed-${seed}`, seed))).flat();
    const references = linked.flatMap(({ lienThong }) => lienThong ?? []);
    expect(references.length).toBeGreaterThan(30);
    for (const reference of references) expect(reference).toMatch(/^H26\.1\.(1|9|18)-2[345]\d{4}-000[12]$/);
  });

  it('writes each state to its file before it can be read, and a start on that file goes on from there', () => {
    const office = begun();
    for (let turn = 0; turn < 200; turn += 1) office.live(NOW + turn * 500);
    expect(lines()).toHaveLength(500);
    const again = new Office(ward, fileOf('one'), 7);
    again.begin(300);
    expect(all(again)).toEqual(all(office));
    expect(new Map(lines().map((state) => [state.id, state]))).toEqual(new Map(all(again).map((one) => [one.id, one])));
    again.sameInstant(1, NOW + 200_000);
    const ids = all(again).map(({ maHoSo }) => maHoSo);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('drops a last line that a crash has cut', () => {
    const office = begun();
    appendFileSync(fileOf('one'), '{"id":15999999,"chuHoSo":{"hoTen":"Nguy\xe1');
    const again = new Office(ward, fileOf('one'), 7);
    again.begin(300);
    expect(all(again)).toEqual(all(office));
    again.live(NOW);
    expect(lines()).toHaveLength(301);
  });

  it('never changes in the future, and a newer state never has an older change time', () => {
    const office = begun();
    const before = new Map(all(office).map((one) => [one.id, one.ngayCapNhat]));
    for (let turn = 0; turn < 500; turn += 1) office.live(NOW + turn);
    for (const { id, ngayCapNhat } of lines().slice(300)) {
      expect(Date.parse(ngayCapNhat)).toBeLessThanOrEqual(NOW + 502);
      expect(ngayCapNhat > (before.get(id) ?? '')).toBe(true);
      before.set(id, ngayCapNhat);
    }
  });

  it('hands in many at one instant, and some that say they are older', () => {
    const office = begun();
    office.sameInstant(40, NOW);
    office.late(5, 8_000, NOW);
    const fresh = lines().slice(300);
    expect(fresh.slice(0, 40).every(({ ngayCapNhat }) => ngayCapNhat === '2026-11-24T09:15:02.500+07:00')).toBe(true);
    expect(fresh.slice(40).map(({ ngayCapNhat }) => ngayCapNhat)).toEqual(
      Array(5).fill('2026-11-24T09:14:54.500+07:00'),
    );
    expect(office.changes).toBe(45);
  });

  it('takes nothing new in a dissolved district, and says when it has finished everything', () => {
    const office = begun(district);
    let turns = 0;
    while (office.live(NOW + turns) && turns < 5_000) turns += 1;
    expect(office.shelf.size).toBe(300);
    expect(turns).toBeGreaterThan(20);
    expect(all(office).every(({ trangThai }) => ['3', '7', '10'].includes(trangThai))).toBe(true);
  });
});
