/**
 * How a register of 200 MB is read: `npm run verify:workbooks [-- rows]`. The workbook is written as a stream, two sheets
 * of shared strings, numbers and days, and read by a process of its own, which prints one JSON line: rows a second, and
 * the memory before, at a quarter, at the end and at its highest. It fails where memory grew with the rows.
 */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { xlsx } from '@lienthong/adapter-sdk';
import { workbookParts, zip } from '@lienthong/adapter-sdk/testing';

const ROWS = 1_200_000;
const SHEETS = 2;
/** Strings of a row that no other row has. */
const OWN = 3;
const STATES = ['Đang xử lý', 'Đã trả kết quả', 'Yêu cầu bổ sung giấy tờ'];
const NAMES = ['Mã hồ sơ', 'Họ tên', 'Địa chỉ', 'Tình trạng', 'Ngày nhận', 'Ngày hẹn trả', 'Lệ phí', 'Ghi chú'];
const WORDS = ['Nguyễn', 'Trần', 'Phạm', 'Thị', 'Văn', 'Đức', 'Minh', 'Ánh', 'Hằng', 'Thắng', 'Kim', 'Ngọc'];
/** Held at the end beyond a quarter: what settles late, and the index of the strings. */
const ALLOWED = 20_000_000;

async function main(): Promise<void> {
  const rows = Number(process.argv[2] ?? ROWS);
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-workbooks-'));
  const file = join(folder, 'so.xlsx');
  try {
    await pipeline(zip(parts(rows)), createWriteStream(file));
    const child = fork(__filename, ['read', file, String(rows)]);
    const [code] = (await once(child, 'exit')) as [number];
    process.exitCode = code;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function parts(rows: number): ReturnType<typeof workbookParts> {
  const each = Math.ceil(rows / SHEETS);
  const sheets = Array.from({ length: SHEETS }, (_, at) => ({
    name: `Sổ ${at + 1}`,
    xml: sheet(at * each, Math.min(rows, (at + 1) * each)),
  }));
  return workbookParts({ sheets, strings: strings(rows), isPacked: true });
}

function* strings(rows: number): Generator<Buffer> {
  const one = (text: string): string => `<si><t>${text}</t></si>`;
  yield Buffer.from(`<sst>${[...NAMES, ...STATES].map(one).join('')}`);
  yield* batches(0, rows, (row) => {
    const random = randomBytes(146);
    const name = Array.from({ length: 4 }, (_, at) => WORDS[(random[at] ?? 0) % WORDS.length]).join(' ');
    const code = `H26.${(random[5] ?? 0) % 90}-${String(250_101 + (row % 28)).padStart(6, '0')}-${row}`;
    return one(code) + one(name) + one(`Số ${random.subarray(6).toString('base64')}`);
  });
  yield Buffer.from('</sst>');
}

function* sheet(from: number, to: number): Generator<Buffer> {
  const shared = (index: number): string => `<c t="s"><v>${index}</v></c>`;
  yield Buffer.from(`<worksheet><sheetData><row r="5">${NAMES.map((_, at) => shared(at)).join('')}</row>`);
  yield* batches(from, to, (row) => {
    const first = NAMES.length + STATES.length + row * OWN;
    const own = [first, first + 1, first + 2, NAMES.length + (row % STATES.length)].map(shared).join('');
    return `<row r="${row - from + 6}">${own}<c s="1"><v>${45_000 + (row % 900)}.${row % 97}</v></c><c s="1"><v>${45_020 + (row % 900)}</v></c><c><f>G1*2</f><v>${(row % 50) * 1_000}</v></c><c/></row>`;
  });
  yield Buffer.from('</sheetData></worksheet>');
}

function* batches(from: number, to: number, text: (row: number) => string): Generator<Buffer> {
  for (let row = from; row < to; row += 500)
    yield Buffer.from(Array.from({ length: Math.min(500, to - row) }, (_, at) => text(row + at)).join(''));
}

async function read(file: string, expected: number): Promise<void> {
  const format = xlsx({ columns: NAMES, key: 'Mã hồ sơ', dates: ['Ngày nhận', 'Ngày hẹn trả'] });
  const before = held();
  let [rows, bytes, quarter, highest, early, faults] = [0, 0, before, 0, 0, 0];
  const watch = setInterval(() => (highest = Math.max(highest, process.memoryUsage.rss())), 100);
  const started = performance.now();
  for await (const item of format.split(createReadStream(file), { rawBytes: 8_388_608 })) {
    rows += 1;
    bytes += item.size;
    if (item.fault ?? item.head['@kind']) faults += 1;
    if (rows === Math.floor(expected / 4)) [quarter, early] = [held(), highest];
  }
  const seconds = (performance.now() - started) / 1_000;
  clearInterval(watch);
  const end = held();
  const mega = (size: number): number => Math.round(size / 1e5) / 10;
  console.log(JSON.stringify({ fileMB: mega(statSync(file).size), rows, itemsMB: mega(bytes), seconds: Math.round(seconds * 10) / 10, rowsPerSecond: Math.round(rows / seconds), heldMB: { before: mega(before), quarter: mega(quarter), end: mega(end) }, highestRssMB: { untilQuarter: mega(early), untilEnd: mega(highest) } })); // prettier-ignore
  if (rows !== expected || faults > 0 || end - quarter > ALLOWED) process.exitCode = 1;
}

function held(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

const [, , what, file = '', rows = ''] = process.argv;
void (what === 'read' ? read(file, Number(rows)) : main());
