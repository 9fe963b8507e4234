import { Fault } from '@lienthong/canonical';
import { row, sql, type Cursor, type SourceContext, type SqlOptions } from '@lienthong/adapter-sdk';
import { encodeText } from '@lienthong/vietnam';
import { mysql } from '../../libs/adapter-sdk/sources/sql/mysql';
import { DATABASE, PASSWORD, READER, startMariadb, type Mariadb } from '../support/mariadb';
import { contextOf, readAll, type Reading } from '../support/sql-reading';

const OPTIONS: SqlOptions = {
  format: row({ charset: 'tcvn3' }),
  engine: 'mysql',
  tables: ['hoso_{year}'],
  key: ['ID_HOSO'],
  changed: 'CAPNHAT',
};
let server: Mariadb;

async function makeTable(year: number, key = 'ID_HOSO'): Promise<void> {
  await server.run(`CREATE TABLE hoso_${year} (ID_HOSO bigint NOT NULL, MAHOSO varchar(20) CHARACTER SET latin1, TEN varchar(90) CHARACTER SET latin1,
    PHUONG varchar(50) CHARACTER SET utf8mb4, NGAYNHAN datetime, LEPHI decimal(18,2), ANH longblob, CAPNHAT datetime NULL, PRIMARY KEY (${key}), KEY (CAPNHAT))`); // prettier-ignore
}

/** A time of the database, so many seconds ago. */
const ago = (seconds: number): string =>
  `TIMESTAMPADD(SECOND, -${seconds}, CONVERT_TZ(NOW(), @@session.time_zone, '+07:00'))`;

async function put(year: number, id: number, seconds: number | null, ten = 'A'): Promise<void> {
  const changed = seconds === null ? 'NULL' : ago(seconds);
  await server.run(`REPLACE INTO hoso_${year} VALUES (?, ?, ?, 'Gia Lâm', '2025-03-01 08:30:00', 12000.50, 'xx', ${changed})`, [
    ...[id, `HS${id}`], encodeText(ten, 'tcvn3') ?? '',
  ]); // prettier-ignore
}

const context = (settings: Record<string, unknown> = {}): SourceContext =>
  contextOf(
    { host: '127.0.0.1', port: server.port, database: DATABASE, user: READER, password: PASSWORD },
    'ID_HOSO',
    settings,
  );

const read = (cursor: Cursor | null = null, options = OPTIONS, ctx = context()): Promise<Reading> =>
  readAll(options, ctx, cursor);

async function faultOf(options: Partial<SqlOptions>, settings: Record<string, unknown> = {}): Promise<Fault> {
  const found: unknown = await read(null, { ...OPTIONS, ...options }, context(settings)).catch(
    (error: unknown) => error,
  );
  if (!(found instanceof Fault)) throw new Error('no fault', { cause: found });
  return found;
}

const sorted = (ids: readonly string[]): string[] => [...ids].sort();

beforeAll(async () => {
  server = await startMariadb();
}, 90_000);

afterAll(() => server.close());

beforeEach(async () => {
  for (const year of [2024, 2025, 2026]) await server.run(`DROP TABLE IF EXISTS hoso_${year}`);
  await makeTable(2024);
  await makeTable(2025);
});

describe('rows of MariaDB', () => {
  it('are read from all tables of years, as they are stored', async () => {
    await put(2024, 1, 90_000, 'Nguyễn Thị Thử');
    await put(2025, 1, 80_000);
    await put(2025, 2, null);
    await server
      .run(`INSERT INTO hoso_2025 (ID_HOSO, CAPNHAT) VALUES (9007199254740993, '0000-00-00 00:00:00')`)
      .catch(() =>
        server.run(`INSERT INTO hoso_2025 (ID_HOSO, CAPNHAT) VALUES (9007199254740993, '1969-01-01 00:00:00')`),
      );
    const { items, ids } = await read();
    expect(sorted(ids)).toEqual(['hoso_2024/1', 'hoso_2025/1', 'hoso_2025/2', 'hoso_2025/9007199254740993']);
    expect(items.find((item) => item['@table'] === 'hoso_2024')).toEqual({
      '@table': 'hoso_2024',
      ...{ ID_HOSO: '1', MAHOSO: 'HS1', TEN: 'Nguyễn Thị Thử', PHUONG: 'Gia Lâm' },
      ...{
        NGAYNHAN: '2025-03-01 08:30:00',
        LEPHI: '12000.50',
        CAPNHAT: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string,
      },
    });
  });

  it('go on from every cursor without a loss or a double, also where one change time has more rows than a page', async () => {
    for (let id = 1; id <= 8; id += 1) await put(2024, id, 50_000);
    for (let id = 1; id <= 8; id += 1) await put(2025, id, 50_000 - id);
    await server.run(`UPDATE hoso_2024 SET CAPNHAT = '2025-01-01 10:00:00'`);
    const { ids, cursors, last } = await read();
    expect(new Set(ids).size).toBe(16);
    expect(ids).toHaveLength(16);
    for (const { cursor, upTo } of cursors) {
      const rest = await read(cursor);
      expect(new Set([...ids.slice(0, upTo), ...rest.ids]).size).toBe(16);
    }
    // Only the rows of the time that was read last are asked for again.
    expect((await read(last)).ids.length).toBeLessThanOrEqual(1);
  });

  it('that commit late within the overlap are not missed', async () => {
    await put(2025, 1, 600);
    const late = await server.open();
    await late.query('START TRANSACTION');
    await late.query(`INSERT INTO hoso_2025 (ID_HOSO, CAPNHAT) VALUES (7, ${ago(30)})`);
    await put(2025, 8, 5);
    const { ids, last } = await read();
    expect(sorted(ids)).toEqual(['hoso_2025/1', 'hoso_2025/8']);
    await late.query('COMMIT');
    late.destroy();
    expect((await read(last)).ids).toContain('hoso_2025/7');
  });

  it('of a new table are found at the next look', async () => {
    await put(2025, 1, 600);
    const { last } = await read();
    await makeTable(2026);
    await put(2026, 1, 1);
    expect((await read(last)).ids).toContain('hoso_2026/1');
  });

  it('are listed by table and key', async () => {
    await put(2024, 1, 600);
    await put(2025, 1, null);
    const parts = [];
    for await (const part of sql(OPTIONS).list?.(context()) ?? []) parts.push(part);
    expect(parts.flatMap(({ identities }) => identities)).toEqual(['hoso_2024/1', 'hoso_2025/1']);
  });

  it('are not read by a key that does not tell them apart', async () => {
    await server.run('DROP TABLE hoso_2025');
    await makeTable(2025, 'MAHOSO');
    for (let n = 1; n <= 5; n += 1)
      await server.run(`INSERT INTO hoso_2025 (ID_HOSO, MAHOSO, CAPNHAT) VALUES (1, ?, '2025-01-01')`, [`m${n}`]);
    expect((await faultOf({})).message).toMatch(/hoso_2025 has rows that its key \(ID_HOSO\) does not tell apart/);
    expect((await read(null, { ...OPTIONS, key: ['MAHOSO'] })).ids).toHaveLength(5);
    const { items } = await read(null, { ...OPTIONS, key: ['ID_HOSO', 'MAHOSO'] });
    expect(items.map((item) => item['MAHOSO'])).toEqual(['m1', 'm2', 'm3', 'm4', 'm5']);
  });
});

describe('a session of MariaDB', () => {
  it.each<[string, Partial<SqlOptions>, Record<string, unknown>, string, RegExp]>([
    ['a wrong password', {}, { password: 'x' }, 'LT-LINK-4', /Correct the settings user and password/],
    ['a database that is not there', {}, { database: 'qlvbdx' }, 'LT-LINK-4', /Correct the setting database/],
    ['a port where nobody listens', {}, { port: 1 }, 'LT-LINK-3', /ECONNREFUSED/],
    ['a table that is not there', { tables: ['ho_so_{year}'] }, {}, 'LT-LINK-4', /no table "ho_so_\{year\}"\. Is "hoso_202\d" meant\?/],
    ['a column that is not there', { changed: 'CAP_NHAT' }, {}, 'LT-LINK-4', /no column of hoso_2024 "CAP_NHAT"\. Is "CAPNHAT" meant\?/],
    ['a change time that is none', { changed: 'MAHOSO' }, {}, 'LT-LINK-4', /hoso_2024\.MAHOSO is varchar: a change time is a date/],
  ])('tells %s', async (_what, options, settings, code, message) => {
    const fault = await faultOf(options, settings);
    expect(fault).toMatchObject({ code, message: expect.stringMatching(message) as string });
    expect(fault.message).not.toContain(PASSWORD);
  }); // prettier-ignore

  it('takes no write, whoever it belongs to', async () => {
    const settings = { ...context().settings, user: 'admin', password: 'admin' } as unknown as Parameters<
      typeof mysql.connect
    >[0];
    const session = await mysql.connect(settings, '+07:00');
    const write = session.query({ text: 'DELETE FROM hoso_2025', values: [] });
    await expect(write).rejects.toMatchObject({ code: 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION' });
    session.close();
  });

  it('has a statement cut that takes too long', async () => {
    await server.run(
      'CREATE OR REPLACE VIEW cham_2025 AS SELECT ID_HOSO + SLEEP(2) AS ID_HOSO, CAPNHAT FROM hoso_2025',
    );
    await put(2025, 1, 600);
    const fault = await faultOf({ tables: ['cham_{year}'] }, { statementMs: 200 });
    expect(fault).toMatchObject({
      code: 'LT-LINK-3',
      message: expect.stringContaining('longer than the setting statementMs') as string,
    });
  });
});
