import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dossierId, packSequence } from '@lienthong/canonical';
import { Producer, RECORDS, ensureTopics, kafkaClient, logState, type Kafka } from '@lienthong/messaging';
import { LogGeneration, Register, openDatabase, type DataSource, type Line } from '@lienthong/storage';
import { Ledger } from '../../apps/gateway/ledger/ledger';
import type { LedgerAnswer } from '../../apps/gateway/ledger/ledger-answer';
import { startKafka, startPostgres, type KafkaServer, type PostgresServer } from '../../apps/standalone/embedded';
import { eventually, hasVersion, head, record, today, version, type Draft } from '../support/ledger-lines';

const BOUND_MS = 1_000;
const PAGE_ROWS = 10;
const PAGES = 4;
const ONE = 'ward-one';
const TWO = 'ward-two';

/** The ledger over tables filled by hand, as the roles fill them, from records that really lie in Kafka. */
const PARKED = { cause: 'TEST', field: null, path: null, rule: 'none', sample: null, suggestion: null };
describe('Ledger', () => {
  let dataDir: string;
  let postgres: PostgresServer | undefined;
  let broker: KafkaServer | undefined;
  let db: DataSource;
  let kafka: Kafka;
  let producer: Producer;
  let ledger: Ledger;
  let generation: number;
  const lines: Line[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lienthong-ledger-'));
    const log = (): void => undefined;
    [postgres, broker] = await Promise.all([startPostgres({ dataDir, log }), startKafka({ dataDir, log })]);
    db = await openDatabase(postgres.url);
    kafka = kafkaClient(broker.brokers, 'ledger-test');
    await ensureTopics(kafka);
    generation = await new LogGeneration(db).resolve(await eventually(() => logState(kafka, [RECORDS])), false);
    producer = new Producer(kafka);
    ledger = new Ledger({ db, kafka, generation, boundMs: BOUND_MS });
    for (const system of [ONE, TWO]) await fill(system);
    await new Promise((resolve) => setTimeout(resolve, BOUND_MS + 200));
  }, 120_000);

  afterAll(async () => {
    await producer.close();
    await db.destroy();
    await Promise.all([broker?.stop(), postgres?.stop()]);
    await rm(dataDir, { recursive: true, force: true });
  }, 30_000);

  /** One system with its pages, records in the log, and all that the registry makes of them. */
  async function fill(system: string): Promise<void> {
    await db.query(`insert into system (code, name, adapter, settings) values ($1, $1, 'none', '{}')`, [system]);
    await db.query(
      `insert into lease (system, epoch, holder, expires_at) values ($1, 1, 'test', now() + interval '1 hour')`,
      [system],
    );
    for (let page = 0; page < PAGES; page += 1) await savePage(system, 1, page, await publish(system, 1, page));
    await db.query(`insert into intake_cursor (system, cursor) values ($1, $2)`, [system, { item: PAGES * PAGE_ROWS }]);
    await db.query(
      `insert into source_count (system, requested_at, counted_at, result) values ($1, now(), now(), $2)`,
      [system, { places: 1, identities: PAGES * PAGE_ROWS, unidentified: 0, missing: [], gone: [] }],
    );
  }

  async function publish(system: string, epoch: number, page: number): Promise<Line[]> {
    const ids = Array.from({ length: PAGE_ROWS }, (_, row) => dossierId(system, `${page}/${row}`));
    const sequences = ids.map((_, row) =>
      packSequence({ sourceOrder: page * PAGE_ROWS + row, leaseEpoch: epoch, readSeq: page }),
    );
    const drafts = ids.map((dossier, row): Draft => {
      const outcome = row === 0 ? 'DROPPED' : row === 1 ? 'PARKED' : row === 2 ? 'DELETED' : 'APPLIED';
      return { generation, system, page: `${epoch}-${page}`, dossier, sequence: sequences[row]!, outcome };
    });
    const appended = await producer.send(RECORDS, drafts.map(record));
    return drafts.map((draft, row) => ({ ...draft, ...appended[row]!, appendedAtMs: Date.now(), cause: null }));
  }

  async function apply(published: readonly Line[]): Promise<void> {
    lines.push(...published);
    const tx = db.createQueryRunner();
    const register = new Register(tx);
    await register.insertVersions(published.filter(hasVersion).map(version));
    await register.saveHeads(published.map(head));
    await register.saveLines(published);
    await register.saveParked(
      published.filter(({ outcome }) => outcome === 'PARKED').map((line) => ({ ...line, ...PARKED })),
    );
    await tx.release();
  }

  async function savePage(
    system: string,
    epoch: number,
    page: number,
    published: readonly Line[],
    applied = published,
  ): Promise<void> {
    await apply(applied);
    const offsets = published.map(({ partition, offset }) => [partition, offset, 1]);
    await db.query(
      `insert into page (system, lease_epoch, read_seq, from_cursor, to_cursor, rows, published, same, offsets) values ($1, $2, $3, $4, $5, $6, $7, 2, $8)`,
      [
        system,
        epoch,
        page,
        page === 0 ? null : { item: page * PAGE_ROWS },
        { item: (page + 1) * PAGE_ROWS },
        published.length + 2,
        published.length,
        JSON.stringify(offsets),
      ],
    );
  }

  /** Does the damage, sees it named, undoes it, and sees the ledger balance again. */
  async function sabotage(damage: string, undo: string, expected: Record<string, unknown>): Promise<LedgerAnswer> {
    await db.query(damage);
    try {
      const broken = await ledger.recent();
      expect(broken.balanced).toBe(false);
      for (const { differences } of [broken, await ledger.full(0)]) {
        expect(differences).toContainEqual(expect.objectContaining({ day: today(), ...expected }));
      }
      return broken;
    } finally {
      await db.query(undo);
      expect((await ledger.recent()).differences).toEqual([]);
    }
  }

  /** Deletes the rows of a table, and puts them back. */
  async function deletion(table: string, where: string, expected: Record<string, unknown>): Promise<LedgerAnswer> {
    await db.query(`create table kept as select * from ${table} where ${where}`);
    const override = table === 'page' ? 'overriding system value' : '';
    return sabotage(
      `delete from ${table} where ${where}`,
      `insert into ${table} ${override} select * from kept; drop table kept`,
      expected,
    );
  }

  const line = (system: string, page: number, row: number): Line =>
    lines.find((one) => one.dossier === dossierId(system, `${page}/${row}`))!;
  const coordinate = ({ partition, offset }: Line): string => `${generation}/${partition}/${offset}`;
  const at = ({ partition, offset }: Line): string =>
    `generation = ${generation} and partition = ${partition} and record_offset = ${offset}`;

  it('balances, counts every outcome, and shows both sides of the live dossiers', async () => {
    const answer = await ledger.recent();
    expect(answer).toMatchObject({
      balanced: true,
      settled: true,
      scope: 'recent',
      generation,
      unchecked: [],
      differences: [],
    });
    expect(answer.totals).toMatchObject({
      records: 80,
      current: 56,
      history: 0,
      deleted: 8,
      dropped: 8,
      parked: 8,
      inFlight: 0,
      lost: 0,
      repeated: 0,
      live: 56,
    });
    expect(answer.systems.map(({ system }) => system)).toEqual([ONE, TWO]);
    expect(answer.systems[0]).toMatchObject({
      days: [{ day: today(), records: 40, current: 28, differences: [] }],
      pages: { pages: PAGES, rows: 48, published: 40, same: 8 },
      count: { state: 'counted', identities: 40 },
      live: { ever: 32, deleted: 4, live: 28 },
    });
    expect(await ledger.full(0)).toMatchObject({ balanced: true, scope: 'full', differences: [] });
  });

  it('names a dossier whose head row was deleted', async () => {
    const { dossier } = line(ONE, 1, 4);
    await deletion('dossier', `id = '${dossier}'`, { kind: 'HEAD_MISSING', system: ONE, dossier });
  });

  it('names a version row that was deleted', async () => {
    const gone = line(TWO, 0, 5);
    await deletion('dossier_version', `dossier = '${gone.dossier}'`, {
      kind: 'VERSION_MISSING',
      system: TWO,
      dossier: gone.dossier,
      coordinate: coordinate(gone),
    });
  });

  it('names a ledger line that was deleted, as a lost record', async () => {
    const gone = line(ONE, 2, 6);
    const answer = await deletion('ledger_line', at(gone), {
      kind: 'LOST',
      system: ONE,
      dossier: gone.dossier,
      coordinate: coordinate(gone),
      page: '1-2',
    });
    expect(answer.totals).toMatchObject({ records: 80, lost: 1, inFlight: 0 });
  });

  it('names the line of a dropped record that was deleted, although no version stands behind it', async () => {
    const gone = line(TWO, 3, 0);
    await deletion('ledger_line', at(gone), { kind: 'LOST', system: TWO, dossier: gone.dossier });
  });

  it('names a parked row that was deleted', async () => {
    const gone = line(ONE, 0, 1);
    await deletion('parked', at(gone), {
      kind: 'PARKED_MISSING',
      system: ONE,
      dossier: gone.dossier,
      coordinate: coordinate(gone),
    });
  });

  it.each([
    ['the first', 0, 'CHAIN_BROKEN', '1-1'],
    ['a middle', 2, 'CHAIN_BROKEN', '1-3'],
    ['the last', 3, 'CHAIN_BROKEN', '1-2'],
  ])('sees %s page swallowed', async (_, page, kind, named) => {
    await deletion('page', `system = '${ONE}' and read_seq = ${page}`, { kind, system: ONE, page: named });
  });

  it('names the page that lines carry and the chain does not have', async () => {
    await deletion('page', `system = '${TWO}' and read_seq = 1`, { kind: 'PAGE_MISSING', system: TWO, page: '1-1' });
  });

  it('sees a page that counts its rows wrongly', async () => {
    const of = `where system = '${ONE}' and read_seq = 1`;
    await sabotage(`update page set same = same + 1 ${of}`, `update page set same = same - 1 ${of}`, {
      kind: 'PAGE_DIFFERS',
      system: ONE,
      page: '1-1',
    });
  });

  it('names a head row inserted by hand', async () => {
    const dossier = dossierId(ONE, 'by hand');
    const copy = `insert into dossier select (jsonb_populate_record(d, '{"id": "${dossier}"}')).* from dossier d where id = '${line(ONE, 1, 7).dossier}'`;
    await sabotage(copy, `delete from dossier where id = '${dossier}'`, { kind: 'HEAD_EXTRA', system: ONE, dossier });
  });

  it('names a version row inserted by hand', async () => {
    const { dossier } = line(ONE, 1, 7);
    const copy = `insert into dossier_version select (jsonb_populate_record(v, '{"record_offset": 999999}')).* from dossier_version v where dossier = '${dossier}'`;
    await sabotage(copy, `delete from dossier_version where record_offset = 999999`, {
      kind: 'VERSION_EXTRA',
      system: ONE,
      dossier,
    });
  });

  it('names a ledger line inserted by hand', async () => {
    const { dossier } = line(TWO, 1, 7);
    const copy = `insert into ledger_line select (jsonb_populate_record(l, '{"record_offset": 999999}')).* from ledger_line l where dossier = '${dossier}'`;
    await sabotage(copy, `delete from ledger_line where record_offset = 999999`, {
      kind: 'EXTRA_LINE',
      system: TWO,
      dossier,
    });
  });

  it('sees a row inserted by hand on a day long ago', async () => {
    const { dossier } = line(ONE, 1, 7);
    await db.query(
      `insert into dossier_version select (jsonb_populate_record(v, '{"record_offset": 999999, "appended_at": "2001-01-01"}')).* from dossier_version v where dossier = '${dossier}'`,
    );
    expect((await ledger.recent()).differences).toContainEqual(
      expect.objectContaining({ kind: 'VERSION_EXTRA', system: ONE, day: '2001-01-01', dossier }),
    );
    await db.query('delete from dossier_version where record_offset = 999999');
    expect((await ledger.recent()).balanced).toBe(true);
  });

  it('sees a head that says something else than its version', async () => {
    const of = `where id = '${line(ONE, 1, 8).dossier}'`;
    await sabotage(
      `update dossier set content = 'x' || content ${of}`,
      `update dossier set content = substr(content, 2) ${of}`,
      { kind: 'HEAD_DIFFERS', system: ONE, dossier: line(ONE, 1, 8).dossier },
    );
  });

  it('calls a skipped message in flight, then lost by id, and balances once it is applied', async () => {
    await db.query(`update intake_cursor set cursor = '{"item": 50}' where system = '${ONE}'`);
    const published = await publish(ONE, 1, 4);
    const skipped = published[3]!;
    await savePage(
      ONE,
      1,
      4,
      published,
      published.filter((one) => one !== skipped),
    );
    const young = await ledger.recent();
    expect(young).toMatchObject({ balanced: true, settled: false, totals: { records: 90, inFlight: 1, lost: 0 } });
    expect(young.systems[0]!.days).toMatchObject([{ day: today(), inFlight: 1 }]);
    await new Promise((resolve) => setTimeout(resolve, BOUND_MS + 200));
    const old = await ledger.recent();
    expect(old).toMatchObject({ balanced: false, totals: { records: 90, inFlight: 0, lost: 1 } });
    expect(old.differences).toEqual([
      expect.objectContaining({
        kind: 'LOST',
        system: ONE,
        day: today(),
        dossier: skipped.dossier,
        coordinate: coordinate(skipped),
        page: '1-4',
      }),
    ]);
    await apply([skipped]);
    expect(await ledger.recent()).toMatchObject({ balanced: true, settled: true, totals: { records: 90, lost: 0 } });
  });

  it('counts an attempt that came again, and waits for one that may still be saved', async () => {
    await apply(await publish(TWO, 1, 4));
    expect(await ledger.recent()).toMatchObject({ balanced: true, settled: false, totals: { open: 10, repeated: 0 } });
    await new Promise((resolve) => setTimeout(resolve, BOUND_MS + 200));
    const late = await ledger.recent();
    expect(late.differences).toEqual([expect.objectContaining({ kind: 'PAGE_MISSING', system: TWO, page: '1-4' })]);
    await db.query(`update lease set epoch = 2 where system = '${TWO}'`);
    expect(await ledger.recent()).toMatchObject({ balanced: true, settled: true, totals: { open: 0, repeated: 10 } });
  });

  it('is not green for a damaged file until a later content of it was read whole', async () => {
    const file = (ordinal: number): string =>
      `insert into source_file (system, ordinal, path, content_hash, size, modified_at) values ('${TWO}', ${ordinal}, '/exports/a.xes.gz', 'h${ordinal}', 1, now())`;
    const page = (seq: number, from: string, to: string, incomplete: string): string =>
      `insert into page (system, lease_epoch, read_seq, from_cursor, to_cursor, rows, published, same, offsets, incomplete)
       values ('${TWO}', 2, ${seq}, '${from}', '${to}', 0, 0, 0, '[]', ${incomplete}); update intake_cursor set cursor = '${to}' where system = '${TWO}'`;
    const fault = `'{"code": "TRUNCATED", "place": "/exports/a.xes.gz line 12", "rule": "a gzip file is whole"}'`;
    await db.query(file(1));
    await db.query(page(0, '{"item": 40}', '{"ordinal": 1, "item": 3, "done": true}', fault));
    const answer = await ledger.recent();
    expect(answer.differences).toEqual([
      expect.objectContaining({
        kind: 'SOURCE_FAULT',
        system: TWO,
        day: today(),
        page: '2-0',
        found: '/exports/a.xes.gz line 12',
      }),
    ]);
    await db.query(file(2));
    await db.query(
      page(1, '{"ordinal": 1, "item": 3, "done": true}', '{"ordinal": 2, "item": 3, "done": false}', 'null'),
    );
    expect((await ledger.recent()).balanced).toBe(false);
    await db.query(
      page(2, '{"ordinal": 2, "item": 3, "done": false}', '{"ordinal": 2, "item": 5, "done": true}', 'null'),
    );
    expect((await ledger.recent()).differences).toEqual([]);
  });

  it('lists what only the source or only the store has, and is never green in full for what was not counted', async () => {
    const unknown = dossierId(ONE, 'unknown');
    const { dossier } = line(ONE, 1, 7);
    await db.query('update source_count set result = result || $1 where system = $2', [
      { missing: [unknown, dossier], gone: [dossier] },
      ONE,
    ]);
    const { differences } = await ledger.recent();
    expect(differences).toEqual([
      expect.objectContaining({ kind: 'NOT_LISTED_HERE', system: ONE, dossier: unknown }),
      expect.objectContaining({ kind: 'NOT_IN_SOURCE', system: ONE, dossier }),
    ]);
    await db.query('update source_count set result = result || $1 where system = $2', [{ missing: [], gone: [] }, ONE]);
    expect((await ledger.full(0)).balanced).toBe(true);
    await ledger.requestCounts();
    expect((await ledger.full(0)).differences).toEqual(
      [ONE, TWO].map((system) => expect.objectContaining({ kind: 'NOT_COUNTED', system })),
    );
    expect((await ledger.recent()).balanced).toBe(true);
    await db.query(`update source_count set counted_at = now(), result = '{"countable": false}'`);
    expect((await ledger.full(0)).differences).toEqual(
      [ONE, TWO].map((system) => expect.objectContaining({ kind: 'NOT_COUNTABLE', system })),
    );
  });

  it('stores the result of each day', async () => {
    await ledger.keepRecent();
    const days: { system: string; differences: unknown[] }[] = await db.query(
      'select system, differences from ledger_day order by system',
    );
    expect(days).toEqual([
      { system: ONE, differences: [] },
      { system: TWO, differences: [] },
    ]);
    expect(await ledger.scrub(Date.now())).toBe(false);
  });

  it('keeps the result of an older day until the scrub comes to it', async () => {
    const old = line(ONE, 2, 8);
    const day = '2020-05-05';
    const at2020 = `'2020-05-05 12:00+07'`;
    await db.query(`update ledger_line set day = '${day}', appended_at = ${at2020} where dossier = '${old.dossier}';
      update dossier_version set appended_at = ${at2020} where dossier = '${old.dossier}';
      update dossier set changed_at = ${at2020} where id = '${old.dossier}'`);
    expect(await ledger.recent()).toMatchObject({ balanced: true, settled: false, unchecked: [day] });
    expect(await ledger.scrub(Date.now())).toBe(true);
    const checked = await ledger.recent();
    expect(checked).toMatchObject({
      balanced: true,
      settled: true,
      unchecked: [],
      totals: { records: 100, current: 70 },
    });
    expect(checked.systems[0]?.days).toMatchObject([{ day, records: 1, current: 1 }, { day: today() }]);
    await db.query(`update dossier_version set content = 'x' || content where dossier = '${old.dossier}'`);
    expect((await ledger.recent()).balanced).toBe(true);
    await ledger.scrub(Date.now());
    const named = expect.objectContaining({ kind: 'HEAD_DIFFERS', system: ONE, day, dossier: old.dossier });
    expect((await ledger.recent()).differences).toEqual([named]);
    await db.query(`update dossier_version set content = substr(content, 2) where dossier = '${old.dossier}'`);
    await ledger.scrub(Date.now());
    expect((await ledger.recent()).balanced).toBe(true);
  });
});
