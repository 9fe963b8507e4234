/** The demo city against its own truth: every district read over HTTP, also through late commits, faults and silence. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinPersonal, dossierId, type Dossier, type PersonalValues } from '@lienthong/canonical';
import { MasterKey, open, type Sealed } from '@lienthong/platform';
import type { TrialResult } from '../../apps/gateway/trial';
import { Installation, ROOT } from '../support/installation';
import { run } from '../support/program';
import { Random } from '../support/random';
import { IDENTITIES, readTruth, statusOf, stored, VIEWS, type expected, type Truth } from '../support/truth';
import { until } from '../support/waiting';

jest.setTimeout(420_000);

const SAMPLED = 2_000;
const PAGE = 200;
/** The districts, each with the software it runs. */
const SOFTWARE: Readonly<Record<string, string>> = {
  'quan-ba-dinh': 'onestop', 'quan-thanh-xuan': 'onestop', 'huyen-gia-lam': 'onestop', 'phuong-ba-dinh': 'onestop',
  'xa-gia-lam': 'onestop', 'xa-bat-trang': 'onestop', 'xa-phu-dong': 'opencps', 'phuong-hoan-kiem': 'portal',
}; // prettier-ignore
const DISTRICTS = Object.keys(SOFTWARE);
/** One of each software that comes after the first. */
const NOISY = ['xa-phu-dong', 'phuong-hoan-kiem'];
const systemOf = (district: string): string => `${district}-${SOFTWARE[district] ?? ''}`;

const at = new Installation({}, true);
let master: MasterKey;

beforeAll(async () => {
  await at.start();
  master = new MasterKey(Buffer.from(readFileSync(join(at.dataDir, 'master.key'), 'utf8').trim(), 'hex'));
});
afterAll(() => at.remove());

/** Asks the city itself, as the demo page does. */
async function city(path: string, method: string, body: object): Promise<void> {
  const { control } = JSON.parse(readFileSync(join(at.dataDir, 'standalone.json'), 'utf8')) as { control: string };
  const answer = await fetch(`${control}${path}`, { method, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
}

/** Calls to a district that the link has seen fail: a fault that never came proves nothing. */
async function failedCalls(district: string): Promise<number> {
  const text = await (await fetch(`${at.url}/metrics`)).text();
  const line = new RegExp(
    `^lienthong_link_calls_total\\{system="${systemOf(district)}",outcome="failed"\\} (\\d+)`,
    'm',
  );
  return Number(line.exec(text)?.[1] ?? 0);
}

const truthOf = (district: string): Map<number, Truth> =>
  readTruth(join(at.dataDir, 'city', `${district}.truth.jsonl`));

/** Waits until every district's live dossiers are as many as the truth's, and no newer state is on its way. */
async function settled(): Promise<void> {
  await until(120_000, 'the city is registered', async () => {
    for (const district of DISTRICTS) {
      const truth = [...truthOf(district).values()];
      const system = systemOf(district);
      const { liveDossiers, inFlight, idleAt } = await at.api<{
        liveDossiers: number;
        inFlight: number;
        idleAt: string | null;
      }>(`/v1/systems/${system}/progress`);
      if (liveDossiers !== truth.filter(({ xoa }) => !xoa).length || inFlight > 0 || idleAt === null) return undefined;
      if ((await differing(district, truth.slice(-300))).length > 0) return undefined;
    }
    return true;
  });
}

/** The plain documents of dossiers, by id. */
async function documents(ids: readonly string[]): Promise<Map<string, Truth>> {
  const rows = await at.sql<{ id: string; key: string; wrapped: Buffer; document: string }>(
    `select d.id, k.key, k.wrapped, convert_from(v.document, 'UTF8') as document
     from dossier d join data_key k on k.dossier = d.id
     join dossier_version v on v.dossier = d.id and v.sequence = d.version_sequence and v.record_offset = d.version_offset
     where d.id = any($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, key, wrapped, document }) => {
      const { personal, ...rest } = JSON.parse(document) as Dossier & { personal: Sealed };
      const secret = master.unwrap(key, id, wrapped);
      const values = JSON.parse(open(secret, rest.system, 'personal', personal).toString()) as PersonalValues;
      return [id, joinPersonal(rest, values)];
    }),
  );
}

/** A member that is stored otherwise than the truth has it. */
interface Difference {
  readonly district: string;
  readonly id: number;
  readonly name: string;
  readonly wanted: unknown;
  readonly found: unknown;
}

/** Members of stored dossiers that differ from the truth, each with both values. */
async function differing(district: string, sample: readonly Truth[]): Promise<Difference[]> {
  const system = systemOf(district);
  const software = SOFTWARE[district] ?? '';
  const [identity, view] = [IDENTITIES[software], VIEWS[software]] as [(id: number) => string, typeof expected];
  const idOf = ({ id }: Truth): string => dossierId(system, identity(id as number));
  const plain = await documents(sample.map(idOf));
  return sample.flatMap((truth) => {
    const document = plain.get(idOf(truth));
    if (document === undefined)
      return [{ district, id: truth['id'] as number, name: 'all', wanted: true, found: false }];
    const [wanted, found] = [ordered(view(truth)), ordered(stored(document))];
    return Object.keys(wanted)
      .filter((name) => canonical(wanted[name]) !== canonical(found[name]))
      .map((name) => ({ district, id: truth['id'] as number, name, wanted: wanted[name], found: found[name] }));
  });
}

/** Sets have no order of their own: by key. */
function ordered(view: Record<string, unknown>): Record<string, unknown> {
  const byKey = (a: { key: string }, b: { key: string }): number => (a.key < b.key ? -1 : 1);
  return Object.fromEntries(
    Object.entries(view).map(([name, value]) => {
      const isSet = Array.isArray(value) && value.every((entry: object) => 'key' in entry);
      return [name, isSet ? [...(value as { key: string }[])].sort(byKey) : value];
    }),
  );
}

/** JSON with sorted members and without undefined ones. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, one: unknown) =>
    one !== null && typeof one === 'object' && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}

async function equalsTruth(): Promise<void> {
  const dice = new Random(20_261_124);
  const all = DISTRICTS.flatMap((district) => [...truthOf(district).values()].map((truth) => ({ district, truth })));
  for (const district of DISTRICTS) {
    const mine = all.filter((one) => one.district === district).map(({ truth }) => truth);
    const byStatus = (
      await at.sql<{ status: string; count: number }>(
        'select status, count(*)::int as count from dossier where system = $1 and not deleted group by status order by status',
        [systemOf(district)],
      )
    ).map(({ status, count }) => [status, count]);
    expect([district, Object.fromEntries(byStatus)]).toEqual([district, countsOf(mine)]);
    const share = Math.ceil((SAMPLED * mine.length) / all.length);
    const sample = new Set(Array.from({ length: share * 2 }, () => dice.pick(mine)));
    expect((await differing(district, [...sample].slice(0, share))).slice(0, 5)).toEqual([]);
  }
}

function countsOf(truths: readonly Truth[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const truth of truths) if (!truth['xoa']) counts[statusOf(truth)] = (counts[statusOf(truth)] ?? 0) + 1;
  return counts;
}

describe('the demo city', () => {
  it('is live districts of three kinds of software within ten seconds of ready', async () => {
    await until(10_000, 'each district has dossiers that can be read', async () => {
      const { items } = await at.api<{ items: { code: string; demo: boolean }[] }>('/v1/systems');
      if (items.length !== DISTRICTS.length || !items.every(({ demo }) => demo)) return undefined;
      for (const { code } of items) {
        const { liveDossiers } = await at.api<{ liveDossiers: number }>(`/v1/systems/${code}/progress`);
        if (liveDossiers === 0) return undefined;
      }
      return true;
    });
  });

  it('is registered as its truth says, field by field', async () => {
    await city('/city', 'PUT', { living: false });
    await settled();
    expect(DISTRICTS.flatMap((district) => [...truthOf(district).values()]).length).toBeGreaterThanOrEqual(20_000);
    await equalsTruth();
  });

  it('is so too after rows committed late, pages of one instant, errors and silence', async () => {
    await city('/city', 'PUT', { living: true, ratePerSecond: 10 });
    await city('/districts/xa-gia-lam/same-instant', 'POST', { count: 4 * PAGE });
    for (const mode of ['failing', 'hanging', 'slow', 'dead']) {
      for (const district of NOISY) await city(`/districts/${district}`, 'PUT', { mode });
      await city('/districts/xa-bat-trang', 'PUT', { mode: mode === 'slow' ? 'failing' : mode });
      await city('/districts/phuong-ba-dinh', 'PUT', { mode });
      for (const ageMs of [500, 3_000, 8_000])
        for (const district of ['xa-gia-lam', ...NOISY])
          await city(`/districts/${district}/late`, 'POST', { count: 20, ageMs });
      await new Promise((resolve) => setTimeout(resolve, 4_000));
    }
    for (const district of ['phuong-ba-dinh', ...NOISY])
      await city(`/districts/${district}/same-instant`, 'POST', { count: 4 * PAGE });
    for (const district of ['xa-bat-trang', 'phuong-ba-dinh', ...NOISY])
      await city(`/districts/${district}`, 'PUT', { mode: 'well' });
    await city('/city', 'PUT', { living: false });
    await settled();
    await equalsTruth();
    for (const district of ['phuong-ba-dinh', 'xa-gia-lam', ...NOISY]) {
      const instants = new Map<string, number>();
      for (const { ngayCapNhat } of truthOf(district).values())
        instants.set(ngayCapNhat as string, (instants.get(ngayCapNhat as string) ?? 0) + 1);
      expect(Math.max(...instants.values())).toBeGreaterThanOrEqual(3 * PAGE);
    }
    for (const district of ['phuong-ba-dinh', 'xa-bat-trang', ...NOISY])
      expect(await failedCalls(district)).toBeGreaterThan(3);
  });

  it('is broken and mended by the command line, and comes back by itself', async () => {
    const system = 'xa-bat-trang-onestop';
    const progress = () =>
      at.api<{ lastError: string | null; idleAt: string | null; now: string }>(`/v1/systems/${system}/progress`);
    expect(await at.json('demo', 'break', system)).toMatchObject([{ system, mode: 'dead' }]);
    const broken = await until(30_000, 'the district is seen to be broken', async () => {
      const { lastError } = await progress();
      return lastError === null ? undefined : lastError;
    });
    expect(broken).toMatch(/LT-LINK-[123].*ECONNREFUSED|LT-LINK-2/);
    expect(await at.json('demo', 'mend', system)).toMatchObject([{ system, mode: 'well' }]);
    await until(60_000, 'the district is read again', async () => {
      const { lastError, idleAt } = await progress();
      return lastError === null && idleAt !== null ? true : undefined;
    });
    const districts = await at.json<{ system: string; mode: string }[]>('demo', 'list');
    expect(districts.map(({ mode }) => mode)).toEqual(DISTRICTS.map(() => 'well'));
    expect((await at.cli('demo', 'break', system, '--how', 'tired')).stderr).toContain('slow, failing, hanging, dead');
    expect((await at.cli('demo', 'break', 'nowhere-onestop')).stderr).toContain('There is no district');
    await expect(at.api(`/v1/demo/${system}`, 'PUT', { mode: 'tired' })).rejects.toThrow('400');
  });

  it('tells a good connection from a bad one before it is stored, by the settings the adapter declares', async () => {
    const { settings: rows } = await at.api<{ settings: { name: string; secret: boolean }[] }>(
      '/v1/adapters/onestop-rest',
    );
    expect(rows.map(({ name, secret }) => [name, secret])).toEqual([
      ['baseUrl', false], ['apiKey', true], ['pageRows', false], ['overlapMs', false], ['pollMs', false],
    ]); // prettier-ignore
    const code = 'xa-gia-lam-onestop';
    const { settings } = await at.api<{ settings: Record<string, unknown> }>(`/v1/systems/${code}`);
    const check = (body: object) =>
      at.api<TrialResult>('/v1/systems/check', 'POST', { adapter: 'onestop-rest', ...body });
    const good = await check({ code, settings });
    expect(good).toMatchObject({ ok: true, parked: [] });
    expect([good.items, good.identified, good.mapped]).toEqual([good.items, good.items, good.items]);
    expect(good.items).toBeGreaterThan(0);
    const wrongKey = await check({ settings: { ...settings, apiKey: 'wrong' } });
    expect(wrongKey).toMatchObject({ ok: false, problem: { code: 'LT-LINK-4', kind: 'config' } });
    expect(wrongKey.problem?.message).toContain('apiKey');
    const nobody = await check({ settings: { baseUrl: 'http://127.0.0.1:1', apiKey: 'k' } });
    expect(nobody).toMatchObject({ ok: false, problem: { code: 'LT-LINK-3', kind: 'transient' } });
    await expect(check({ settings: { baseUrl: 'nowhere' } })).rejects.toThrow(/400.*baseUrl/);
    expect(await at.api<{ items: object[] }>('/v1/systems')).toMatchObject({ items: { length: DISTRICTS.length } });
  });

  it('pauses a district and goes on where it was left', async () => {
    const state = (act: string) => at.api<{ state: string }>(`/v1/systems/xa-bat-trang-onestop/${act}`, 'POST', {});
    expect(await state('pause')).toMatchObject({ state: 'PAUSED' });
    const before = await at.api<{ pages: number }>('/v1/systems/xa-bat-trang-onestop/progress');
    await city('/districts/xa-bat-trang/same-instant', 'POST', { count: 5 });
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect((await at.api<{ pages: number }>('/v1/systems/xa-bat-trang-onestop/progress')).pages).toBeLessThanOrEqual(
      before.pages + 1,
    );
    expect(await state('resume')).toMatchObject({ state: 'ACTIVE' });
    await settled();
  });

  it('goes on where it was after a restart, and the ledger balances', async () => {
    await at.stop();
    await at.start();
    await city('/city', 'PUT', { living: false });
    await settled();
    await equalsTruth();
    const { balanced } = await at.json<{ balanced: boolean }>('ledger', '--full');
    expect(balanced).toBe(true);
  });

  it('is removed only when it does not run, and with consent', async () => {
    const bin = join(ROOT, 'apps', 'cli', 'bin.js');
    const reset = (...args: string[]) =>
      run(process.execPath, [bin, 'demo', 'reset', '--data-dir', at.dataDir, ...args]);
    expect((await reset('--yes')).stderr).toContain('Stop it with Ctrl-C');
    await at.stop();
    expect((await reset()).stderr).toContain('--yes');
    expect(readTruth(join(at.dataDir, 'city', 'xa-gia-lam.truth.jsonl')).size).toBeGreaterThan(2_000);
    expect(await reset('--yes')).toMatchObject({ code: 0 });
    expect(readdirSync(at.dataDir).filter((name) => name !== 'kafka-jars')).toEqual([]);
    expect((await reset('--yes')).stderr).toContain('holds no demo city');
  });
});
