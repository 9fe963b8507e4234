/**
 * Reads a large table as a source would, with flat memory: `npm run verify:tables [-- megabytes]` (1,024). The table is made
 * while it is read, so that nothing of it lies anywhere; each row is split, and parsed again from its raw bytes. One JSON
 * line for each kind of table, and status 1 where memory grew or a row is missing.
 */
import { getHeapStatistics } from 'node:v8';
import { csv, dbf, type Format } from '@lienthong/adapter-sdk';
import { encodeText } from '@lienthong/vietnam';
import { dbfHead, dbfRecord, DBF_END } from '../../libs/adapter-sdk/testing/fakes/dbf-writer';

const MEGABYTE = 1_048_576;
/** Growth between a quarter and the end that is still none: what the collector has not taken yet. */
const ALLOWED_MB = 64;
const LIMIT = { rawBytes: 8 * MEGABYTE };
const ROWS_A_CHUNK = 500;
const NAMES = ['SO', 'HOTEN', 'SOGIAYTO', 'DIACHI', 'NGAYNHAN', 'HENTRA', 'TRANGTHAI', 'THUTUC', 'GHICHU'];
const VALUES = ['Nguyễn Thị Thử Nghiệm', '001190000001', 'Số 1 phố Mẫu, tổ 2', '03/08/2026 09:15', '06/08/2026', '4', 'Đăng ký khai sinh', 'Không'] as const; // prettier-ignore

interface Made {
  readonly format: Format;
  readonly head: Buffer;
  row(number: number): Buffer;
  readonly end: Buffer;
}

/** A table of dBase says at its beginning how many records follow. */
const COLUMNS = NAMES.map((name) => ({ name, size: 30 }));
const KINDS: Record<string, (rows: number) => Made> = {
  'csv utf-8': () => text(csv(), 'utf-8', false),
  'csv utf-8, everything quoted': () => text(csv(), 'utf-8', true),
  'csv windows-1258, shown': () => text(csv(), 'windows-1258', false),
  'csv tcvn3, declared': () => text(csv({ charset: 'tcvn3', delimiter: ';' }), 'tcvn3', false),
  'dbf tcvn3, declared': (rows) => ({
    format: dbf({ charset: 'tcvn3' }),
    head: dbfHead(COLUMNS, rows),
    row: (number) =>
      dbfRecord(
        COLUMNS,
        [String(number), ...VALUES].map((value) => bytes(value, 'tcvn3')),
      ),
    end: DBF_END,
  }),
};

function bytes(value: string, charset: 'utf-8' | 'windows-1258' | 'tcvn3'): Buffer {
  return encodeText(value, charset) ?? Buffer.alloc(0);
}

function text(format: Format, charset: Parameters<typeof bytes>[1], isQuoted: boolean): Made {
  const line = (fields: readonly string[]): Buffer =>
    bytes(`${fields.map((field) => (isQuoted ? `"${field}"` : field)).join(';')}\r\n`, charset);
  return { format, head: line(NAMES), row: (number) => line([String(number), ...VALUES]), end: Buffer.alloc(0) };
}

async function main(): Promise<void> {
  const megabytes = Number(process.argv[2] ?? 1_024);
  for (const [kind, make] of Object.entries(KINDS)) {
    const found = await measured(make, megabytes * MEGABYTE);
    console.log(JSON.stringify({ kind, ...found }));
    if (found.grownMb > ALLOWED_MB || found.missing !== 0) process.exitCode = 1;
  }
}

async function measured(make: (rows: number) => Made, size: number): Promise<{ grownMb: number; missing: number }> {
  const rows = Math.ceil(size / make(1).row(1_000_000).length);
  const { format, head, row, end } = make(rows);
  /** The same rows again and again but for their numbers, which are written in: making them must not cost what reading does. */
  const block = Buffer.concat(Array.from({ length: ROWS_A_CHUNK }, (_, at) => row(1_000_000 + at)));
  const width = block.length / ROWS_A_CHUNK;
  async function* made(): AsyncGenerator<Buffer> {
    yield head;
    for (let from = 0; from < rows; from += ROWS_A_CHUNK)
      yield await Promise.resolve(Buffer.from(block.subarray(0, Math.min(ROWS_A_CHUNK, rows - from) * width)));
    yield end;
  }
  let [count, quarter, most, heap] = [0, 0, 0, 0];
  const startedAt = performance.now();
  for await (const { raw, charset } of format.split(made(), LIMIT)) {
    if (raw !== undefined && format.parse(raw, charset)['SO'] !== undefined) count += 1;
    if (count % 100_000 !== 0) continue;
    const { rss } = process.memoryUsage();
    if (quarter === 0 && count >= rows / 4) quarter = rss;
    most = Math.max(most, rss);
    heap = Math.max(heap, getHeapStatistics().used_heap_size);
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  const mega = (value: number): number => Math.round(value / MEGABYTE);
  return {
    ...{ megabytes: mega(rows * width), rows, seconds: Math.round(seconds * 10) / 10 },
    ...{ rowsPerSecond: Math.round(rows / seconds), mbPerSecond: Math.round((rows * width) / MEGABYTE / seconds) },
    ...{ rssQuarterMb: mega(quarter), rssMostMb: mega(most), heapMostMb: mega(heap) },
    ...{ grownMb: mega(Math.max(0, most - quarter)), missing: rows - count },
  };
}

void main();
