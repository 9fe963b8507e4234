import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dossierId, packSequence } from '@lienthong/canonical';
import { Consumption, openDatabase, type DataSource, type QueryRunner } from '@lienthong/storage';
import { startPostgres, type PostgresServer } from '../../apps/standalone/embedded';
import type { Arrival } from '../../apps/registry/arrival';
import { Registrar } from '../../apps/registry/registrar';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-registry-'));
let server: PostgresServer;
let db: DataSource;
let nextOffset = 0;

function arrival(n: number, change: { status?: string; readSeq?: number; offset?: number } = {}): Arrival {
  const content = `${change.status ?? 'ACCEPTED'} ${n}`;
  return {
    generation: 1,
    partition: 0,
    offset: change.offset ?? nextOffset++,
    system: 'a',
    page: '1-0',
    dossier: dossierId('a', String(n)),
    sequence: packSequence({ leaseEpoch: 1, readSeq: change.readSeq ?? 1, mappingEpoch: 1 }),
    appendedAtMs: Date.UTC(2026, 10, 23, 17, 30),
    rawCommitment: '0'.repeat(64),
    body: {
      kind: 'dossier',
      document: JSON.stringify({ n, status: change.status }),
      content,
      deleted: false,
      status: change.status ?? 'ACCEPTED',
      receivedOn: null,
      timelineEntries: 2,
    },
  };
}

/** Applies arrivals as messages at the given offsets of one partition of `dossiers.v1`. */
function apply(consumption: Consumption, partition: number, first: number, arrivals: Arrival[]): Promise<number> {
  const offsets = arrivals.map((_, index) => first + index);
  return consumption.apply('dossiers.v1', partition, offsets, async (tx, from) => {
    await new Registrar().apply(tx, arrivals.slice(from));
  });
}

const count = async (table: string, where = 'true'): Promise<number> => {
  const rows: { count: string }[] = await db.query(`select count(*) from ${table} where ${where}`);
  return Number(rows[0]?.count);
};

beforeAll(async () => {
  chmodSync(folder, 0o755);
  server = await startPostgres({ dataDir: folder, log: () => undefined });
  db = await openDatabase(server.url);
}, 60_000);

beforeEach(async () => {
  nextOffset = 0;
  await db.query('truncate consumed, dossier, dossier_version, ledger_line, parked');
});

afterAll(async () => {
  await db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe(Registrar.name, () => {
  it('parks a record that PostgreSQL refuses and writes all others of its batch, in one transaction', async () => {
    const batch = Array.from({ length: 1_000 }, (_, n) =>
      arrival(n, n === 137 || n === 138 || n === 999 ? { status: 'A\u0000B' } : {}),
    );
    const next = await apply(new Consumption(db, 'registry', 1), 0, 0, batch);
    expect(next).toBe(1_000);
    expect(await count('ledger_line')).toBe(1_000);
    expect(await count('dossier_version')).toBe(997);
    expect(await count('ledger_line', "outcome = 'PARKED' and cause = 'POISON'")).toBe(3);
    const parked: { rule: string; sample: string | null }[] = await db.query('select rule, sample from parked');
    expect(parked[0]).toEqual({ rule: 'PostgreSQL takes the record (SQLSTATE 22021)', sample: null });
  });

  it('gives a ledger line the day of its append in Asia/Ho_Chi_Minh', async () => {
    await apply(new Consumption(db, 'registry', 1), 0, 0, [arrival(1)]);
    expect(await db.query('select day::text as day from ledger_line')).toEqual([{ day: '2026-11-24' }]);
  });

  it('stores an empty text of a batch of one as an empty text', async () => {
    await apply(new Consumption(db, 'registry', 1), 0, 0, [arrival(1, { status: '' })]);
    expect(await db.query('select status from dossier')).toEqual([{ status: '' }]);
    expect(await count('parked')).toBe(0);
  });

  it('keeps versions and head right when one dossier comes several times in a batch', async () => {
    const batch = [
      arrival(1, { readSeq: 1 }),
      arrival(1, { readSeq: 3, status: 'DECIDED' }),
      arrival(1, { readSeq: 2, status: 'IN_PROGRESS' }),
    ];
    await apply(new Consumption(db, 'registry', 1), 0, 0, batch);
    expect(await db.query('select status, outcome from dossier')).toEqual([{ status: 'DECIDED', outcome: 'APPLIED' }]);
    expect(await count('dossier_version')).toBe(3);
  });
});

describe(Consumption.name, () => {
  it('applies nothing of a batch that was applied already', async () => {
    const consumption = new Consumption(db, 'registry', 1);
    const batch = [arrival(1), arrival(2)];
    await apply(consumption, 0, 0, batch);
    expect(await apply(consumption, 0, 0, batch)).toBe(2);
    expect(await count('ledger_line')).toBe(2);
  });

  it('cuts off what was applied and applies the rest', async () => {
    const consumption = new Consumption(db, 'registry', 1);
    await apply(consumption, 0, 0, [arrival(1), arrival(2)]);
    expect(await apply(consumption, 0, 1, [arrival(2), arrival(3)])).toBe(3);
    expect(await count('ledger_line')).toBe(3);
  });

  it('applies nothing of a batch that starts after the next offset, and says where to go back to', async () => {
    const consumption = new Consumption(db, 'registry', 1);
    await apply(consumption, 0, 0, [arrival(1)]);
    expect(await apply(consumption, 0, 5, [arrival(2)])).toBe(1);
    expect(await count('ledger_line')).toBe(1);
  });

  it('lets only one of two owners of a partition apply a batch', async () => {
    const [one, other] = [new Consumption(db, 'registry', 1), new Consumption(db, 'registry', 1)];
    const batch = Array.from({ length: 200 }, (_, n) => arrival(n));
    const offsets = batch.map((_, index) => index + 1);
    await apply(one, 0, 0, [arrival(1_000)]);
    let applied = 0;
    const work = async (tx: QueryRunner, from: number): Promise<void> => {
      applied += 1;
      await tx.query('select pg_sleep(0.2)');
      await new Registrar().apply(tx, batch.slice(from));
    };
    const owners = [one, other].map((consumption) => consumption.apply('dossiers.v1', 0, offsets, work));
    expect(await Promise.all(owners)).toEqual([201, 201]);
    expect(applied).toBe(1);
    expect(await count('ledger_line')).toBe(201);
    expect(await count('dossier_version')).toBe(201);
  });

  it('leaves nothing of a batch whose work fails', async () => {
    const consumption = new Consumption(db, 'registry', 1);
    const failing = consumption.apply('dossiers.v1', 0, [0], async (tx) => {
      await new Registrar().apply(tx, [arrival(1)]);
      throw new Error('away');
    });
    await expect(failing).rejects.toThrow('away');
    expect(await count('ledger_line')).toBe(0);
    expect(await consumption.next('dossiers.v1', 0)).toBe(0);
  });
});
