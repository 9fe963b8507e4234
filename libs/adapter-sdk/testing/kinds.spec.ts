import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineAdapter, type Adapter } from '../adapter';
import type { Format } from '../format';
import { csv } from '../formats/csv';
import { dbf } from '../formats/dbf';
import { json } from '../formats/json';
import { ndjson } from '../formats/ndjson';
import { row } from '../formats/row-format';
import { xml } from '../formats/xml';
import { identity } from '../identity';
import { code, status } from '../mapping/code';
import { constant } from '../mapping/constant';
import { dossier, MEMBERS } from '../mapping/mapping';
import { text } from '../mapping/text';
import { files, fileSettings } from '../sources/files';
import { push, pushSettings } from '../sources/push';
import { rest, restSettings } from '../sources/rest';
import type { RestOptions } from '../sources/rest-options';
import { sql, sqlSettings } from '../sources/sql';
import { DBF_END, dbfHead, dbfRecord } from './fakes/dbf-writer';
import { proveAdapter } from './prove';
import { outcomesOf, samplesOf } from './samples';

const SHAPE = {
  identifiers: [{ scheme: constant('number'), value: text('so | @so'), source: constant('system') }],
  status: status('tt | @tt', { 4: 'IN_PROGRESS' }, { unknown: 'park' }),
  deleted: code('xoa | @xoa', { 1: true }).optional(),
};
const without = Object.fromEntries(
  MEMBERS.filter((member) => !(member in SHAPE)).map((member) => [`/${member}`, 'the software has none']),
);
const mapping = dossier(SHAPE, { without });

const ROWS = [{ nam: 2026, so: 17, tt: 4, sua: '2026-01-01T00:00:00Z' }, { nam: 2026, so: 18, tt: '4', xoa: '1', sua: '2026-01-01T00:00:00Z' }]; // prettier-ignore
const LINES = ROWS.map((row) => JSON.stringify(row)).join('\n');
const ELEMENTS = '<r><h nam="2026" so="17" tt="4" sua="2026-01-01T00:00:00Z"/><h nam="2026" so="18" tt="4" xoa="1"><gc>a &amp; b</gc></h></r>'; // prettier-ignore

const TABLE = 'nam;so;tt;xoa;"GHI CHÚ"\r\n2026;17;4;;"a; ""b"""\r\n2026;18;4;1;\r\n';
const COLUMNS = [{ name: 'nam', type: 'N', size: 4 }, { name: 'so', type: 'N', size: 8 }, { name: 'tt', size: 2 }, { name: 'xoa', size: 1 }, { name: 'GHICHU', size: 20 }]; // prettier-ignore
const RECORDS = Buffer.concat([
  dbfHead(COLUMNS, 2),
  ...[['2026', '17', '4', '', 'Hå s¬'], ['2026', '18', '4', '1', '']].map((row) => dbfRecord(COLUMNS, row.map((text) => Buffer.from(text, 'latin1')))),
  DBF_END,
]); // prettier-ignore

const asked = (format: Format, paging: RestOptions['items']['paging'], more: Partial<RestOptions> & { write?: (ms: number) => string; changed?: string }): Partial<Adapter> => {
  const { write, changed = 'sua', ...options } = more;
  const items = { path: '/v2/list?kind=all', since: 'from', size: 'limit', paging, changed, ...(write && { write }) };
  return { settings: restSettings, format, source: rest({ format, items, clock: 'date-header', ...options }) };
}; // prettier-ignore
const exported = (format: Format, pattern: RegExp): Partial<Adapter> => ({
  settings: fileSettings,
  format,
  source: files({ pattern, format }),
});

const KINDS: readonly [kind: string, sample: string, content: string | Buffer, parts: Partial<Adapter>, none: readonly string[]][] = [
  ['pages by token, seconds, the clock in the answer', 'a.in.json', JSON.stringify({ kq: { rows: ROWS } }),
    asked(json({ items: 'kq/rows' }), { cursor: 'after', next: 'kq/next' }, { write: (ms) => String(Math.floor(ms / 1_000)), clock: { member: 'kq/now' } }), []],
  ['pages by number, milliseconds, a list by another id', 'a.in.json', JSON.stringify({ data: ROWS }),
    asked(json({ items: 'data' }), { page: 'p' }, { write: String, listing: { path: '/ids', after: 'after', size: 'n', id: 'so' } }), []],
  ['an answer that is the list itself, no clock', 'a.in.json', JSON.stringify(ROWS), asked(json({ items: '' }), { page: 'p' }, { clock: 'none' }), []],
  ['XML over HTTP', 'a.in.xml', ELEMENTS, { ...asked(xml({ items: 'r/h' }), { page: 'p' }, { changed: '@sua' }), identity: identity(['@nam', '@so']) }, []],
  ['files of XML, named by their day', 'ho-so-20260803.in.xml', ELEMENTS, { ...exported(xml({ items: 'r/h' }), /^ho-so-\d{8}\.xml$/), identity: identity(['@nam', '@so']) }, ['RATE']],
  ['files of JSON', 'a.in.json', JSON.stringify({ data: ROWS }), exported(json({ items: 'data' }), /\.json$/), ['RATE']],
  ['files of JSON lines', 'a.in.ndjson', LINES, exported(ndjson(), /\.ndjson$/), ['RATE']],
  ['files of CSV', 'a.in.csv', TABLE, exported(csv(), /\.csv$/), ['RATE']],
  ['files of CSV without names', 'a.in.csv', TABLE.split('\r\n').slice(1).join('\r\n'), exported(csv({ columns: ['nam', 'so', 'tt', 'xoa', 'GHI CHÚ'], delimiter: ';', charset: 'windows-1258' }), /\.csv$/), ['RATE']],
  ['files of dBase', 'a.in.dbf', RECORDS, exported(dbf({ charset: 'tcvn3' }), /\.dbf$/), ['RATE']],
  ['a database of MySQL', 'a.in.ndjson', ROWS.map(({ sua: _, ...one }) => JSON.stringify({ '@table': 'hoso_2026', ...one })).join('\n'),
    { settings: sqlSettings, format: row(), source: sql({ format: row(), engine: 'mysql', tables: ['hoso_{year}'], key: ['so'], changed: 'sua' }), identity: identity(['@table', 'so']) }, ['RATE']],
  ['a database of MySQL, by a key of two texts', 'a.in.ndjson', ROWS.map(({ sua: _, ...one }) => JSON.stringify({ '@table': 'hoso', ma: 'a-b', ...one })).join('\n'),
    { settings: sqlSettings, format: row(), source: sql({ format: row(), engine: 'mysql', tables: ['hoso'], key: ['ma', 'so'], changed: 'sua' }) }, ['RATE']],
  ['records that are pushed', 'a.in.json', JSON.stringify(ROWS), { settings: pushSettings, format: json({ items: '' }), source: push() },
    ['RESUME', 'LATE', 'REPEAT', 'FAULTS', 'DELETION', 'MEMORY', 'RATE']],
]; // prettier-ignore

describe('the fakes of the kit', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lienthong-kinds-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(KINDS)(
    'play %s',
    async (_kind, sample, content, parts, none) => {
      const adapter = defineAdapter({
        name: 'kinds',
        about: 'An adapter of an invented software.',
        zone: 'Asia/Ho_Chi_Minh',
        identity: identity(['nam', 'so']),
        mapping,
        ...(parts as Pick<Adapter, 'settings' | 'format' | 'source'>),
      });
      mkdirSync(join(folder, 'samples'));
      writeFileSync(join(folder, 'samples', sample), content);
      for (const { input, expected } of samplesOf(folder))
        writeFileSync(expected, JSON.stringify(await outcomesOf(adapter, input)));
      const { rules, passed } = await proveAdapter(adapter, folder, { records: 2_000 });
      const faults = rules.flatMap(({ rule, faults: all }) => all.map((fault) => ({ rule, ...fault })));
      expect(faults).toEqual([]);
      expect(rules.filter(({ outcome }) => outcome === 'none').map(({ rule }) => rule)).toEqual(none);
      expect(passed).toBe(true);
    },
    60_000,
  );

  it('tell that exports cannot be named', async () => {
    const adapter = defineAdapter({ name: 'kinds', about: 'An adapter of an invented software.', zone: 'Asia/Ho_Chi_Minh', identity: identity(['nam', 'so']), mapping, ...exported(ndjson(), /^\d{8}-ho-so$/) } as Adapter); // prettier-ignore
    mkdirSync(join(folder, 'samples'));
    writeFileSync(join(folder, 'samples', 'a.in.ndjson'), LINES);
    const { rules } = await proveAdapter(adapter, folder, { rules: ['RESUME'] });
    expect(rules[0]?.faults[0]?.what).toMatch(/LT-ADAPTER-2 no sample of adapter kinds is named/);
  });
});
