/** Dossiers handed over in the rows of three queues: what comes too early waits, what waits too long is parked. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierId } from '@lienthong/canonical';
import { Installation, ROOT } from '../support/installation';
import { until } from '../support/waiting';
import { balanced } from './spine/ledger';

jest.setTimeout(240_000);

const FOLDERS = join(ROOT, 'test', 'support', 'queues');
const SYSTEM = 'queues';
const at = new Installation({ ADAPTER_SIGNERS: 'anybody', ADAPTER_DIRS: FOLDERS });
let files = 0;

interface Progress {
  readonly rowsRead: number;
  readonly published: number;
  readonly same: number;
  readonly staged: number;
  readonly waiting: number;
  readonly parked: number;
  readonly inFlight: number;
  readonly liveDossiers: number;
  readonly timelineEntries: number;
  readonly idleAt: string | null;
}

interface Document {
  readonly status: { readonly code: string };
  readonly timeline: readonly { readonly step: string }[];
  readonly returnedAt?: object;
}

const dossier = (no: string) => ({ queue: 'hoso', maHoSo: no, nguoiNop: 'Nguyễn Thị Thử', ma: '2' });
const state = (no: string, id: number, ma = '4') => ({
  queue: 'trangthai', maHoSo: no, id, ma, buoc: `b${id}`, luc: `01/06/2026 08:00:${String(id % 60).padStart(2, '0')}`,
}); // prettier-ignore
const result = (no: string) => ({ queue: 'ketqua', maHoSo: no, ngayTra: '20/06/2026' });
const progress = (): Promise<Progress> => at.api(`/v1/systems/${SYSTEM}/progress`);

/** One export of rows of all queues. */
function hand(...rows: object[]): void {
  const folder = at.exports(SYSTEM);
  mkdirSync(folder, { recursive: true });
  const name = `rows-${++files}`;
  writeFileSync(join(folder, `.${name}`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  renameSync(join(folder, `.${name}`), join(folder, `${name}.jsonl`));
}

const shows = (wanted: Partial<Progress>): Promise<Progress> =>
  until(60_000, `progress shows ${JSON.stringify(wanted)}`, async () => {
    const found = await progress();
    const isSo = Object.entries(wanted).every(([name, value]) => found[name as keyof Progress] === value);
    return isSo && found.inFlight === 0 && found.idleAt !== null ? found : undefined;
  });

const read = async (no: string): Promise<Document> =>
  (await at.api<{ document: Document }>(`/v1/dossiers/${dossierId(SYSTEM, no)}`)).document;

beforeAll(async () => {
  await at.start();
  const settings = { directory: at.exports(SYSTEM), settleMs: 0, pollMs: 200 };
  mkdirSync(at.exports(SYSTEM), { recursive: true });
  await at.api(`/v1/systems/${SYSTEM}`, 'PUT', { name: 'Queues', adapter: 'three-queues', settings });
});
afterAll(() => at.remove());

it('joins the rows of an export to whole dossiers', async () => {
  hand(dossier('A'), state('A', 9), state('A', 10, '10'), dossier('B'));
  await shows({ liveDossiers: 2, timelineEntries: 2, rowsRead: 4, published: 2, staged: 2, waiting: 0 });
  expect(await read('A')).toMatchObject({ status: { code: 'RETURNED' }, timeline: [{ step: 'b9' }, { step: 'b10' }] });
  expect(await read('B')).toMatchObject({ status: { code: 'ACCEPTED' }, timeline: [] });
});

it('makes of a later row a new version of the whole', async () => {
  hand(state('B', 1), result('A'));
  await shows({ timelineEntries: 3, rowsRead: 6, published: 4, waiting: 0 });
  expect(await read('B')).toMatchObject({ status: { code: 'IN_PROGRESS' }, timeline: [{ step: 'b1' }] });
  expect(await read('A')).toMatchObject({ returnedAt: { at: '2026-06-20' }, timeline: [{ step: 'b9' }, { step: 'b10' }] }); // prettier-ignore
});

it('lets a status wait for its dossier', async () => {
  hand(state('C', 1), state('C', 2));
  await shows({ rowsRead: 8, published: 4, staged: 4, waiting: 1, liveDossiers: 2 });
  hand(dossier('C'));
  await shows({ rowsRead: 9, published: 5, waiting: 0, liveDossiers: 3, timelineEntries: 5, parked: 0 });
});

it('parks one that waited too long, and takes it back when its dossier comes after all', async () => {
  hand(state('D', 1));
  await shows({ waiting: 1 });
  await shows({ waiting: 0, parked: 1 });
  const { items } = await at.api<{ items: object[] }>(`/v1/parked?system=${SYSTEM}`);
  expect(items).toEqual([expect.objectContaining({ dossier: dossierId(SYSTEM, 'D'), cause: 'PART_ALONE', path: 'hoso', rule: 'a part of a dossier is followed by its hoso within 12 seconds' })]); // prettier-ignore
  await balanced(at);
  hand(dossier('D'));
  await shows({ liveDossiers: 4, parked: 1 });
  expect((await read('D')).timeline).toHaveLength(1);
});

it('parks a row of no known queue by itself, and leaves its dossier alone', async () => {
  const before = await progress();
  hand({ queue: 'phi', maHoSo: 'A' }, { queue: 'trangthai', maHoSo: 'A' });
  await shows({ parked: 3, rowsRead: before.rowsRead + 2, staged: before.staged, liveDossiers: 4 });
  const { items } = await at.api<{ items: { cause: string; path: string }[] }>(`/v1/parked?system=${SYSTEM}`);
  expect(items.map(({ cause, path }) => `${cause} ${path}`).sort()).toEqual([
    'PART_ALONE hoso',
    'PART_UNKNOWN id',
    'PART_UNKNOWN queue',
  ]);
  expect(await read('A')).toMatchObject({ status: { code: 'RETURNED' } });
});

it.each(['intake.after-publish', 'intake.after-save'])('loses and doubles nothing when it is killed at %s', async (place) => {
  const before = await progress();
  const no = place.slice(-1);
  await at.stop();
  at.set({ LT_FAIL_AT: place });
  await at.start();
  hand(state(no, 1), dossier(no), state(no, 2), state(`${no}-early`, 1));
  await until(60_000, 'the fail point was reached', () => Promise.resolve(at.hasEnded || undefined));
  at.set({ LT_FAIL_AT: '' });
  await at.start();
  await shows({ liveDossiers: before.liveDossiers + 1, timelineEntries: before.timelineEntries + 2 });
  expect((await read(no)).timeline).toHaveLength(2);
  const [{ count }] = (await at.sql<{ count: number }>('select count(*)::int as count from dossier_version where dossier = $1', [dossierId(SYSTEM, no)])) as [{ count: number }]; // prettier-ignore
  expect(count).toBe(1);
  hand(dossier(`${no}-early`));
  await shows({ liveDossiers: before.liveDossiers + 2, waiting: 0 });
  await balanced(at);
}); // prettier-ignore

it('keeps no part in the clear', async () => {
  const rows = await at.sql<{ text: string }>('select staged_part::text as text from staged_part');
  expect(rows.length).toBeGreaterThan(10);
  for (const { text } of rows) expect(text).not.toMatch(/Thử|maHoSo|trangthai|hoso/);
});
