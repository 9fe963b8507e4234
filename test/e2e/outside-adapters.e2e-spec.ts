/** Adapters from outside in a running system: what a hostile mapping tries costs it that record, and others nothing. */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierId } from '@lienthong/canonical';
import { Installation, ROOT } from '../support/installation';
import { until } from '../support/waiting';

jest.setTimeout(180_000);

const FOLDERS = join(ROOT, 'test', 'support', 'outside');
const at = new Installation({ ADAPTER_SIGNERS: 'anybody', ADAPTER_DIRS: FOLDERS });
const GOOD = 120;
/** What each harm is parked as. */
const CAUSES = {
  regex: 'MAPPING_TIMEOUT', memory: 'MAPPING_MEMORY', environment: 'MAPPING_DEFECT', passwd: 'MAPPING_DEFECT',
  network: 'MAPPING_DEFECT', spawn: 'MAPPING_DEFECT', worker: 'MAPPING_DEFECT', addon: 'MAPPING_DEFECT', database: 'MAPPING_DEFECT',
  forgery: 'MAPPING_DEFECT', exit: 'MAPPING_DEFECT', pollution: 'MAPPING_DEFECT', shape: 'CONTRACT',
}; // prettier-ignore

interface Progress {
  readonly parked: number;
  readonly lines: number;
  readonly inFlight: number;
  readonly liveDossiers: number;
}
interface ParkedList {
  readonly items: { dossier: string; cause: string; rule: string; suggestion: string | null }[];
}
interface System {
  readonly mappingStops: { records: number; cause: string; lastAt: string } | null;
}

const progress = (system: string): Promise<Progress> => at.api(`/v1/systems/${system}/progress`);
const numbers = (count: number, from = 0): { no: string; status: string }[] =>
  Array.from({ length: count }, (_, index) => ({ no: `2026-${from + index}`, status: '1' }));

async function connect(system: string, adapter: string): Promise<void> {
  const settings = { directory: at.exports(system), settleMs: 0, pollMs: 200 };
  await at.api(`/v1/systems/${system}`, 'PUT', { name: system, adapter, settings });
}

function hand(system: string, name: string, records: readonly object[]): void {
  const folder = at.exports(system);
  const written = join(folder, `.${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(written, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  renameSync(written, join(folder, `${name}.ndjson`));
}

const lines = (system: string, count: number, ms = 60_000): Promise<Progress> =>
  until(ms, `${count} records of ${system} are applied`, async () => {
    const found = await progress(system);
    return found.lines >= count && found.inFlight === 0 ? found : undefined;
  });

beforeAll(async () => {
  await at.start();
  for (const [system, adapter] of [
    ['hostile', 'hostile-vendor'],
    ['hostile-too', 'hostile-vendor'],
    ['sound', 'sound-vendor'],
    ['data', 'yaml-vendor'],
  ] as const)
    await connect(system, adapter);
});
afterAll(() => at.remove());

it('parks exactly the records that do harm, says what to do, and maps all others', async () => {
  const harms = Object.keys(CAUSES).map((harm) => ({ no: harm, status: '1', harm }));
  const good = numbers(GOOD);
  hand('hostile', 'all', good.flatMap((one, index) => [one, ...harms.slice(index, index + 1)])); // prettier-ignore
  for (const system of ['sound', 'data', 'hostile-too']) hand(system, 'all', good);
  expect(await lines('hostile', GOOD + harms.length)).toMatchObject({ liveDossiers: GOOD, parked: harms.length });
  for (const system of ['sound', 'data', 'hostile-too'])
    expect(await lines(system, GOOD)).toMatchObject({ liveDossiers: GOOD, parked: 0 });

  const { items } = await at.api<ParkedList>('/v1/parked?system=hostile&limit=100');
  const found = Object.fromEntries(
    Object.keys(CAUSES).map((harm) => [harm, items.find((one) => one.dossier === dossierId('hostile', harm))?.cause]),
  );
  expect(found).toEqual(CAUSES);
  for (const { cause, rule, suggestion } of items) {
    expect(rule).not.toBe('');
    if (cause !== 'CONTRACT') expect(suggestion).toMatch(/mapping/);
  }
});

it('marks the system whose mapping was stopped, in the API and in a metric, and no other', async () => {
  const { items } = await at.api<{ items: (System & { code: string })[] }>('/v1/systems');
  const marks = Object.fromEntries(items.map(({ code, mappingStops }) => [code, mappingStops]));
  expect(marks).toEqual({
    data: null, sound: null, 'hostile-too': null,
    hostile: { records: Object.keys(CAUSES).length - 1, cause: expect.stringMatching(/^MAPPING_/), lastAt: expect.any(String) },
  }); // prettier-ignore
  const metrics = await (await fetch(`${at.url}/metrics`)).text();
  expect(metrics).toMatch(/lienthong_mapping_stops_total\{system="hostile",outcome="MAPPING_TIMEOUT"\} 1/);
  expect(metrics).not.toMatch(/lienthong_mapping_stops_total\{system="sound"/);
});

it('lists the adapters, looks at a source through them, and shows where values come from', async () => {
  const { items } = await at.api<{ items: { name: string }[] }>('/v1/adapters');
  expect(items.map(({ name }) => name)).toEqual(expect.arrayContaining(['hostile-vendor', 'sound-vendor', 'yaml-vendor'])); // prettier-ignore
  const settings = { directory: at.exports('sound'), settleMs: 0 };
  const look = await at.api('/v1/systems/check', 'POST', { adapter: 'sound-vendor', settings });
  expect(look).toMatchObject({ ok: true, mapped: 50, parked: [] });
  const { origins } = await at.api<{ origins: { isCurrent: boolean; rows: object[] } }>(
    `/v1/dossiers/${dossierId('sound', '2026-1')}`,
  );
  expect(origins.isCurrent).toBe(true);
  expect(origins.rows).toContainEqual(expect.objectContaining({ pointer: '/identifiers/*/value', path: 'no' }));
});

it('rests a mapping that is stopped again and again, while others go on', async () => {
  const flood = numbers(200, 1_000).map((one) => ({ ...one, harm: 'regex' }));
  hand('hostile-too', 'flood', flood);
  await until(30_000, 'the flood has begun', async () => (await progress('hostile-too')).inFlight > 0 || undefined);
  const begunMs = Date.now();
  hand('sound', 'more', numbers(50, 2_000));
  await lines('sound', GOOD + 50);
  const delayMs = Date.now() - begunMs;
  const { parked, liveDossiers } = await lines('hostile-too', GOOD + flood.length);
  const allMs = Date.now() - begunMs;
  expect({ parked, liveDossiers }).toEqual({ parked: flood.length, liveDossiers: GOOD });
  // What was saved up is a handful of stops of 1.5 s; then all that is left waits at once.
  expect([delayMs, allMs].map((ms) => ms < 20_000 || ms)).toEqual([true, true]);
  const { items } = await at.api<ParkedList>('/v1/parked?system=hostile-too&cause=MAPPING_TIMEOUT&limit=200');
  expect(items.map(({ cause }) => cause)).toEqual(flood.map(() => 'MAPPING_TIMEOUT'));
  expect(items.filter(({ rule }) => rule.includes('and waits')).length).toBeGreaterThan(150);
});

it('refuses a start with a program of an adapter, and says what to do instead', async () => {
  const folder = join(at.folder, 'programs');
  mkdirSync(join(folder, 'own-program'), { recursive: true });
  writeFileSync(join(folder, 'own-program', 'adapter.js'), 'throw new Error("it was run")');
  await at.stop();
  const other = new Installation({ ADAPTER_SIGNERS: 'anybody', ADAPTER_DIRS: folder });
  try {
    const { code, stderr } = await other.refused();
    expect(code).toBe(1);
    expect(stderr).toMatch(/LT-ADAPTER-1 .*own-program.*no program.*adapter\.yaml/);
    expect(stderr).not.toContain('it was run');
  } finally {
    await other.remove();
  }
});
