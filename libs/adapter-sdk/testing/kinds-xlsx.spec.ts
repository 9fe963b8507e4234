import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { defineAdapter, type Adapter } from '../adapter';
import type { Format, RawItem } from '../format';
import { xlsx } from '../formats/xlsx';
import { identity } from '../identity';
import { code, status } from '../mapping/code';
import { constant } from '../mapping/constant';
import { dossier, MEMBERS } from '../mapping/mapping';
import { moment } from '../mapping/moment';
import { text } from '../mapping/text';
import { files, fileSettings } from '../sources/files';
import { workbook, workbookRow } from './fakes/workbook';
import { proveAdapter } from './prove';
import type { RuleCode } from './rule';
import { outcomesOf, samplesOf } from './samples';

const SHAPE = {
  identifiers: [{ scheme: constant('number'), value: text('Mã hồ sơ'), source: constant('system') }],
  status: status('Tình trạng', { 'Đang xử lý': 'IN_PROGRESS' }, { unknown: 'park' }),
  receivedAt: moment('Ngày/Nhận', ['excel', 'dd/MM/yyyy']),
  deleted: code('Xóa', { x: true }).optional(),
};
const without = Object.fromEntries(
  MEMBERS.filter((member) => !(member in SHAPE)).map((member) => [`/${member}`, 'the register has none']),
);
const mapping = dossier(SHAPE, {
  without,
  drop: [{ path: '@kind', equals: ['total'], rule: 'a row of totals is no dossier' }],
});
const REGISTER = xlsx({ columns: ['Mã hồ sơ', 'Tình trạng', 'Ngày/Nhận', 'Xóa'], key: 'Mã hồ sơ' });
const ROWS = [
  ['SỔ THEO DÕI HỒ SƠ'],
  ['STT', 'MÃ HỒ SƠ', 'Tình trạng', 'Ngày / Nhận', 'Xóa'],
  ['1', 'H26-1', 'Đang xử lý', '45810', null],
  ['2', 'H26-2', 'Đang xử lý', '02/06/2025', 'x'],
  ['Tổng cộng', null, '2'],
];

async function proven(format: Format, records = 2_000, rules?: RuleCode[]): Promise<Awaited<ReturnType<typeof proveAdapter>>> {
  const folder = mkdtempSync(join(tmpdir(), 'lienthong-kinds-'));
  try {
    const adapter: Adapter = defineAdapter({
      name: 'kinds', about: 'An adapter of an invented register.', zone: 'Asia/Ho_Chi_Minh', mapping, format,
      identity: identity('Mã hồ sơ | @kind'), settings: fileSettings, source: files({ pattern: /\.xlsx$/, format }),
    });
    mkdirSync(join(folder, 'samples'));
    writeFileSync(join(folder, 'samples', 'so.in.xlsx'), await buffer(workbook(ROWS.map(workbookRow))));
    for (const { input, expected } of samplesOf(folder)) writeFileSync(expected, JSON.stringify(await outcomesOf(adapter, input)));
    return await proveAdapter(adapter, folder, { records, ...(rules && { rules }) });
  } finally {
    rmSync(folder, { recursive: true });
  }
} // prettier-ignore

/** A format whose items are changed on their way out. */
const changed = (change: (items: AsyncIterable<RawItem>) => AsyncIterable<RawItem>): Format => ({
  ...REGISTER,
  split: (bytes, limit) => change(REGISTER.split(bytes, limit)),
});
const broken = async (format: Format, rule: RuleCode, records?: number): Promise<string[]> =>
  (await proven(format, records, [rule])).rules.flatMap(({ faults }) => faults.map(({ what }) => what));

describe('a register in workbooks', () => {
  it('keeps the rules of the kit', async () => {
    const { rules, passed } = await proven(REGISTER);
    expect(rules.flatMap(({ rule, faults }) => faults.map((fault) => ({ rule, ...fault })))).toEqual([]);
    expect(rules.filter(({ outcome }) => outcome === 'none').map(({ rule }) => rule)).toEqual(['RATE']);
    expect(passed).toBe(true);
  }, 60_000);

  it('is read in flat memory: 100,000 rows', async () => {
    const { rules } = await proven(REGISTER, 100_000, ['MEMORY']);
    expect(rules[0]?.faults).toEqual([]);
    expect(rules[0]?.evidence).toMatch(/^100000 records/);
  }, 120_000);

  it.each<[what: string, rule: RuleCode, format: Format]>([
    ['holds what it read', 'MEMORY', changed(async function* (items) {
      const held: RawItem[] = [];
      for await (const item of items) { held.push(item); yield item; }
      expect(held.length).toBeGreaterThan(0);
    })],
    ['loses a record', 'RESUME', changed(async function* (items) {
      let count = 0;
      for await (const item of items) if ((count += 1) !== 7) yield item;
    })],
    ['takes a damaged file for an empty one', 'FAULTS', changed(async function* (items) {
      try { yield* items; } catch { return; }
    })],
  ])('that %s is found by %s', async (_what, rule, format) => {
    expect(await broken(format, rule, 20_000)).not.toEqual([]);
  }, 60_000);
}); // prettier-ignore
