import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { discoverAdapters } from '../discovery';
import { compile } from '../mapping/compile';
import { dataOf } from '../mapping/shape';
import { FIELDS } from '../mapping/catalogue';
import type { Json } from '../mapping/outcome';
import type { Node } from '../node';
import { ManifestFault } from './manifest-fault';
import { readManifest } from './manifest';

const SOUND = `
manifest: 1
name: sample
about: A sample.
zone: Asia/Ho_Chi_Minh
source: { push: {} }
format: { ndjson: {} }
identity: { paths: [nam, so] }
without:
  /fees: the software keeps none
drop:
  - { path: loai, equals: [THU], rule: tests are no dossiers }
mapping:
  identifiers:
    - { scheme: { $constant: receipt }, value: { $text: bienNhan }, source: { $constant: ward } }
  status: { $status: trangThai, table: { 1: SUBMITTED, 4: IN_PROGRESS }, unknown: park }
  receivedAt: { $moment: ngayNhan, formats: [dd/MM/yyyy HH:mm, iso], optional: true, orFinding: INFO }
  parties:
    - role: { $constant: APPLICANT }
      kind: { $constant: CITIZEN }
      name: { $name: nguoiNop, charset: tcvn3 }
      ids:
        - { $given: giayTo, part: { $personalId: giayTo, sex: { path: gioi, male: '0', female: '1' } } }
      phones: { $phones: dienThoai, optional: true }
  units: { receiving: { $unit: donVi, on: { path: ngayNhan, formats: dd/MM/yyyy HH:mm } } }
  timeline:
    $each: buoc
    entry: { key: { $keyId: ma }, step: { $text: ten }, occurredAt: { $day: luc, formats: iso } }
  payments:
    - $given: daTra
      part: { key: { $keyFrom: [{ word: PAID }, daTra] }, amount: { $vnd: daTra }, currency: { $constant: VND } }
`;
const FILE = '/adapters/sample/adapter.yaml';

function faultsOf(change: (text: string) => string): string[] {
  const text = change(SOUND);
  expect(text).not.toBe(SOUND);
  try {
    readManifest(text, FILE);
  } catch (error) {
    if (error instanceof ManifestFault)
      return error.places.map(
        ({ line, column, pointer, rule, suggestion }) => `${line}:${column} ${pointer} ${rule} | ${suggestion ?? ''}`,
      );
    throw error;
  }
  return [];
}

const TABLES = `source: { sql: { engine: mysql, tables: ["hoso_{year}"], key: [ID_HOSO], changed: CAPNHAT } }`;
const REGISTER = 'source: { files: { names: ["*.xlsx"] } }\nformat: { xlsx: ';
const swap = (from: string, to: string) => (text: string) => text.replace(from, () => to);

/** The same, read from files of a format. */
const ofFiles = (format: string) => (text: string) =>
  text.replace('push: {}', "files: { names: ['*'] }").replace('ndjson: {}', format);

/** What `data()` of a field tells, as an adapter.yaml writes it. */
function written(data: Json | undefined): unknown {
  if (Array.isArray(data)) return data.map(written);
  if (typeof data !== 'object' || data === null) return data;
  const { kind, ...parts } = data;
  if (typeof kind !== 'string')
    return Object.fromEntries(Object.entries(data).map(([name, one]) => [name, written(one)]));
  const { path, value, paths, parts: keys, severity, optional, shape, absent, ...options } = parts;
  const first = kind === 'constant' ? value : kind === 'keyFrom' ? keys : (path ?? paths);
  const within = kind === 'each' ? { entry: written(shape) } : kind === 'given' ? { part: written(shape) } : {};
  return {
    [`$${kind}`]: first,
    ...options,
    ...within,
    ...(Array.isArray(absent) && absent.length > 0 && { absent }),
    ...(optional === true && { optional }),
    ...(severity !== undefined && { orFinding: severity }),
  };
}

describe(readManifest, () => {
  it('makes the same outcomes as the same mapping in TypeScript', async () => {
    const adapter = readManifest(SOUND, FILE);
    const about = { system: 'ward', zone: adapter.zone };
    const item: Node = {
      nam: 2026, so: 17, bienNhan: 'BN-1', trangThai: 4, ngayNhan: '01/06/2025 07:30', nguoiNop: 'NguyÔn ThÞ A', giayTo: '001093012345',
      gioi: '0', donVi: '00040', buoc: [{ ma: 'b1', ten: 'Nhận', luc: '2025-06-01' }], daTra: '8.000 đ',
    }; // prettier-ignore
    expect(adapter.identity.of(item)).toBe('2026/17');
    expect(adapter.mapping.without).toEqual({ '/fees': 'the software keeps none' });
    expect(compile(adapter.mapping, adapter)(item, about)).toMatchObject({
      kind: 'dossier',
      document: {
        identifiers: [{ scheme: 'receipt', value: 'BN-1', source: 'ward' }],
        status: { code: 'IN_PROGRESS', national: 4, raw: '4' },
        receivedAt: { at: '2025-06-01T07:30:00+07:00', precision: 'MINUTE' },
        parties: [{ name: 'Nguyễn Thị A', ids: [{ kind: 'CCCD', value: '001093012345' }] }],
        units: { receiving: { code: '00040', date: '2025-06-01' } },
        timeline: [{ key: { id: 'b1' }, step: 'Nhận', occurredAt: { at: '2025-06-01', precision: 'DAY' } }],
        payments: [{ key: { parts: ['PAID', '8.000 đ'] }, amount: '8000', currency: 'VND' }],
      },
    });
    expect(compile(adapter.mapping, adapter)({ ...item, loai: 'THU' }, about).kind).toBe('dropped');
  });

  it('reads the rows of a database', () => {
    const text = SOUND.replace('source: { push: {} }', TABLES).replace('ndjson: {}', 'row: { charset: tcvn3 }');
    const { source, format } = readManifest(text, FILE);
    const options = { engine: 'mysql', tables: ['hoso_{year}'], key: ['ID_HOSO'], changed: 'CAPNHAT', format };
    expect(source.protocol).toEqual({ kind: 'sql', options });
    expect(format.parse(Buffer.from('{"TEN":{"base64":"R2nK"}}'), 'tcvn3')).toEqual({ TEN: 'Giấ' });
  });

  it('reads registers in workbooks, with a path for each column', () => {
    const text = SOUND.replace(
      'source: { push: {} }\nformat: { ndjson: {} }',
      `${REGISTER}{ columns: [Mã, Ngày/Nhận], key: Mã, atLeast: 1, sheets: ["Sổ *"], merged: [Mã], dates: [Ngày/Nhận], add: ["@sheet"] } }`,
    );
    const { format } = readManifest(text, FILE);
    expect(format.mediaType).toContain('spreadsheetml');
    expect(format.parse(Buffer.from('{"Mã":"a"}'), 'utf-8')).toEqual({ Mã: 'a' });
  });

  it.each(['onestop-rest', 'municipal-xes'])(
    'can write all that the mapping of %s says: its version is the same',
    async (name) => {
      const { mapping } = (await discoverAdapters(join(__dirname, '../../adapters'))).get(name) ?? {};
      const manifest = {
      manifest: 1, name: 'sample', about: 'A sample.', zone: 'Asia/Ho_Chi_Minh', source: { push: {} }, format: { ndjson: {} },
      identity: { paths: ['id'] }, mapping: written(dataOf(mapping?.shape as never)),
    }; // prettier-ignore
      expect(readManifest(stringify(manifest), FILE).mapping.version).toBe(mapping?.version);
    },
  );

  it.each([
    ["csv: { charset: windows-1258, delimiter: ';', quote: '', columns: [id], linesAbove: 2, shortRows: true }", 'text/csv'],
    ['csv: {}', 'text/csv'],
    ['dbf: { charset: tcvn3 }', 'application/vnd.dbf+json'],
  ])('reads files of %s', (format, mediaType) => {
    const { format: read } = readManifest(ofFiles(format)(SOUND), FILE);
    expect(read.mediaType).toBe(mediaType);
    expect({ [format.slice(0, 3)]: read.dialect }).toEqual(parse(`{ ${format} }`));
  }); // prettier-ignore

  it.each<[string, (text: string) => string, RegExp]>([
    ['text that is no YAML', swap('zone: Asia', 'zone: [Asia'), /^\d+:\d+ {2}is no YAML/],
    [
      'a pushed system in another format',
      swap('format: { ndjson: {} }', 'format: { json: { items: rows } }'),
      /^7:1 \/format records that are pushed are lines of JSON/,
    ],
    [
      'an identity in a member of a member',
      swap('[nam, so]', '[nam, ho/so]'),
      /^8:26 \/identity\/paths\/1 names a member of a member/,
    ],
    ['a missing member', swap('zone: Asia/Ho_Chi_Minh\n', ''), /^2:1 \/zone is required/],
    ['an unknown member', swap('format:', 'fromat: 1\nformat:'), /^7:1 \/fromat .* is format meant\?/],
    [
      'an unknown field',
      swap('$moment: ngayNhan', '$momnet: ngayNhan'),
      /^17:17 \/mapping\/receivedAt\/\$momnet .* is \$moment meant\?/,
    ],
    ['an unknown option', swap('optional: true', 'optionel: true'), /^17:70 .*optionel .* is optional meant\?/],
    ['a missing option', swap(', unknown: park', ''), /^16:3 \/mapping\/status\/unknown is required/],
    ['a status that dossiers do not have', swap('4: IN_PROGRESS', '4: IN_PROGRES'), /^16:56 .*is IN_PROGRESS meant\?/],
    [
      'a member that dossiers do not have',
      swap('  receivedAt:', '  recievedAt:'),
      /^17:3 \/mapping\/recievedAt .* is receivedAt meant\?/,
    ],
    [
      'a member that entries do not have',
      swap('step: {', 'stepp: {'),
      /^28:35 .*a dossier has no \/timeline\/\*\/stepp \| is step meant\?/,
    ],
    ['a path that is none', swap('$text: bienNhan', '$text: /bienNhan'), /^15:41 .*"\/bienNhan" is not a path/],
    ['a time pattern that is none', swap('formats: iso }', 'formats: qq }'), /^28:57 .*"qq" in the time pattern/],
    ['a zone that nobody knows', swap('Asia/Ho_Chi_Minh', 'Hanoi'), /^5:1 \/zone .*not an IANA time zone/],
    [
      'another name than the folder',
      swap('name: sample', 'name: other'),
      /^3:1 \/name the name is not that of the folder/,
    ],
    ['two sources', swap('push: {}', 'push: {}, files: { names: [a] }'), /^6:1 \/source/],
    ['declared columns without a delimiter', ofFiles('csv: { columns: [id] }'), /^7:\d+ \/format\/csv.*delimiter/],
    ['a delimiter of two signs', ofFiles("csv: { delimiter: ';;' }"), /^7:\d+ \/format\/csv\/delimiter/],
    ['a charset of a table that nobody knows', ofFiles('dbf: { charset: tcvn4 }'), /is tcvn3 meant\?/],
    ['rows that are of no database', ofFiles('row: {}'), /^7:1 \/format rows of a database, and they alone/],
    ['a database in another format', swap('source: { push: {} }', TABLES), /^7:1 \/format rows of a database/],
    ['two formats', ofFiles('csv: {}, dbf: {}'), /^7:1 \/format/],
    [
      'a key that is none of the columns of a register',
      swap('source: { push: {} }\nformat: { ndjson: {} }', `${REGISTER}{ columns: [Mã, Ngày/Nhận], key: Số } }`),
      /^7:1 \/format .*names "Số", which is none of its columns/,
    ],
    [
      'an option that registers do not have',
      swap('source: { push: {} }\nformat: { ndjson: {} }', `${REGISTER}{ columns: [Mã], key: Mã, header: 3 } }`),
      /^7:43 \/format\/xlsx\/header is not a field/,
    ],
    ['a charset that nobody knows', swap('charset: tcvn3', 'charset: tcvn4'), /is tcvn3 meant\?/],
  ])('tells the line of %s', (_what, change, expected) => {
    const faults = faultsOf(change);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(expected);
  });

  it('tells all that is wrong at once, by line', () => {
    const faults = faultsOf((text) =>
      text.replace('zone: Asia', 'zona: Asia').replace('unknown: park', 'unknown: drop'),
    );
    expect(faults.map((fault) => fault.split(' ')[1])).toEqual(['/zone', '/zona', '/mapping/status/unknown']);
  });

  it('is not kept busy by a file of anchors', () => {
    const bomb = `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]\n`;
    expect(() => readManifest(bomb, FILE)).toThrow(/LT-ADAPTER-6|alias/i);
  });

  it('has a field in the contract for each field of the catalogue but custom()', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '../../../contracts/adapter-manifest.v1.schema.json'), 'utf8')) as { $defs: object }; // prettier-ignore
    const named = Object.keys(schema.$defs).filter((name) => name.endsWith('Field')).map((name) => name.slice(0, -5)); // prettier-ignore
    expect(named.sort()).toEqual(Object.keys(FIELDS).filter((name) => name !== 'custom').sort()); // prettier-ignore
  });
});
