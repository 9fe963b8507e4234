import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dossierId } from '@lienthong/canonical';
import { badExports, type BadExport } from '../../support/bad-exports';
import type { Installation } from '../../support/installation';
import { caseIds, InventedSystem } from '../../support/invented-system';
import { peakMegabytes, residentMegabytes } from '../../support/processes';
import { until } from '../../support/waiting';
import { xesLog } from '../../support/xes';
import { balanced, ledger, seen } from './ledger';

const CODE = 'damaged';
/** What a load of any size may add to the memory of all roles together, the 40 MB case among it. */
const ALLOWANCE_MB = 160;

/** Cases of a file of several pages. */
const LARGE = 4_000;

interface Parked {
  readonly system: string;
  readonly dossier: string;
  readonly partition: number;
  readonly offset: number;
  readonly cause: string;
  readonly path: string | null;
  readonly rule: string;
  readonly sample: string | null;
}

/** A directory of every kind of bad input: each is told by place and rule, the rest is stored, memory stays flat. */
export function badInput(at: Installation): void {
  const system = new InventedSystem(at, CODE);
  const exports = badExports();
  let parked: Parked[];
  let faults: readonly { expected?: string; found?: string }[];

  beforeAll(async () => {
    writeFileSync(`/proc/${at.pid}/clear_refs`, '5');
    const before = residentMegabytes(at.pid);
    for (const { name, bytes } of exports) system.dropFile(name, bytes);
    await system.put();
    await system.settled();
    const grown = peakMegabytes(at.pid) - before;
    process.stdout.write(`bad input: the roles grew by ${grown.toFixed(0)} MB from ${before.toFixed(0)} MB\n`);
    expect(grown).toBeLessThan(ALLOWANCE_MB);
    ({ items: parked } = await at.api<{ items: Parked[] }>(`/v1/parked?system=${CODE}&limit=100`));
    faults = (await ledger(at)).differences.filter((one) => one.kind === 'SOURCE_FAULT' && one.system === CODE);
  });

  const withFault = exports.filter(({ fault }) => fault);
  it.each(withFault)('tells of $name in the ledger, by place and rule', ({ name, fault }) => {
    const own = faults.filter(({ found }) => found?.startsWith(join(system.folder, name)));
    expect(own).toEqual([expect.objectContaining({ expected: expect.stringMatching(fault!) as string })]);
  });

  const withParked = exports.filter((one) => one.parked);
  it.each(withParked)('parks what is wrong in $name with its path, rule and masked shape', ({ parked: wanted }) => {
    for (const one of wanted ?? []) {
      const path = one.path ? (expect.stringMatching(one.path) as string) : null;
      const rule = expect.stringMatching(one.rule) as string;
      expect(parked).toContainEqual(
        expect.objectContaining({ system: CODE, cause: one.cause, path, rule, sample: one.sample ?? null }),
      );
    }
  });

  it('parks nothing else, and each parked record has its coordinate and dossier', () => {
    const count = exports.reduce((sum, { parked: list }) => sum + (list?.length ?? 0), 0);
    expect(parked).toHaveLength(count);
    for (const { partition, offset, dossier } of parked) {
      expect([typeof partition, typeof offset, dossier.length]).toEqual(['number', 'number', 36]);
    }
  });

  it('stores everything that is sound, in the damaged files and beside them', async () => {
    const sound = exports.filter(({ stored }) => stored > 0);
    for (const { name, stored } of sound) expect([name, await storedOf(at, name)]).toEqual([name, stored]);
    expect(await storedOf(at, '01-truncated.xes.gz')).toBeGreaterThan(0);
  });

  it('keeps an unknown status as it is, counts equal events apart, and puts events in the order of time', async () => {
    interface Document {
      readonly status: object;
      readonly timeline: { step: string; key: string }[];
      readonly findings: { field: string }[];
    }
    const documentOf = async (id: string): Promise<Document> =>
      (await at.api<{ document: Document }>(`/v1/dossiers/${dossierId(CODE, id)}`)).document;
    expect((await documentOf('35900')).status).toMatchObject({ code: 'UNMAPPED', raw: 'T' });
    expect((await documentOf('36900')).timeline.map(({ key }) => key.slice(-2))).toEqual(['-0', '-1']);
    expect((await documentOf('37900')).timeline.map(({ step }) => step)).toEqual(['01', '02', '03']);
  });

  it('notices a file that is replaced while it is read, and takes the new one', async () => {
    const { name, ids } = await replacedInTheMiddle(at, system);
    const place = expect.stringContaining(name) as string;
    const pages = await at.sql<{ incomplete: object }>(
      'select incomplete from page where system = $1 and incomplete is not null',
      [CODE],
    );
    expect(pages).toContainEqual({ incomplete: expect.objectContaining({ code: 'FILE_CHANGED', place }) as object });
    await system.settled();
    const [row] = await at.sql<{ count: number }>('select count(*)::int as count from dossier where id = any($1)', [
      ids,
    ]);
    expect(row?.count).toBe(ids.length);
  });

  it('balances again when whole files take the place of the damaged ones', async () => {
    await seen(at, { kind: 'SOURCE_FAULT', system: CODE });
    for (const { name, whole } of withFault) system.dropFile(name, whole ?? '');
    await system.settled();
    await balanced(at);
  });
}

/** Live dossiers whose newest record came from the newest content of a file. */
async function storedOf(at: Installation, name: BadExport['name']): Promise<number> {
  const [row] = await at.sql<{ count: number }>(
    `select count(*)::int as count from dossier d join source_file f on f.system = d.system and f.ordinal = ('x' || substr(d.sequence, 17, 8))::bit(32)::int
     where d.system = $1 and d.version_sequence is not null and d.outcome <> 'PARKED'
       and f.ordinal = (select max(ordinal) from source_file where system = $1 and path like '%/' || $2)`,
    [CODE, name],
  );
  return row?.count ?? 0;
}

/** Drops large files until one is caught between two of its pages, and puts one with a case more in its place. */
async function replacedInTheMiddle(at: Installation, system: InventedSystem): Promise<{ name: string; ids: string[] }> {
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const name = `50-replaced-${attempt}.xes`;
    const logOf = (ids: readonly string[]): string => xesLog(ids.map((id) => ({ id, revision: 0 })));
    const ids = caseIds(100_000 + attempt * 10_000, LARGE);
    const more = [...ids, String(90_000 + attempt)];
    system.dropFile(name, logOf(ids));
    const state = await until(60_000, `${name} is read`, () => reading(at, name), 10);
    if (state !== 'in the middle') continue;
    system.dropFile(name, logOf(more));
    const ending = await until(60_000, `${name} is not read any more`, () => ended(at, name), 10);
    if (ending === 'changed') return { name, ids: more.map((id) => dossierId(CODE, id)) };
  }
  throw new Error('Each large file was read to its end before it could be replaced.');
}

async function reading(at: Installation, name: string): Promise<'in the middle' | 'done' | undefined> {
  const [row] = await at.sql<{ done: boolean }>(
    `select (cursor ->> 'done')::boolean as done from intake_cursor c join source_file f on f.system = c.system and f.path like '%/' || $2
     where c.system = $1 and (cursor ->> 'ordinal')::int = f.ordinal`,
    [CODE, name],
  );
  return row && (row.done ? 'done' : 'in the middle');
}

async function ended(at: Installation, name: string): Promise<'changed' | 'read' | undefined> {
  const [row] = await at.sql<{ changed: boolean; contents: number }>(
    `select exists (select from page where system = $1 and incomplete ->> 'code' = 'FILE_CHANGED' and incomplete ->> 'place' like '%/' || $2 || '%') as changed,
            (select count(*) from source_file where system = $1 and path like '%/' || $2)::int as contents`,
    [CODE, name],
  );
  if (row?.changed) return 'changed';
  return row && row.contents > 1 ? 'read' : undefined;
}
