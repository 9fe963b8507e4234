import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { row, sql, type Cursor, type SourceContext, type SqlOptions } from '@lienthong/adapter-sdk';
import { encodeText } from '@lienthong/vietnam';
import { Client } from 'pg';
import { startPostgres, type PostgresServer } from '../../apps/standalone/embedded';
import { postgresql } from '../../libs/adapter-sdk/sources/sql/postgresql';
import { contextOf, readAll, type Reading } from '../support/sql-reading';

const OPTIONS: SqlOptions = {
  format: row({ charset: 'tcvn3' }),
  engine: 'postgresql',
  tables: ['hoso_{year}'],
  key: ['ma'],
  changed: 'capnhat',
};
const folder = mkdtempSync(join(tmpdir(), 'lienthong-sql-'));
let server: PostgresServer;
let admin: Client;
let database = 'legacy_utf8';

function urlOf(name: string): string {
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  return url.href;
}

function context(settings: Record<string, unknown> = {}): SourceContext {
  const { hostname, port, username, password } = new URL(server.url);
  const access = {
    host: hostname,
    port: Number(port),
    database,
    user: username,
    password: decodeURIComponent(password),
  };
  return contextOf(access, 'ma', settings);
}

const read = (cursor: Cursor | null = null, ctx = context()): Promise<Reading> => readAll(OPTIONS, ctx, cursor);

async function opened(name: string): Promise<void> {
  await admin.end();
  database = name;
  admin = new Client({ connectionString: urlOf(name) });
  await admin.connect();
}

async function makeTable(year: number): Promise<void> {
  await admin.query(`CREATE TABLE hoso_${year} (ma text COLLATE "C" PRIMARY KEY, ten varchar(90), nop date, le_phi numeric(18,2), anh bytea, capnhat timestamptz)`); // prettier-ignore
}

async function put(year: number, key: string, secondsAgo: number | null, ten = 'A'): Promise<void> {
  const changed = secondsAgo === null ? null : new Date(Date.now() - secondsAgo * 1_000);
  await admin.query(`INSERT INTO hoso_${year} VALUES ($1, $2, '2025-03-01', 12000.50, 'xx', $3)`, [key, ten, changed]);
}

async function faultOf(settings: Record<string, unknown>): Promise<Fault> {
  const found: unknown = await read(null, context(settings)).catch((error: unknown) => error);
  if (!(found instanceof Fault)) throw new Error('no fault', { cause: found });
  return found;
}

beforeAll(async () => {
  chmodSync(folder, 0o755);
  server = await startPostgres({ dataDir: folder, log: () => undefined });
  admin = new Client({ connectionString: server.url });
  await admin.connect();
  for (const encoding of ['UTF8', 'LATIN1'])
    await admin.query(
      `CREATE DATABASE legacy_${encoding} TEMPLATE template0 ENCODING '${encoding}' LC_COLLATE 'C' LC_CTYPE 'C'`,
    );
  await opened('legacy_utf8');
  for (const year of [2024, 2025]) await makeTable(year);
}, 90_000);

afterAll(async () => {
  await admin.end();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await opened('legacy_utf8');
  await admin.query('TRUNCATE hoso_2024, hoso_2025');
});

describe('rows of PostgreSQL', () => {
  it('are read from all tables, as they are stored', async () => {
    await put(2024, 'Đ1', 90_000, 'Nguyễn Thị Thử');
    await put(2025, 'Đ1', null);
    const { items, ids } = await read();
    expect(ids).toEqual(['hoso_2025/Đ1', 'hoso_2024/Đ1']);
    expect(items[1]).toEqual({
      ...{ '@table': 'hoso_2024', ma: 'Đ1', ten: 'Nguyễn Thị Thử', nop: '2025-03-01', le_phi: '12000.50' },
      capnhat: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+07$/) as string,
    });
  });

  it('go on from every cursor without a loss or a double, also where one change time has more rows than a page', async () => {
    for (const key of 'abcdefgh') await put(2024, key, 50_000);
    for (const key of 'abcdefgh') await put(2025, key, 40_000);
    await admin.query(`UPDATE hoso_2024 SET capnhat = '2025-01-01 10:00:00.123456+07'`);
    const { ids, cursors } = await read();
    expect(ids).toHaveLength(16);
    expect(new Set(ids).size).toBe(16);
    for (const { cursor, upTo } of cursors)
      expect(new Set([...ids.slice(0, upTo), ...(await read(cursor)).ids]).size).toBe(16);
  });

  it('that commit late, and of a new table, are found', async () => {
    const late = new Client({ connectionString: urlOf(database) });
    await late.connect();
    await late.query('BEGIN');
    await late.query("INSERT INTO hoso_2025 (ma, capnhat) VALUES ('late', now() - interval '30 s')");
    await put(2025, 'soon', 5);
    const { ids, last } = await read();
    expect(ids).toEqual(['hoso_2025/soon']);
    await late.query('COMMIT');
    await late.end();
    await makeTable(2026);
    await put(2026, 'new', 1);
    expect([...(await read(last)).ids].sort()).toEqual(['hoso_2025/late', 'hoso_2025/soon', 'hoso_2026/new']);
    await admin.query('DROP TABLE hoso_2026');
  });

  it('keep the bytes of a database in LATIN1 that holds TCVN3', async () => {
    await opened('legacy_latin1');
    await makeTable(2025);
    const bytes = encodeText('Nguyễn Thị Thử', 'tcvn3') ?? Buffer.alloc(0);
    for (const key of ['\u00b5 1', '\u00b5 2', '\u00b5 3', '\u00b5 4'])
      await put(2025, key, 600, bytes.toString('latin1'));
    const { items } = await read();
    expect(items.map((item) => item['ten'])).toEqual(Array(4).fill('Nguyễn Thị Thử'));
  });

  it('are listed by table and key', async () => {
    await put(2024, 'a', 600);
    await put(2025, 'a', null);
    const found = [];
    for await (const { identities } of sql(OPTIONS).list?.(context()) ?? []) found.push(...identities);
    expect(found).toEqual(['hoso_2024/a', 'hoso_2025/a']);
  });
});

describe('a session of PostgreSQL', () => {
  it.each<[string, Record<string, unknown>, string, RegExp]>([
    ['a wrong password', { password: 'x' }, 'LT-LINK-4', /Correct the settings user and password/],
    ['a database that is not there', { database: 'legacy' }, 'LT-LINK-4', /Correct the setting database/],
    ['a port where nobody listens', { port: 1 }, 'LT-LINK-3', /ECONNREFUSED/],
  ])('tells %s', async (_what, settings, code, message) => {
    expect(await faultOf(settings)).toMatchObject({ code, message: expect.stringMatching(message) as string });
  });

  it('takes no write and cuts what takes too long', async () => {
    const settings = { ...context().settings, statementMs: 200 } as unknown as Parameters<typeof postgresql.connect>[0];
    const session = await postgresql.connect(settings, '+07:00');
    await expect(session.query({ text: 'DELETE FROM hoso_2025', values: [] })).rejects.toMatchObject({ code: '25006' });
    await expect(session.query({ text: 'SELECT pg_sleep(5)', values: [] })).rejects.toMatchObject({ code: '57014' });
    expect(postgresql.explain('57014', 'test')?.message).toContain('longer than the setting statementMs');
    session.close();
  });
});
