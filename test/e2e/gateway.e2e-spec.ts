import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  loadMasterKey,
  loadToken,
  readConfiguration,
  startRoles,
  type MasterKey,
  type Running,
} from '@lienthong/platform';
import request from 'supertest';
import { gatewayRole } from '../../apps/gateway/gateway-role';
import { startEmbedded } from '../../apps/standalone/embedded';
import { fill, type Invented } from '../support/filled-installation';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-gateway-'));
const PERSONAL = /Nguyễn|Trần Thị Lan|Bà /;
const endings: (() => Promise<void>)[] = [];
let running: Running;
let master: MasterKey;
let token: string;

/** An adapter with a secret setting, as an operator would drop it into ADAPTER_DIRS. */
function writeAdapter(name: string): void {
  mkdirSync(join(folder, 'adapters', name), { recursive: true });
  const source = `
manifest: 1
name: ${name}
about: An office.
zone: Asia/Ho_Chi_Minh
source:
  rest: { items: { path: /items, since: since, size: size, paging: { page: page }, changed: changed }, keyHeader: x-key, clock: date-header }
format: { json: { items: data } }
identity: { paths: [no] }
mapping: { identifiers: [{ value: { $text: no } }], status: { code: { $constant: SUBMITTED } } }`;
  writeFileSync(join(folder, 'adapters', name, 'adapter.yaml'), source);
}

beforeAll(async () => {
  for (const name of ['locked-office', 'other-office']) writeAdapter(name);
  const embedded = await startEmbedded({ dataDir: folder, log: () => undefined });
  endings.push(() => embedded.stop());
  const configuration = readConfiguration({
    KAFKA_BROKERS: embedded.brokers,
    DATABASE_URL: embedded.databaseUrl,
    LT_DATA_DIR: folder,
    ADAPTER_DIRS: join(folder, 'adapters'),
    ADAPTER_SIGNERS: 'anybody',
    PORT: '0',
  });
  master = loadMasterKey(configuration, true);
  token = loadToken(configuration, true) ?? '';
  running = await startRoles([gatewayRole], configuration);
  endings.push(() => running.stop());
}, 90_000);

afterAll(async () => {
  for (const end of endings.reverse()) await end();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

const get = (path: string): request.Test => request(running.url).get(path).auth(token, { type: 'bearer' });
const put = (path: string, body: object): request.Test =>
  request(running.url).put(path).auth(token, { type: 'bearer' }).send(body);
const office = {
  name: 'Gia Lâm',
  adapter: 'locked-office',
  settings: { baseUrl: 'http://office', apiKey: 'opensesame' },
};

describe('what needs no token', () => {
  it('answers live, ready and metrics', async () => {
    await request(running.url).get('/health/live').expect(200);
    await request(running.url).get('/health/ready').expect(200, { status: 'ok', database: 'ok', kafka: 'ok' });
    const { text } = await request(running.url).get('/metrics').expect(200);
    expect(text).toContain('process_cpu_seconds_total');
  });
});

describe('what needs the token', () => {
  it.each([
    '/v1/systems',
    '/v1/systems/a/progress',
    '/v1/dossiers',
    '/v1/dossiers/x',
    '/v1/parked',
    '/v1/digest',
    '/v1/ledger',
  ])('refuses %s without it', async (path) => {
    const { body } = await request(running.url)
      .get(path)
      .expect(401)
      .expect('content-type', /application\/problem\+json/);
    expect(body).toMatchObject({ status: 401, code: 'LT-HTTP-401' });
  });

  it('refuses a write with a wrong one', async () => {
    await request(running.url).put('/v1/systems/a').auth('wrong', { type: 'bearer' }).send(office).expect(401);
  });

  it('answers an address of any length as a problem, without repeating it', async () => {
    const answer = await get(`/v1/dossiers/${'Nguyễn'.repeat(300)}`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.text).not.toMatch(PERSONAL);
  });

  it('knows no other route', async () => {
    const { body } = await get('/v1/Nguyễn').expect(404);
    expect(body).toMatchObject({ code: 'LT-HTTP-404', detail: 'There is no such route.' });
  });
});

describe('systems', () => {
  it('creates one, leaves it as it is, changes it, and masks its secret throughout', async () => {
    const answers = [
      await put('/v1/systems/gia-lam-onestop', office).expect(201),
      await put('/v1/systems/gia-lam-onestop', office).expect(200),
      await put('/v1/systems/gia-lam-onestop', { ...office, unit: 'H29.12', state: 'PAUSED' }).expect(200),
      await put('/v1/systems/gia-lam-onestop', {
        ...office,
        settings: { ...office.settings, pageRows: 7, apiKey: '***' },
      }).expect(200),
      await get('/v1/systems/gia-lam-onestop').expect(200),
      await get('/v1/systems').expect(200),
    ];
    expect(answers.slice(0, 4).map(({ body }) => body.change)).toEqual(['created', 'unchanged', 'changed', 'changed']);
    expect(answers[4]?.body).toMatchObject({
      code: 'gia-lam-onestop', unit: 'H29.12', state: 'PAUSED', demo: false, settings: { ...office.settings, pageRows: 7, apiKey: '***' },
    }); // prettier-ignore
    for (const { text } of answers) expect(text).not.toContain('opensesame');
    const [stored] = await running.spine.db.query(`select settings from system where code = 'gia-lam-onestop'`);
    expect(stored.settings).toEqual({ ...office.settings, pageRows: 7 });
  });

  it('keeps a code for the software it was given to', async () => {
    const { body } = await put('/v1/systems/gia-lam-onestop', { ...office, adapter: 'other-office' }).expect(409);
    expect(body).toMatchObject({ code: 'LT-CONFIG-3', detail: expect.stringContaining('cannot change') });
  });

  it.each([
    ['an adapter that is not installed', 'a-b', { ...office, adapter: 'none' }, 'LT-ADAPTER-3', 'locked-office'],
    [
      'a setting its adapter does not know',
      'a-b',
      { ...office, settings: { ...office.settings, port: 1 } },
      'LT-CONFIG-1',
      'port: is not a setting',
    ],
    [
      'a setting that is missing',
      'a-b',
      { ...office, settings: { apiKey: 'opensesame' } },
      'LT-CONFIG-1',
      'baseUrl: is missing',
    ],
    ['a member it does not know', 'a-b', { ...office, colour: 'red' }, 'LT-HTTP-400', 'colour should not exist'],
    ['a state it does not know', 'a-b', { ...office, state: 'GONE' }, 'LT-HTTP-400', 'state must be one of'],
    ['no name', 'a-b', { ...office, name: '' }, 'LT-HTTP-400', 'name must be longer'],
    ['a code of another form', 'A_B', office, 'LT-CONTRACT-2', 'system code'],
    [
      'a text PostgreSQL refuses',
      'a-b',
      { ...office, settings: { baseUrl: 'http://a/\u0000', apiKey: 'opensesame' } },
      'LT-DB-3',
      'cannot be stored',
    ],
  ])('refuses %s', async (_, code, body, fault, detail) => {
    const answer = await put(`/v1/systems/${code}`, body)
      .expect(400)
      .expect('content-type', /problem\+json/);
    expect(answer.body).toMatchObject({ code: fault, detail: expect.stringContaining(detail) });
    expect(answer.text).not.toContain('opensesame');
  });

  it('refuses a body that is not JSON, without repeating it', async () => {
    const answer = await put('/v1/systems/a-b', {}).type('json').send('{ Nguyễn').expect(400);
    expect(answer.body).toMatchObject({ status: 400, code: 'LT-HTTP-400' });
    expect(answer.text).not.toMatch(PERSONAL);
  });

  it('lists them by code, a page at a time', async () => {
    for (const code of ['a-office', 'z-office']) await put(`/v1/systems/${code}`, office).expect(201);
    const first = await get('/v1/systems?limit=2').expect(200);
    expect(first.body.items.map(({ code }: { code: string }) => code)).toEqual(['a-office', 'gia-lam-onestop']);
    const second = await get(`/v1/systems?limit=2&after=${first.body.next}`).expect(200);
    expect(second.body.items.map(({ code }: { code: string }) => code)).toEqual(['z-office']);
    expect(second.body.next).toBeUndefined();
    await get('/v1/systems/none').expect(404);
    await get('/v1/systems/none/progress').expect(404);
    await get('/v1/systems?limit=201').expect(400);
  });
});

const dossiers: Invented[] = Array.from({ length: 25 }, (_, index) => ({
  system: index < 20 ? 'gia-lam-onestop' : 'a-office',
  identity: `2013/${index}`,
  subject: `Nguyễn Văn An ${index}`,
  status: index % 2 === 0 ? 'IN_PROGRESS' : 'RETURNED',
  deleted: index === 24,
}));

describe('dossiers', () => {
  let ids: string[];

  beforeAll(async () => {
    ids = await fill(running.spine, master, dossiers);
    await running.spine.db.query(
      `insert into listed_dossier (id, system, sequence, record_offset, content, status, received_on, deleted, changed_at, changed_no, tokens, codes)
       select id, system, sequence, record_offset, content, status, received_on, deleted, changed_at, nextval('listed_change'), '', '' from dossier`,
    );
  }, 30_000);

  it('lists public columns, filtered, every one of them once over the pages', async () => {
    const seen: string[] = [];
    for (let after = ''; ;) {
      const { body, text } = await get(`/v1/dossiers?limit=7&system=gia-lam-onestop${after}`).expect(200);
      expect(text).not.toMatch(PERSONAL);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      if (body.next === undefined) break;
      after = `&after=${body.next}`;
    }
    expect(seen).toEqual(ids.slice(0, 20).sort().reverse());
    const { body } = await get('/v1/dossiers?status=RETURNED&limit=200').expect(200);
    expect(body.items).toHaveLength(12);
    expect(body.items[0]).toEqual({
      id: expect.any(String), system: expect.any(String), status: 'RETURNED', receivedOn: '2014-04-11', deleted: false,
      changedAt: '2026-03-31T02:00:00.000Z', overdue: false, code: null, procedure: null, procedureName: null, channel: null,
      dueAt: null, finishedOn: null, receiving: null, competent: null, returning: null,
    }); // prettier-ignore
    for (const query of ['limit=0', 'limit=201', 'limit=x', 'after=x', 'status=%27', 'colour=red'])
      await get(`/v1/dossiers?${query}`).expect(400);
  });

  it('shows one with its versions, sealed', async () => {
    const { body, text } = await get(`/v1/dossiers/${ids[0]}`).expect(200);
    expect(text).not.toMatch(PERSONAL);
    expect(body).toMatchObject({
      id: ids[0],
      versionCount: 1,
      document: { personal: 'sealed', status: { code: 'IN_PROGRESS' } },
    });
    expect(body.versions).toEqual([
      expect.objectContaining({ current: true, generation: 1, deleted: false, timelineEntries: 2 }),
    ]);
    for (const id of ['00000000-0000-5000-8000-000000000000', 'x', "'"]) await get(`/v1/dossiers/${id}`).expect(404);
  });

  it('counts the progress of a system', async () => {
    for (const code of ['gia-lam-onestop', 'z-office']) await put(`/v1/systems/${code}`, office);
    await running.spine.db.query(
      `insert into page (system, lease_epoch, read_seq, rows, published, same, offsets) values ('gia-lam-onestop', 1, 0, 25, 22, 3, '[]')`,
    );
    await running.spine.db.query(
      `insert into intake_cursor (system, idle_at, last_error) values ('gia-lam-onestop', now(), 'LT-LINK-1 late')`,
    );
    const { body } = await get('/v1/systems/gia-lam-onestop/progress').expect(200);
    expect(body).toMatchObject({
      pages: 1, rowsRead: 25, published: 22, same: 3, incomplete: 0, lines: 20, inFlight: 2, parked: 0, liveDossiers: 20,
      timelineEntries: 40, lastError: 'LT-LINK-1 late',
    }); // prettier-ignore
    expect(Date.parse(body.now)).toBeGreaterThanOrEqual(Date.parse(body.idleAt));
    const empty = await get('/v1/systems/z-office/progress').expect(200);
    expect(empty.body).toMatchObject({ pages: 0, inFlight: 0, idleAt: null, lastError: null });
  });

  it('groups parked records by cause and pages through them', async () => {
    await running.spine.db.query(
      `insert into parked (generation, partition, record_offset, system, dossier, cause, path, rule, sample)
       select 1, 0, 1000 + n, 'a-office', gen_random_uuid(), case when n < 3 then 'BAD_DATE' else 'IDENTITY_MISSING' end, 'trace/date', 'a date', 'Aaa 99'
       from generate_series(1, 5) n`,
    );
    const first = await get('/v1/parked?system=a-office&limit=3').expect(200);
    expect(first.body.groups).toEqual([
      { system: 'a-office', cause: 'IDENTITY_MISSING', count: 3 },
      { system: 'a-office', cause: 'BAD_DATE', count: 2 },
    ]);
    const second = await get(`/v1/parked?limit=3&after=${first.body.next}`).expect(200);
    expect([...first.body.items, ...second.body.items].map(({ offset }) => offset)).toEqual([
      1001, 1002, 1003, 1004, 1005,
    ]);
    expect(second.body.next).toBeUndefined();
    const { body } = await get('/v1/parked?cause=BAD_DATE').expect(200);
    expect(body.items).toHaveLength(2);
    await get('/v1/parked?after=1/2').expect(400);
  });

  it('answers the ledger', async () => {
    const { body } = await get('/v1/ledger').expect(200);
    expect(body).toMatchObject({ balanced: expect.any(Boolean), systems: expect.any(Array) });
  });
});

describe('digest', () => {
  const digest = async (): Promise<Record<string, unknown>> => (await get('/v1/digest').expect(200)).body;
  const sql = (statement: string): Promise<unknown> => running.spine.db.query(statement);

  it('is one sum over everything, and gives nothing else out', async () => {
    const { text, body } = await get('/v1/digest').expect(200);
    expect(body).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{64}$/),
      dossiers: 25,
      live: 24,
      versions: 25,
      timelineEntries: 48,
      rawMissing: 0,
    });
    expect(text).not.toMatch(PERSONAL);
    expect(await digest()).toEqual(body);
  });

  it('is the same under other keys, offsets and times, and differs by one letter', async () => {
    const before = await digest();
    const refill = async (changed: readonly Invented[]): Promise<Record<string, unknown>> => {
      await sql('truncate dossier, dossier_version, ledger_line, data_key');
      await fill(running.spine, master, changed, 2);
      return digest();
    };
    expect(await refill([...dossiers].reverse())).toEqual(before);
    const changed = await refill(
      dossiers.map((one, index) => (index === 7 ? { ...one, subject: 'Nguyễn Văn Ân 7' } : one)),
    );
    expect({ ...changed, digest: '' }).toEqual({ ...before, digest: '' });
    expect(changed['digest']).not.toBe(before['digest']);
    expect(await refill(dossiers)).toEqual(before);
  }, 60_000);

  it('is the same after a page was read twice, and differs once a record is parked', async () => {
    const before = await digest();
    await sql(`update dossier set outcome = 'UNCHANGED' where system = 'a-office' and outcome = 'APPLIED'`);
    expect(await digest()).toEqual(before);
    await sql(
      `update dossier set outcome = 'PARKED' where id = (select min(id::text)::uuid from dossier where outcome = 'UNCHANGED')`,
    );
    expect((await digest())['digest']).not.toBe(before['digest']);
    await sql(`update dossier set outcome = 'APPLIED' where outcome <> 'DELETED'`);
    expect(await digest()).toEqual(before);
  }, 60_000);

  it('sees a raw record that is gone, and a value that was swapped', async () => {
    const before = await digest();
    await sql(
      `update dossier set record_offset = record_offset + 100000 where id = (select min(id::text)::uuid from dossier)`,
    );
    const gone = await digest();
    expect(gone).toMatchObject({ rawMissing: 1 });
    expect(gone['digest']).not.toBe(before['digest']);
    await sql(
      `update dossier set record_offset = record_offset - 100000 where id = (select min(id::text)::uuid from dossier)`,
    );
    expect(await digest()).toEqual(before);
    const other = `(select dossier from dossier_version where system = 'a-office' limit 1)`;
    await sql(
      `update dossier_version set document = (select document from dossier_version where dossier = (select dossier from dossier_version where system = 'gia-lam-onestop' limit 1)) where dossier = ${other}`,
    );
    const { body } = await get('/v1/digest').expect(500);
    expect(body).toMatchObject({ code: 'LT-KEY-2' });
  }, 60_000);
});
