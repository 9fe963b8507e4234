import type { Client } from 'pg';
import { DOSSIERS, RECORDS } from '@lienthong/messaging';
import type { Installation } from '../../support/installation';
import { caseIds, InventedSystem } from '../../support/invented-system';
import { until } from '../../support/waiting';
import { balanced, ledger, seen, today, type Difference } from './ledger';

const CODE = 'sabotaged';

interface Row {
  readonly name: string;
  readonly table: string;
  /** Column that holds the dossier. */
  readonly id: string;
  readonly kind: string;
}

const ROWS: readonly Row[] = [
  { name: 'head', table: 'dossier', id: 'id', kind: 'HEAD_MISSING' },
  { name: 'version', table: 'dossier_version', id: 'dossier', kind: 'VERSION_MISSING' },
  { name: 'ledger line', table: 'ledger_line', id: 'dossier', kind: 'VERSION_EXTRA' },
];
/** A row made by hand out of a real one: under an id, a place or both that no record stands behind. */
const INVENTED = '00000000-0000-4000-8000-000000000000';
const BY_HAND = [
  { ...ROWS[0]!, kind: 'HEAD_EXTRA', change: `'id', '${INVENTED}'` },
  { ...ROWS[1]!, kind: 'VERSION_EXTRA', change: `'dossier', '${INVENTED}'` },
  { ...ROWS[2]!, kind: 'EXTRA_LINE', change: `'dossier', '${INVENTED}', 'record_offset', 1000000` },
] as const;

/** Everything a hostile or clumsy hand may do to the tables of a running system: seen by id, and gone when undone. */
export function sabotage(at: Installation): void {
  const system = new InventedSystem(at, CODE);
  let ids: string[];

  beforeAll(async () => {
    ids = system.drop(caseIds(1_000, 200));
    await system.put();
    await system.settled();
    await balanced(at);
  });

  it.each(ROWS)('sees a $name row deleted', async ({ table, id, kind }) => {
    const dossier = ids[7]!;
    const [row] = await at.sql(
      `delete from ${table} t where ${id} = $1 returning to_jsonb(t) as row, ${documentOf(table)} as document`,
      [dossier],
    );
    await seen(at, { kind, system: CODE, day: today(), dossier });
    await putBack(at, table, row as Kept);
    await balanced(at);
  });

  it.each(BY_HAND)('sees a $name row inserted by hand', async ({ table, id, kind, change }) => {
    const [row] = await at.sql(
      `select to_jsonb(t) || jsonb_build_object(${change}) as row, ${documentOf(table)} as document from ${table} t where ${id} = $1`,
      [ids[8]],
    );
    await putBack(at, table, row as Kept);
    await seen(at, { kind, system: CODE, day: today(), dossier: INVENTED });
    await at.sql(`delete from ${table} where ${id} = $1`, [INVENTED]);
    await balanced(at);
  });

  it('sees messages skipped by moving an offset, of the normalizer and of the registry', async () => {
    const { lost, undo } = await skipped(at, system);
    const places = await unread(at, system, lost);
    for (const dossier of places) await seen(at, { kind: 'LOST', system: CODE, day: today(), dossier });
    await undo();
    await balanced(at);
    expect(await unread(at, system, lost)).toEqual([]);
  });

  it("sees a file's page swallowed by moving the cursor", async () => {
    await system.put('PAUSED');
    await system.rests();
    const [before] = await at.sql<{ cursor: { ordinal: number } }>(
      'select cursor from intake_cursor where system = $1',
      [CODE],
    );
    const swallowed = system.drop(caseIds(3_000, 5));
    const beyond = { ordinal: before!.cursor.ordinal + 1, item: 5, done: true };
    await at.sql('update intake_cursor set cursor = $2 where system = $1', [CODE, JSON.stringify(beyond)]);
    await system.put('ACTIVE');
    await system.settled();
    const differences = await seen(at, { kind: 'CHAIN_BROKEN', system: CODE, day: today() });
    expect(differences.find(({ kind }) => kind === 'CHAIN_BROKEN')?.page).toMatch(/^\d+-\d+$/);
    expect(await unread(at, system, swallowed)).toEqual([...swallowed].sort());
    const full = await ledger(at, '--full');
    expect(full.differences).toContainEqual(
      expect.objectContaining({ kind: 'NOT_LISTED_HERE', system: CODE, dossier: swallowed[0] }),
    );
    await at.sql('update intake_cursor set cursor = $2 where system = $1', [CODE, JSON.stringify(before!.cursor)]);
    await until(30_000, 'the page is read', async () =>
      (await unread(at, system, swallowed)).length === 0 ? true : undefined,
    );
    await balanced(at);
  });

  it('sees a page row deleted', async () => {
    const [page] = await at.sql<{ row: Record<string, unknown> }>(
      `delete from page p where system = $1 and number = (select min(number) from page where system = $1) returning to_jsonb(p) as row`,
      [CODE],
    );
    const { lease_epoch: epoch, read_seq: seq } = page!.row as { lease_epoch: number; read_seq: number };
    await seen(at, { kind: 'PAGE_MISSING', system: CODE, day: today(), page: `${epoch}-${seq}` });
    await at.sql('insert into page overriding system value select * from jsonb_populate_record(null::page, $1)', [
      page!.row,
    ]);
    await balanced(at);
  });
}

interface Kept {
  readonly row: Record<string, unknown>;
  readonly document: string | null;
}

/** The bytes of a document do not survive JSON; they are carried beside it. */
function documentOf(table: string): string {
  return table === 'dossier_version' ? `encode(t.document, 'hex')` : 'null';
}

async function putBack(at: Installation, table: string, { row, document }: Kept): Promise<void> {
  const whole = document === null ? row : { ...row, document: `\\x${document}` };
  await at.sql(`insert into ${table} select * from jsonb_populate_record(null::${table}, $1)`, [whole]);
}

/** Those of the dossiers that have no ledger line. */
async function unread(at: Installation, { code }: InventedSystem, dossiers: readonly string[]): Promise<string[]> {
  const rows = await at.sql<{ dossier: string }>(
    `select d as dossier from unnest($1::uuid[]) d where not exists (select from ledger_line l where l.dossier = d and l.system = $2) order by d`,
    [dossiers, code],
  );
  return rows.map(({ dossier }) => dossier);
}

type Place = Pick<Difference, 'coordinate'> & { partition: number; next: number };

/**
 * Holds both roles up by locking their offsets, drops a file, and moves one offset of each past a message that waits.
 * Resolved when everything else of the file has arrived.
 */
async function skipped(
  at: Installation,
  system: InventedSystem,
): Promise<{ lost: string[]; undo: () => Promise<void> }> {
  const before = (await system.progress()).published;
  const lost: string[] = [];
  const [normalizer, registry] = await at.connected((first) =>
    at.connected(async (second) => {
      await hold(first, 'normalizer');
      await hold(second, 'registry');
      lost.push(...system.drop(caseIds(2_000, 40)));
      await until(30_000, 'intake has published the file', async () =>
        (await system.progress()).published === before + 40 ? true : undefined,
      );
      const ends = await recordEnds(at, system);
      const one = await skipOne(first, 'normalizer', RECORDS, ends);
      await first.query('commit');
      await until(30_000, 'the normalizer has read to the end', async () => {
        const next = await positions(first, 'normalizer', RECORDS);
        return [...ends].every(([partition, end]) => (next.get(partition) ?? 0) >= end) || undefined;
      });
      const others = new Map([...ends].filter(([partition]) => partition !== one.partition));
      const other = await skipOne(second, 'registry', DOSSIERS, others);
      await second.query('commit');
      return [one, other] as const;
    }),
  );
  await until(30_000, 'the registry has applied the rest', async () =>
    (await unread(at, system, lost)).length === 2 ? true : undefined,
  );
  return {
    lost,
    undo: async () => {
      await moveBack(at, 'normalizer', RECORDS, normalizer);
      await moveBack(at, 'registry', DOSSIERS, registry);
    },
  };
}

async function hold(client: Client, role: string): Promise<void> {
  await client.query('begin');
  await client.query('select 1 from consumed where role = $1 for update', [role]);
}

/** By partition, the end of what the newest page of the system published. */
async function recordEnds(at: Installation, { code }: InventedSystem): Promise<Map<number, number>> {
  const [page] = await at.sql<{ offsets: [number, number, number][] }>(
    'select offsets from page where system = $1 order by number desc limit 1',
    [code],
  );
  return new Map(page!.offsets.map(([partition, first, count]) => [partition, first + count]));
}

async function positions(client: Client, role: string, topic: string): Promise<Map<number, number>> {
  const { rows } = await client.query<{ partition: number; next: number }>(
    'select partition, next_offset::int as next from consumed where role = $1 and topic = $2 and generation = (select max(generation) from log_generation)',
    [role, topic],
  );
  return new Map(rows.map(({ partition, next }) => [partition, next]));
}

async function skipOne(client: Client, role: string, topic: string, ends: ReadonlyMap<number, number>): Promise<Place> {
  const next = await positions(client, role, topic);
  const partition = [...ends.keys()].find((one) => (next.get(one) ?? 0) < (ends.get(one) ?? 0))!;
  await client.query(
    'update consumed set next_offset = next_offset + 1 where role = $1 and topic = $2 and partition = $3',
    [role, topic, partition],
  );
  return { partition, next: next.get(partition) ?? 0 };
}

async function moveBack(at: Installation, role: string, topic: string, { partition, next }: Place): Promise<void> {
  await at.sql('update consumed set next_offset = $4 where role = $1 and topic = $2 and partition = $3', [
    role,
    topic,
    partition,
    next,
  ]);
}
