import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineAdapter, type Adapter } from '../adapter';
import { Malformed, type Format, type RawItem } from '../format';
import { csv } from '../formats/csv';
import { dbf } from '../formats/dbf';
import { identity } from '../identity';
import { code, status } from '../mapping/code';
import { constant } from '../mapping/constant';
import { dossier } from '../mapping/mapping';
import { text } from '../mapping/text';
import { files, fileSettings } from '../sources/files';
import { DBF_END, dbfHead, dbfRecord } from './fakes/dbf-writer';
import { proveAdapter } from './prove';
import type { RuleCode } from './rule';
import { outcomesOf, samplesOf } from './samples';

const RULES: readonly RuleCode[] = ['FAULTS', 'RESUME', 'MEMORY'];
const RECORDS = 100_000;
const COLUMNS = [{ name: 'SO', type: 'N', size: 8 }, { name: 'TEN', size: 40 }, { name: 'TT', size: 2 }]; // prettier-ignore
const ROWS = [['17', 'Trần Văn Mẫu', '4'], ['18', 'Nguyễn Thị Thử Nghiệm', '4']]; // prettier-ignore
const TABLES: readonly [name: string, format: Format, sample: Buffer][] = [
  ['csv', csv({ charset: 'utf-8' }), Buffer.from(`SO;TEN;TT\r\n${ROWS.map((row) => `${row.join(';')}\r\n`).join('')}`)],
  ['dbf', dbf({ charset: 'utf-8' }), Buffer.concat([dbfHead(COLUMNS, 2), ...ROWS.map((row) => dbfRecord(COLUMNS, row.map((value) => Buffer.from(value)))), DBF_END])],
]; // prettier-ignore

type Split = Format['split'];
/** Formats with one thing broken, and the rules that must not pass then. */
const BROKEN: readonly [what: string, red: readonly RuleCode[], breaking: (good: Format) => Split][] = [
  ['nothing', [], (good) => good.split],
  ['a file that is cut off passes for whole', ['FAULTS'], (good) => async function* (bytes, limit) {
    try {
      yield* good.split(bytes, limit);
    } catch (error) {
      if (!(error instanceof Malformed) || error.reason === 'WRONG_ROOT') throw error;
    }
  }],
  ['the first row after a fresh start is passed over', ['MEMORY', 'RESUME'], (good) => {
    let isFirst = true;
    return async function* (bytes, limit) {
      const isAgain = !isFirst;
      isFirst = false;
      let index = 0;
      for await (const item of good.split(bytes, limit)) if ((index += 1) > 1 || !isAgain) yield item;
    };
  }],
  ['rows are kept', ['MEMORY'], (good) => {
    const kept: RawItem[] = [];
    return async function* (bytes, limit) {
      for await (const item of good.split(bytes, limit)) {
        kept.push(item);
        yield item;
      }
    };
  }],
]; // prettier-ignore
const CASES = TABLES.flatMap(([name, format, sample]) =>
  BROKEN.map(([what, red, breaking]) => ({ name, format, sample, what, red, breaking })),
);

describe('the rules for tables', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lienthong-tables-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(CASES)(
    'of $name turn $red red where $what',
    async ({ name, format, sample, red, breaking }) => {
      const of = (own: Format): Adapter =>
        defineAdapter({
          name: 'tables',
          about: 'An adapter of an invented software.',
          zone: 'Asia/Ho_Chi_Minh',
          identity: identity('SO'),
          mapping: dossier({
            identifiers: [{ scheme: constant('number'), value: text('SO'), source: constant('system') }],
            status: status('TT', { 4: 'IN_PROGRESS' }, { unknown: 'park' }),
            deleted: code('@deleted', { 1: true, 0: false }).optional(),
          }),
          settings: fileSettings,
          format: own,
          source: files({ pattern: new RegExp(`\\.${name}$`), format: own }),
        });
      mkdirSync(join(folder, 'samples'));
      writeFileSync(join(folder, 'samples', `a.in.${name}`), sample);
      for (const { input, expected } of samplesOf(folder))
        writeFileSync(expected, JSON.stringify(await outcomesOf(of(format), input)));
      const broken = of({ ...format, split: breaking(format) });
      const { rules } = await proveAdapter(broken, folder, { rules: RULES, records: RECORDS });
      const found = rules.filter(({ outcome }) => outcome === 'failed').map(({ rule, faults }) => ({ rule, faults }));
      expect({ red: found.map(({ rule }) => rule).sort(), faults: red.length === 0 ? found : [] }).toEqual({ red: [...red].sort(), faults: [] }); // prettier-ignore
      expect(rules.every(({ outcome }) => outcome !== 'none')).toBe(true);
    },
    60_000,
  );
});
