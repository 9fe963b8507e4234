import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { dossierId, dossierTime, packSequence } from '@lienthong/canonical';
import type { Message } from '@lienthong/messaging';
import { IndexKey } from '@lienthong/platform';
import {
  beginWhereLogBegins,
  Consumption,
  Listing,
  openDatabase,
  Projection,
  type DataSource,
} from '@lienthong/storage';
import type { DossierFilter, FoundDossier, ListKey, Scope, SearchTokens } from '@lienthong/storage';
import { compactCode } from '@lienthong/vietnam';
import { ProjectionConsumer } from '../../apps/registry/projection-consumer';
import { Projector } from '../../apps/registry/projector';
import { readListed } from '../../apps/registry/listed';
import { startPostgres, type PostgresServer } from '../../apps/standalone/embedded';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-listing-'));
const key = new IndexKey(Buffer.alloc(32, 7));
const HOUR_MS = 3_600_000;
let server: PostgresServer;
let db: DataSource;
let listing: Listing;
let consumer: ProjectionConsumer;
let nextOffset = 0;

interface Change {
  readSeq?: number;
  recordOffset?: number;
  system?: string;
  status?: string;
  units?: (string | undefined)[];
  received?: string;
  finished?: string;
  due?: (string | { kind: string; at: string })[];
  deleted?: boolean;
  names?: string[];
  ids?: string[];
  code?: string;
  content?: string;
  tokens?: string;
  value?: string;
  type?: string;
}

const moment = (at: string) => ({ at, precision: at.length === 4 ? 'YEAR' : at.length === 10 ? 'DAY' : 'SECOND' });
const idOf = (n: number, system = 'a'): string => dossierId(system, String(n));

/** A message of `dossiers.v1` as the normalizer writes it. */
function message(n: number, change: Change = {}): Message {
  const { system = 'a', status = 'IN_PROGRESS', units = ['018', '018', '018'], names = [], ids = [] } = change;
  const [receiving, competent, returning] = units.map((code) => (code === undefined ? undefined : { code }));
  const value = {
    deleted: change.deleted ?? false,
    identifiers: [
      { scheme: 'row-id', value: `r${n}`, source: system },
      { scheme: 'dossier-code', value: change.code ?? `H26.1.18-250314-${String(n).padStart(4, '0')}`, source: system },
    ],
    units: { receiving, competent, returning },
    status: { code: status, national: 4, raw: '4' },
    ...(change.received === undefined ? {} : { receivedAt: moment(change.received) }),
    ...(change.finished === undefined ? {} : { finishedAt: moment(change.finished) }),
    dueDates: (change.due ?? []).map((due) =>
      typeof due === 'string' ? { kind: 'PROMISED', at: moment(due) } : { kind: due.kind, at: moment(due.at) },
    ),
    origin: { contentCommitment: change.content ?? JSON.stringify({ n, ...change, readSeq: 0, recordOffset: 0 }) },
  };
  const headers = {
    ce_type: change.type ?? 'dossier',
    ce_source: `/systems/${system}`,
    ce_sequence: packSequence({ leaseEpoch: 1, readSeq: change.readSeq ?? 1, mappingEpoch: 1 }),
    ce_recordoffset: String(change.recordOffset ?? nextOffset),
    ce_recordtime: String(Date.UTC(2026, 10, 24)),
    searchtokens: change.tokens ?? key.header([{ ids }, ...names.map((name) => ({ name }))]),
  };
  const bytes = Buffer.from(change.value ?? JSON.stringify(value));
  return { offset: nextOffset++, appendedAtMs: 0, key: idOf(n, system), value: bytes, headers };
}

const consume = (...messages: Message[]): Promise<number> =>
  consumer.consume({ topic: 'dossiers.v1', partition: 0, messages });

const search = (text: string): SearchTokens => ({ ...key.nameTokens(text) });
const everyId = async (filter: DossierFilter): Promise<string[]> =>
  (await listing.page(filter, undefined, 10_000)).map(({ id }) => id);
const found = async (tokens: SearchTokens): Promise<[number, number][]> => {
  const rows = await listing.page({ search: tokens }, undefined, 100);
  return rows.map(({ code, rank }) => [Number(code?.slice(-4)), rank]);
};

async function walk(filter: DossierFilter, limit: number): Promise<FoundDossier[]> {
  const rows: FoundDossier[] = [];
  for (let after: ListKey | undefined; ;) {
    const page = await listing.page(filter, after, limit);
    rows.push(...page);
    const last = page.at(-1);
    if (!last || rows.length > 10_000) return rows;
    after = { rank: last.rank, receivedOn: last.receivedOn ?? '', id: last.id };
  }
}

beforeAll(async () => {
  chmodSync(folder, 0o755);
  server = await startPostgres({ dataDir: folder, log: () => undefined });
  db = await openDatabase(server.url);
  listing = new Listing(db);
  consumer = new ProjectionConsumer(new Consumption(db, 'projector', 1), new Projector());
}, 60_000);

beforeEach(async () => {
  nextOffset = 0;
  await db.query('truncate consumed, listed_dossier, dossier_token, dossier_code');
});

afterAll(async () => {
  await db.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe(Projector.name, () => {
  const newer = { readSeq: 5, status: 'DECIDED', names: ['Trần Bình'], code: 'H26-250314-0001' };
  const older = { readSeq: 4, status: 'ACCEPTED', names: ['Lê Chi'], code: 'H26-250314-0002' };

  it.each([
    ['in a later batch', false],
    ['in the same batch', true],
  ])('never lets an older record that comes late overwrite a newer one, %s', async (_when, together) => {
    const messages = [message(1, newer), message(1, older)];
    if (together) await consume(...messages);
    else for (const one of messages) await consume(one);
    expect(await listing.page({}, undefined, 10)).toMatchObject([{ status: 'DECIDED', code: 'H26-250314-0001' }]);
    expect(await found(search('Trần'))).toHaveLength(1);
    expect(await found(search('Lê'))).toEqual([]);
    expect(await everyId({ search: { exact: [], folded: [], code: 'H262503140002' } })).toEqual([]);
  });

  it('does not even where it is stored without a look at what is known', async () => {
    await consume(message(1, newer));
    const late = readListed(message(1, older))!;
    await db.transaction(async ({ queryRunner }) => {
      await new Projection(queryRunner!).save([late]);
      await new Projection(queryRunner!).advance([late]);
    });
    expect(await listing.page({}, undefined, 10)).toMatchObject([{ status: 'DECIDED' }]);
    expect((await new Projection(db.createQueryRunner()).known([late.id])).get(late.id)?.sequence).not.toBe(
      late.sequence,
    );
  });

  it('lets the later item of one request win where both carry the same sequence', async () => {
    await consume(message(1, { status: 'ACCEPTED', recordOffset: 7 }));
    await consume(message(1, { status: 'DECIDED', recordOffset: 8 }), message(1, { recordOffset: 6 }));
    expect(await listing.page({}, undefined, 10)).toMatchObject([{ status: 'DECIDED' }]);
  });

  it('takes tokens and numbers of the former content away', async () => {
    await consume(message(1, { names: ['Nguyễn Văn An'], ids: ['001199012345'] }), message(2, { names: ['Lê An'] }));
    await consume(message(1, { readSeq: 2, names: ['Nguyễn Văn Ân'], code: 'X-0009' }));
    expect(await found(search('Nguyễn Văn Ân'))).toEqual([[9, 0]]);
    expect(await found({ ...search(''), personId: key.idToken('001199012345') })).toEqual([]);
    expect(await found({ ...search(''), code: '0001' })).toEqual([]);
    expect(await found(search('An'))).toEqual([[2, 0], [9, 1]]); // prettier-ignore
    expect(await db.query('select count(*)::int as n from dossier_token')).toEqual([{ n: 10 }]);
  });

  it('counts no change where a newer record says the same, but brings it tokens it did not have', async () => {
    await consume(message(1, { content: 'c', tokens: '{"e":[],"f":[],"i":[]}' }));
    const { position } = await listing.since(undefined, {}, 1);
    await consume(message(1, { content: 'c', readSeq: 2, tokens: '{"e":[],"f":[],"i":[]}' }));
    expect((await listing.since(position, {}, 10)).changes).toEqual([]);
    await consume(message(1, { content: 'c', readSeq: 1, status: 'RETURNED' }));
    expect(await listing.page({}, undefined, 10)).toMatchObject([{ status: 'IN_PROGRESS' }]);
    await consume(message(1, { content: 'c', readSeq: 3, names: ['Lan'] }));
    expect(await found(search('lan'))).toHaveLength(1);
  });

  it('leaves out what cannot be listed, says so without a value, and goes on', async () => {
    const warn = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    const batch = [
      message(1),
      message(2, { value: '{"name":"Nguyễn Thị Kín"' }),
      message(10, { value: '{"x":Kín}' }),
      message(3, { tokens: '{"e":["Nguyễn"],"f":[],"i":[]}' }),
      message(4, { status: 'A\u0000B' }),
      message(5, { due: ['2026-13-45'] }),
      message(6, { code: Array.from({ length: 1_000 }, () => String(Math.random()).slice(2, 8)).join('-') }),
      message(7, { type: 'parked', value: '{"rule":"x"}' }),
      message(8, { units: ['9'.repeat(4_000).replace(/9/g, () => String(Math.random())), '1', '1'] }),
      message(9),
    ];
    expect(await consume(...batch)).toBe(10);
    expect((await everyId({})).sort()).toEqual([idOf(1), idOf(6), idOf(9)].sort());
    const said = warn.mock.calls.map(([text]) => String(text));
    warn.mockRestore();
    expect(said).toHaveLength(6);
    expect(said.join('\n')).toContain('SQLSTATE 22021');
    expect(said.join('\n')).not.toMatch(/Nguyễn|Kín|A.B|13-45/);
  });
});

describe(beginWhereLogBegins.name, () => {
  it('lets a new group begin where the log begins, and moves none that has begun', async () => {
    const group = { role: 'projector', generation: 1, topic: 'dossiers.v1' };
    await consume(message(1));
    const first = [{ partition: 0, low: 500 }, { partition: 1, low: 700 }, { partition: 2, low: 0 }]; // prettier-ignore
    expect([await beginWhereLogBegins(db, group, first), await beginWhereLogBegins(db, group, first)]).toEqual([1, 0]);
    expect([...(await new Consumption(db, 'projector', 1).positions('dossiers.v1'))]).toEqual([[0, 1], [1, 700]]); // prettier-ignore
  });
});

describe(Listing.name, () => {
  const UNITS = ['001', '009', '018', undefined];
  const STATUSES = ['ACCEPTED', 'IN_PROGRESS', 'DECIDED', 'WITHDRAWN'];
  const NAMES = ['Nguyễn Văn An', 'Nguyễn Thị Ân', 'Trần Văn Án', 'Lê Hoà'];
  const pick = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;

  /** 240 dossiers of two systems, many of one day, some without a day, all mixes of units. */
  async function fill(): Promise<void> {
    const messages = Array.from({ length: 240 }, (_, n) => {
      const received = n % 11 === 0 ? undefined : `2026-0${1 + (n % 3)}-15`;
      return message(n, {
        system: pick(['a', 'b'], n >> 1),
        status: pick(STATUSES, n),
        units: [pick(UNITS, n), pick(UNITS, n >> 2), pick(UNITS, n >> 4)],
        due: [n % 2 ? '2026-01-01' : '2126-01-01'],
        deleted: n % 17 === 0,
        names: [pick(NAMES, n), 'Đỗ Bình'],
        ...(received === undefined ? {} : { received }),
      });
    });
    await consume(...messages);
  }

  const FILTERS: [string, DossierFilter][] = [
    ['everything', {}],
    ['a system', { system: 'b' }],
    ['a status', { status: 'DECIDED' }],
    ['a unit', { unit: '009' }],
    ['units in scope', { scope: { units: ['001', '018', '001'] } }],
    ['a unit within units in scope', { unit: '009', scope: { units: ['001', '018'] } }],
    ['systems and units in scope', { scope: { systems: ['a'], units: ['018'] } }],
    ['a period', { receivedFrom: '2026-01-15', receivedTo: '2026-02-15' }],
    ['received until', { receivedTo: '2026-02-15' }],
    ['due', { dueFrom: '2026-01-01', dueTo: '2026-12-31' }],
    ['overdue', { overdue: true, unit: '001' }],
    ['not overdue', { overdue: false }],
    ['deleted', { deleted: true }],
    ['a name', { search: search('an') }],
    ['a name with diacritics in scope', { search: search('nguyễn ân'), scope: { units: ['001'] } }],
    ['a number', { search: { exact: [], folded: [], code: '0012' } }],
  ];

  it.each(FILTERS)('walks %s once each, in order, and counts the same', async (_what, filter) => {
    await fill();
    const whole = await listing.page(filter, undefined, 10_000);
    expect(whole.length).toBeGreaterThan(0);
    const order = whole.map(({ rank, receivedOn, id }) => [rank, receivedOn ?? '', id] as const);
    const sorted = [...order].sort(
      (a, b) => a[0] - b[0] || (a[1] === b[1] ? (a[2] < b[2] ? 1 : -1) : a[1] < b[1] ? 1 : -1),
    );
    expect(order).toEqual(sorted);
    expect(new Set(whole.map(({ id }) => id)).size).toBe(whole.length);
    for (const limit of [1, 7, 50])
      expect((await walk(filter, limit)).map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
    const tally = (name: 'status' | 'system'): Record<string, number> =>
      Object.fromEntries(
        Object.entries(Object.groupBy(whole, (row) => row[name])).map(([is, rows]) => [is, rows!.length]),
      );
    expect(await listing.counts(filter)).toEqual({
      total: whole.length,
      overdue: whole.filter(({ overdue }) => overdue).length,
      byStatus: tally('status'),
      bySystem: tally('system'),
    });
  });

  it('takes both ends of a period, whatever the hour, and no dossier without a day', async () => {
    const [received, due] = ['2026-01-15T08:00:00+07:00', ['2026-01-31T17:00:00+07:00']];
    await consume(message(1, { received, due }), message(2));
    for (const end of ['received', 'due'] as const) {
      const day = { received: '2026-01-15', due: '2026-01-31' }[end];
      for (const filter of [{ [`${end}From`]: day }, { [`${end}To`]: day }, { [`${end}From`]: day, [`${end}To`]: day }])
        expect(await everyId(filter)).toEqual([idOf(1)]);
      expect(await everyId({ [`${end}To`]: '2026-01-14' })).toEqual([]);
      expect(await everyId({ [`${end}From`]: '2026-02-01' })).toEqual([]);
    }
  });

  it.each([
    ['receiving', ['001', '018', '018']],
    ['competent', ['018', '001', '018']],
    ['returning', ['018', '018', '001']],
    ['returning alone', [undefined, undefined, '001']],
    ['every', ['001', '001', '001']],
  ])('lets a unit see a dossier by its %s unit, and no other dossier', async (_which, units) => {
    await consume(message(1, { units }), message(2), message(3, { units: [undefined, undefined, undefined] }));
    const id = idOf(1);
    for (const filter of [{ scope: { units: ['001'] } }, { unit: '001' }, { unit: '001', scope: { units: ['001'] } }]) {
      expect(await everyId(filter)).toEqual([id]);
      expect((await listing.counts(filter)).total).toBe(1);
    }
    expect(await everyId({ scope: { units: ['001'] }, search: { exact: [], folded: [], code: 'R2' } })).toEqual([]);
    const visible = async (n: number, scope: Scope): Promise<boolean> => listing.isVisible(idOf(n), scope);
    expect([await visible(1, { units: ['001'] }), await visible(2, { units: ['001'] })]).toEqual([true, false]);
    expect([await visible(3, { units: ['001'] }), await visible(9, { units: ['001'] })]).toEqual([false, false]);
    expect([await visible(1, { units: ['001'], systems: ['b'] }), await visible(1, {})]).toEqual([false, true]);
  });

  it.each([{ units: [] }, { systems: [] }, { units: [], systems: ['a'] }])(
    'shows nothing in the scope %j',
    async (scope) => {
      await consume(message(1, { names: ['An'] }));
      expect(await everyId({ scope })).toEqual([]);
      expect(await everyId({ scope, search: search('an') })).toEqual([]);
      expect((await listing.counts({ scope })).total).toBe(0);
      expect(await listing.isVisible(idOf(1), scope)).toBe(false);
      expect((await listing.since(0n, scope, 10)).changes).toEqual([]);
    },
  );

  const at = (ms: number): string => dossierTime(Date.now() + ms);
  it.each([
    ['a promise of an hour ago', { due: [at(-HOUR_MS)] }, true],
    ['a promise in an hour', { due: [at(HOUR_MS)] }, false],
    ['a promise of today', { due: [at(0).slice(0, 10)] }, false],
    ['a promise of yesterday', { due: [at(-24 * HOUR_MS).slice(0, 10)] }, true],
    ['no promise', {}, false],
    ['a later promise', { due: [at(HOUR_MS), at(-HOUR_MS)] }, false],
    ['the date of the law alone', { due: [{ kind: 'LEGAL', at: '2020-01-01' }] }, false],
    ['an extension', { due: ['2020-01-01', { kind: 'EXTENDED', at: at(HOUR_MS) }] }, false],
    ['what is finished', { due: ['2020-01-01'], finished: '2020-02-01' }, false],
    ['what is suspended', { due: ['2020-01-01'], status: 'SUSPENDED' }, true],
    ['what is deleted', { due: ['2020-01-01'], deleted: true }, false],
    ...['DECIDED', 'RETURNED', 'WITHDRAWN', 'REJECTED_AT_INTAKE'].map(
      (status) => [status, { due: ['2020-01-01'], status }, false] as const,
    ),
  ] as [string, Change, boolean][])('tells from %s whether a dossier is overdue', async (_what, change, overdue) => {
    await consume(message(1, change));
    expect(await listing.page({}, undefined, 1)).toMatchObject([{ overdue }]);
    expect(await everyId({ overdue: true })).toHaveLength(overdue ? 1 : 0);
  });

  describe('search', () => {
    const ID = '001199012345';
    const cases: [string, SearchTokens, [number, number][]][] = [
      ['all words, without diacritics', search('nguyen van hoa'), [[2, 1], [1, 1]]],
      ['as written first', search('Nguyễn Văn Hòa'), [[1, 0], [2, 1]]],
      ['decomposed, the tone elsewhere', search('HOÀ Văn'.normalize('NFD')), [[1, 0], [2, 1]]],
      ['one word that nobody has', search('nguyen van hoang'), []],
      ['đ as d', search('dang'), [[3, 1]]],
      ['words of two people', search('Đặng Hoa'), []],
      ['a personal number, whole', { ...search(''), personId: key.idToken('001 199 012345') }, [[1, 0]]],
      ['a part of a personal number', { ...search(''), personId: key.idToken('012345') }, []],
      ['a number, compact', { ...search(''), code: compactCode('h26 1 18 250314 0002') }, [[2, 0]]],
      ['its last four digits', { ...search(''), code: '0003' }, [[3, 0]]],
      ['its last digits', { ...search(''), code: '2503140003' }, [[3, 0]]],
      ['three digits', { ...search(''), code: '003' }, []],
      ['its beginning', { ...search(''), code: 'H26118' }, []],
      ['a wildcard', { ...search(''), code: '%0003' }, []],
      ['the row id', { ...search(''), code: 'R3' }, [[3, 0]]],
      ['a text that may be a name or a number', { ...search(ID), code: ID, personId: key.idToken(ID) }, [[1, 0]]],
      ['nothing', search('!?'), []],
    ]; // prettier-ignore

    it.each(cases)('finds by %s', async (_what, tokens, expected) => {
      await consume(
        message(1, { received: '2026-01-01', names: ['Nguyễn Văn Hoà', 'Lê Thị Bé'], ids: [ID] }),
        message(2, { received: '2026-01-02', names: ['Nguyễn Vân Hoa'] }),
        message(3, { received: '2026-01-03', names: ['Đặng Dũng'], ids: ['H26118'] }),
      );
      expect(await found(tokens)).toEqual(expected);
    });

    it('finds no name by the token of a personal number, nor the other way round', async () => {
      await consume(message(1, { names: ['123'], ids: ['123'] }));
      const { exact, folded } = key.nameTokens('123');
      expect(await everyId({ search: { exact: [], folded: [key.idToken('123')] } })).toEqual([]);
      expect(await everyId({ search: { exact: [], folded: exact } })).toEqual([]);
      expect(await everyId({ search: { exact: [], folded: [], personId: folded[0] } })).toEqual([]);
    });
  });

  describe('changes', () => {
    it('come once each in order, those of the scope, and the position passes the others', async () => {
      const { position } = await listing.since(undefined, {}, 10);
      await consume(...Array.from({ length: 6 }, (_, n) => message(n, { units: [n < 5 ? '001' : '018'] })));
      const scope = { units: ['018'] };
      const first = await listing.since(position, scope, 5);
      expect(first).toMatchObject({ changes: [], more: true });
      const next = await listing.since(first.position, scope, 5);
      expect([next.changes.length + first.changes.length, next.more]).toEqual([1, false]);
      expect(await listing.since(next.position, scope, 5)).toEqual({
        position: next.position,
        changes: [],
        more: false,
      });
      await consume(message(2, { readSeq: 2, status: 'DECIDED' }));
      expect((await listing.since(next.position, {}, 5)).changes).toMatchObject([{ id: idOf(2), status: 'DECIDED' }]);
    });

    it('are never hidden by higher numbers that were committed earlier', async () => {
      const seen = new Set<string>();
      let position = 0n;
      const look = async (): Promise<void> => {
        const page = await listing.since(position, {}, 100);
        position = page.position;
        for (const { id } of page.changes) seen.add(id);
      };
      const slow = db.transaction(async ({ queryRunner }) => {
        await new Projector().apply(queryRunner!, [readListed(message(1))!]);
        await queryRunner!.query('select pg_sleep(0.4)');
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      const quick = db.transaction(({ queryRunner }) => new Projector().apply(queryRunner!, [readListed(message(2))!]));
      for (let n = 0; n < 4; n += 1) {
        await look();
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await Promise.all([slow, quick]);
      await look();
      expect([...seen].sort()).toEqual([idOf(1), idOf(2)].sort());
    });
  });
});
