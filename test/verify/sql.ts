/**
 * Reads a large database as a source would, with flat memory: `npm run verify:sql [-- rows]` (1,000,000) in two tables of a
 * real MariaDB of its own, from the beginning to the end. One JSON line, and status 1 where memory grew or a row is missing
 * or came twice.
 */
import { identity, Link, row, sql, type SourceContext } from '@lienthong/adapter-sdk';
import { DATABASE, PASSWORD, READER, startMariadb, type Mariadb } from '../support/mariadb';

const MEGABYTE = 1_048_576;
/** Growth between a quarter and the end that is still none: what the collector has not taken yet. */
const ALLOWED_MB = 64;
const YEARS = [2024, 2025];
const SOURCE = sql({
  format: row({ charset: 'tcvn3' }),
  engine: 'mysql',
  tables: ['hoso_{year}'],
  key: ['ID_HOSO'],
  changed: 'CAPNHAT',
});
const ID = identity(['@table', 'ID_HOSO']);

async function fill(server: Mariadb, rows: number): Promise<void> {
  for (const year of YEARS) {
    await server.run(`CREATE TABLE hoso_${year} (ID_HOSO bigint PRIMARY KEY, MAHOSO varchar(20), TEN varchar(90) CHARACTER SET latin1, SOGIAYTO varchar(15),
      DIACHI varchar(200), NGAYNHAN datetime, TRA_NGAY date, LEPHI decimal(18,2), TRANGTHAI tinyint, GHICHU varchar(200), CAPNHAT datetime NOT NULL, KEY (CAPNHAT))`); // prettier-ignore
    // Forty rows of each second.
    await server.run(`INSERT INTO hoso_${year} SELECT seq, CONCAT('000.19.H26-', seq), X'4E6775796ADA6E20546883204D89', '001190000001', REPEAT('số 1 phố Mẫu ', 4),
      '${year}-03-01 08:30:00', '${year}-03-05', 12000, seq % 5, REPEAT('ghi chú ', 8), TIMESTAMPADD(SECOND, seq DIV 40, '${year}-01-02 00:00:00')
      FROM seq_1_to_${rows / YEARS.length}`); // prettier-ignore
  }
}

function context(server: Mariadb): SourceContext {
  const access = { host: '127.0.0.1', port: server.port, database: DATABASE, user: READER, password: PASSWORD };
  return {
    settings: { ...access, pageRows: 500, overlapMs: 60_000, statementMs: 20_000 },
    link: new Link('verify'),
    files: { ordinal: () => Promise.reject(new Error('no files here')) },
    signal: new AbortController().signal,
    pageRows: 500,
    pageBytes: 1_000_000,
    identityOf: (head) => ID.of(head),
  };
}

async function measured(server: Mariadb, rows: number): Promise<{ grownMb: number; missing: number; twice: number }> {
  const ctx = context(server);
  const seen = YEARS.map(() => new Uint8Array(rows / YEARS.length + 1));
  let [count, twice, quarter, most] = [0, 0, 0, 0];
  const startedAt = performance.now();
  for await (const { items } of SOURCE.read(ctx, null)) {
    for (const { identity: id = '' } of items) {
      const [table = '', key] = id.split('/');
      const marks = seen[YEARS.indexOf(Number(table.slice(-4)))];
      if (marks === undefined) continue;
      if (marks[Number(key)] === 1) twice += 1;
      else count += 1;
      marks[Number(key)] = 1;
    }
    const { rss } = process.memoryUsage();
    if (quarter === 0 && count >= rows / 4) quarter = rss;
    most = Math.max(most, rss);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  ctx.link.close();
  const mega = (value: number): number => Math.round(value / MEGABYTE);
  return {
    ...{ rows, seconds: Math.round(seconds * 10) / 10, rowsPerSecond: Math.round(count / seconds) },
    ...{ rssQuarterMb: mega(quarter), rssMostMb: mega(most), grownMb: mega(Math.max(0, most - quarter)) },
    ...{ missing: rows - count, twice },
  };
}

async function main(): Promise<void> {
  const rows = Number(process.argv[2] ?? 1_000_000);
  const server = await startMariadb();
  try {
    await fill(server, rows);
    const found = await measured(server, rows);
    console.log(JSON.stringify(found));
    // Rows at the edge of a closed range are read again where reading turns to what is new, some for each ten pages.
    const isTwice = found.twice > rows * 0.02;
    if (found.grownMb > ALLOWED_MB || found.missing !== 0 || isTwice) process.exitCode = 1;
  } finally {
    await server.close();
  }
}

void main();
