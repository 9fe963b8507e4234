import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Office } from './office';
import { PLACES } from './places';
import { answer } from './software';

const KEY = 'a-key-of-the-demo';
const NOW = Date.parse('2026-11-24T09:15:02.500+07:00');

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'district-'))));
afterEach(() => rmSync(folder, { recursive: true }));

const officeOf = (code: string): Office => {
  const office = new Office(
    PLACES.find((place) => place.code === code)!,
    join(folder, 'truth.jsonl'),
    7,
  );
  office.begin(60);
  return office;
};
type Row = Record<string, unknown>;
function ask(office: Office, path: string, headers: Row): { status: number; body: Row } {
  const { status, body } = answer(office, new URL(path, 'http://district'), KEY, headers);
  return { status, body: JSON.parse(body) as Row };
}

describe('OpenCPS', () => {
  const headers = { token: KEY };
  const queue = '/o/rest/v2/dossiersyncs';

  it('pages through everything, in the order of change times since 1970', () => {
    const office = officeOf('xa-phu-dong');
    office.sameInstant(3, NOW);
    const pages = [1, 2, 3].map((page) => ask(office, `${queue}?page=${page}&size=25`, headers).body['data'] as Row[]);
    expect(pages.map(({ length }) => length)).toEqual([25, 25, 13]);
    const rows = pages.flat();
    expect(new Set(rows.map(({ referenceUid }) => referenceUid)).size).toBe(63);
    const times = rows.map(({ modifiedDate }) => modifiedDate as number);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect((ask(office, `${queue}?modifiedFrom=${NOW}`, headers).body['data'] as Row[]).length).toBe(3);
    expect((ask(office, `${queue}?modifiedFrom=${NOW + 1}`, headers).body['data'] as Row[]).length).toBe(0);
  });

  it('lists uids after a uid, and refuses a wrong key, path or parameter', () => {
    const office = officeOf('xa-phu-dong');
    const uids = '/o/rest/v2/dossiers/uids';
    const first = ask(office, `${uids}?size=59`, headers).body['data'] as { referenceUid: string }[];
    const rest = ask(office, `${uids}?after=${first.at(-1)?.referenceUid ?? ''}`, headers).body['data'];
    expect([first.length, rest]).toEqual([59, [{ referenceUid: '5f0c7a10-0000-4000-8000-000017000060' }]]);
    expect(ask(office, queue, { 'x-khoa-api': KEY }).status).toBe(401);
    expect(ask(office, '/api/ho-so', headers).status).toBe(404);
    for (const query of ['modifiedFrom=today', 'page=0', 'size=501'])
      expect([query, ask(office, `${queue}?${query}`, headers).status]).toEqual([query, 400]);
  });
});

describe('the portal', () => {
  const headers = { 'x-site-key': KEY };
  const rows = '/api/tong-hop/ho-so';

  it('hands each row over once, page by token, also where all have one instant', () => {
    const office = officeOf('phuong-hoan-kiem');
    office.sameInstant(40, NOW);
    const found: string[] = [];
    let token: string | null = '';
    for (let pages = 0; token !== null && pages < 20; pages += 1) {
      const { body } = ask(office, `${rows}?SO_DONG=15${token && `&SAU=${token}`}`, headers);
      found.push(...(body['HO_SO'] as { ID: string }[]).map(({ ID }) => ID));
      token = body['TIEP'] as string | null;
    }
    expect([found.length, new Set(found).size, token]).toEqual([100, 100, null]);
    const since = encodeURIComponent('2026-11-24T09:15:02.500+07:00');
    expect((ask(office, `${rows}?TU=${since}`, headers).body['HO_SO'] as Row[]).length).toBe(40);
  });

  it('has an online number only for what is filed online, and a received one only once it is received', () => {
    const office = officeOf('phuong-hoan-kiem');
    office.sameInstant(40, NOW);
    const all = ask(office, `${rows}?SO_DONG=500`, headers).body['HO_SO'] as Row[];
    for (const row of all) {
      expect(row['MA_HO_SO'] !== null).toBe(row['KENH'] === 'TRUC_TUYEN');
      const received = row['TIEP_NHAN'] as Row | null;
      expect(row['MA_HO_SO_TIEP_NHAN'] !== null).toBe((received?.['NGAY_TIEP_NHAN'] ?? null) !== null);
    }
    expect(all.filter((row) => row['MA_HO_SO_CDVCQG'] !== null).length).toBeGreaterThan(3);
    expect(all.filter((row) => row['TIEP_NHAN'] === null).length).toBeGreaterThan(3);
  });

  it('lists ids after an id, and refuses a wrong token or time', () => {
    const office = officeOf('phuong-hoan-kiem');
    const listing = ask(office, '/api/tong-hop/ma?SAU=H26-18000058', headers).body['HO_SO'];
    expect(listing).toEqual([{ ID: 'H26-18000059' }, { ID: 'H26-18000060' }]);
    for (const query of ['SAU=1', 'SAU=a.b', 'TU=2026-11-24', 'SO_DONG=0'])
      expect([query, ask(office, `${rows}?${query}`, headers).status]).toEqual([query, 400]);
  });
});
