import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const ADAPTER = `import { defineAdapter, identity, ndjson, push, pushSettings, type Adapter } from '@lienthong/adapter-sdk';
import { mapping } from './mapping';

export const adapter: Adapter = defineAdapter({
  name: 'sample', about: 'A sample.', settings: pushSettings, zone: 'Asia/Ho_Chi_Minh', source: push(), format: ndjson(),
  identity: identity('id'), mapping,
});
`;
const MAPPING = `import { constant, dossier, status, text } from '@lienthong/adapter-sdk';
import { CODES } from './parts/codes';

interface Unused { readonly a: string }

export const mapping = dossier({
  identifiers: [{ scheme: constant('receipt'), value: text('so'), source: constant('ward') }],
  status: status('trangThai', CODES, { unknown: 'park' }),
}, { without: { '/fees': 'none' } });
`;
const CODES = `export const CODES = { 1: 'SUBMITTED' } as const;\n`;
const MANIFEST = `manifest: 1
name: sample
about: A sample.
zone: Asia/Ho_Chi_Minh
source: { push: {} }
format: { ndjson: {} }
identity: { paths: [id] }
`;
let root: string;

/** A folder of an adapter with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = join(mkdtempSync(join(root, 'case-')), 'sample');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const PARTS = { 'mapping.ts': MAPPING, 'parts/codes.ts': CODES };
const YAML = { 'adapter.yaml': `${MANIFEST}mapping: mapping.ts\n` };
const COMMON_JS = `const sdk = require('@lienthong/adapter-sdk');
const { mapping } = require('./mapping.ts');
exports.adapter = sdk.defineAdapter({ name: 'sample', about: 'A sample.', settings: sdk.pushSettings, zone: 'UTC', source: sdk.push(), format: sdk.ndjson(), identity: sdk.identity('id'), mapping });
`;

/** Folders that are loaded well. */
const SOUND: Record<string, Record<string, string>> = {
  'adapter.yaml with its mapping.ts': { ...YAML, ...PARTS },
  'adapter.ts': { 'adapter.ts': ADAPTER, ...PARTS },
  'adapter.js of ES modules': {
    'adapter.js': ADAPTER.replace(', type Adapter', '').replace(': Adapter', ''),
    'mapping.ts': MAPPING,
    'parts/codes/index.js': CODES.replace(' as const', ''),
  },
  'adapter.js of CommonJS': { 'adapter.js': COMMON_JS, ...PARTS },
  'adapter.ts within a package of ES modules': {
    'adapter.ts': ADAPTER,
    ...PARTS,
    'package.json': '{ "type": "module" }',
  },
};

/** Folders that are not, and the end of what is told of them. */
const BROKEN: Record<string, [files: Record<string, string>, told: RegExp]> = {
  'a folder without an adapter': [{ 'README.md': '' }, /sample has none of adapter\.yaml, adapter\.ts, adapter\.js/],
  'an error of syntax': [{ 'mapping.ts': MAPPING.replace('export const', 'export cnst') }, /mapping\.ts:6:1: /],
  'an error when it runs, behind types and blank lines': [{ 'mapping.ts': MAPPING.replace("text('so')", '(undefined as unknown as { so(): never }).so()') }, /mapping\.ts:7:\d+: .*undefined/],
  'an error of an imported file': [{ 'parts/codes.ts': `interface A { a: string }\n\n\nconst none = undefined as unknown as A;\nexport const CODES = { 1: none.a };\n` }, /parts[\\/]codes\.ts:5:\d+: .*undefined/],
  'a file that is missing': [{ 'mapping.ts': MAPPING.replace('./parts/codes', './parts/code') }, /mapping\.ts:2:\d+: .*\.\/parts\/code/],
  'a package that is not there': [{ 'mapping.ts': MAPPING.replace('./parts/codes', 'no-such-package') }, /mapping\.ts:2:\d+: .*no-such-package/],
  'an error of mapping.ts beside adapter.yaml': [{ ...YAML, 'mapping.ts': MAPPING.replace("text('so')", '(undefined as unknown as { so(): never }).so()') }, /mapping\.ts:7:\d+: .*undefined/],
  'an import of something else in a mapping that is confined': [{ ...YAML, 'mapping.ts': MAPPING.replace('./parts/codes', 'node:fs') }, /imports node:fs/],
  'another name than the folder': [{ 'adapter.ts': ADAPTER.replace("name: 'sample'", "name: 'other'") }, /must be named "sample"/],
  'no adapter': [{ 'adapter.ts': 'export const adaptor = 1;\n' }, /adapter\.ts exports no "adapter"/],
  'no mapping': [{ ...YAML, 'mapping.ts': 'export const maping = 1;\n' }, /mapping\.ts exports no "mapping"/],
}; // prettier-ignore

/** What became of a folder. */
interface Loaded {
  readonly name?: string;
  readonly without?: object;
  readonly version?: string;
  readonly outcome?: unknown;
  readonly code?: string;
  readonly message?: string;
}

/** Loads folders as the kit does, in a process where Jest does not stand between. */
const PROGRAM = `
const { compile } = require('@lienthong/adapter-sdk');
const { loadAdapter } = require('@lienthong/adapter-sdk/testing');
console.log(JSON.stringify(JSON.parse(process.argv[1]).map((folder) => {
  try {
    const adapter = loadAdapter(folder);
    const { name, zone, mapping } = adapter;
    const outcome = compile(mapping, adapter)({ id: 1, so: 'BN-1', trangThai: 1 }, { system: 'ward', zone });
    return { name, without: mapping.without, version: mapping.version, outcome };
  } catch ({ code, message }) {
    return { code, message };
  }
})));
`;
const TYPESCRIPT = join(__dirname, '..', '..', '..', 'test', 'support', 'typescript.cjs');
let loaded: ReadonlyMap<string, Loaded>;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'load-'));
  const cases: [string, Record<string, string>][] = [
    ...Object.entries(SOUND),
    ...Object.entries(BROKEN).map(([name, [files]]): [string, Record<string, string>] => {
      if ('README.md' in files) return [name, files];
      const own: Record<string, string> = 'adapter.yaml' in files ? {} : { 'adapter.ts': ADAPTER };
      return [name, { ...own, ...PARTS, ...files }];
    }),
  ];
  const folders = JSON.stringify(cases.map(([, files]) => folderOf(files)));
  const { stdout, stderr } = spawnSync(process.execPath, ['-r', TYPESCRIPT, '-e', PROGRAM, folders], {
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  const results = JSON.parse(stdout) as Loaded[];
  loaded = new Map(cases.map(([name], at) => [name, results[at] ?? {}]));
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('loadAdapter', () => {
  it.each(Object.keys(SOUND))('runs %s, imports without an ending', (name) => {
    expect(loaded.get(name)).toMatchObject({
      name: 'sample',
      without: { '/fees': 'none' },
      outcome: { kind: 'dossier', document: { identifiers: [{ value: 'BN-1' }], status: { code: 'SUBMITTED' } } },
    });
  });

  it.each(Object.entries(BROKEN))('names the place of %s', (name, [, told]) => {
    expect(loaded.get(name)).toEqual({ code: 'LT-ADAPTER-1', message: expect.stringMatching(told) as unknown });
  });
});
