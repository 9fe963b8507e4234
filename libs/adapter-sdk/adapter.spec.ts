import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineSettings } from '@lienthong/canonical';
import { defineAdapter, type Adapter } from './adapter';
import { discoverAdapters } from './discovery';
import { xml } from './formats/xml';
import { identity } from './identity';
import { constant } from './mapping/constant';
import { dossier } from './mapping/mapping';
import { files } from './sources/files';

const format = xml({ items: 'log/item' });
const sound: Adapter = {
  name: 'sound',
  about: 'An adapter.',
  settings: defineSettings({}),
  zone: 'Asia/Ho_Chi_Minh',
  source: files({ pattern: /./, format }),
  format,
  identity: identity('id'),
  mapping: dossier({ identifiers: [], status: constant('x') }),
};

describe(defineAdapter, () => {
  it.each([
    ['without a name', { name: '' }, /lacks name/],
    ['with a name that is no folder', { name: 'My Adapter' }, /needs a name/],
    ['with a zone nobody knows', { zone: 'Hanoi' }, /"Hanoi"/],
    ['without a mapping', { mapping: undefined }, /lacks mapping/],
  ])('refuses an adapter %s', (_what, change, message) => {
    expect(() => defineAdapter({ ...sound, ...change } as Adapter)).toThrow(message);
  });

  it('freezes it', () => {
    expect(Object.isFrozen(defineAdapter(sound))).toBe(true);
  });
});

describe(identity, () => {
  it.each([
    [{ year: '2013', no: 17 }, '2013/17'],
    [{ year: ' E\u0302 ', no: 1 }, 'Ê/1'],
    [{ year: '2013' }, undefined],
    [{ year: '2013', no: ' ' }, undefined],
    [{ year: '2013', no: 'NONE' }, undefined],
    [{ year: '2013', no: 'a\0' }, undefined],
    [{ year: '2013', no: '\ud800' }, undefined],
  ])('of %j is %j', (node, expected) => {
    expect(identity(['year', 'no'], { absent: ['NONE'] }).of(node)).toBe(expected);
  });
});

describe('adapters from outside', () => {
  let folder: string;
  const MANIFEST = `manifest: 1
name: vendor
about: One.
zone: Asia/Ho_Chi_Minh
source: { push: {} }
format: { ndjson: {} }
identity: { paths: [no] }
mapping: mapping.ts
`;
  const MAPPING = `import { constant, dossier, text } from '@lienthong/adapter-sdk';
export const mapping = dossier({ identifiers: [{ value: text('no') }], status: { code: constant('SUBMITTED') } });`;
  const write = (name: string, content: string): void => writeFileSync(join(folder, 'vendor', name), content);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-outside-'));
    mkdirSync(join(folder, 'vendor'));
    write('adapter.yaml', MANIFEST);
    write('mapping.ts', MAPPING);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are read without running any of it, and their version is that of their sources', async () => {
    write('mapping.ts', `${MAPPING}\nthrow new Error('it was run');`);
    const one = (await discoverAdapters({ outside: folder })).get('vendor');
    expect(one).toMatchObject({ name: 'vendor', mapper: expect.anything(), mapping: { version: expect.stringMatching(/^[0-9a-f]{16}$/) } }); // prettier-ignore
    write('mapping.ts', MAPPING);
    const other = (await discoverAdapters({ outside: folder })).get('vendor');
    expect(other?.mapping.version).not.toBe(one?.mapping.version);
    write('mapping.ts', MAPPING.replaceAll('\n', '\r\n'));
    expect((await discoverAdapters({ outside: folder })).get('vendor')?.mapping.version).toBe(other?.mapping.version);
  });

  it('have a mapping in TypeScript only where they are from outside', async () => {
    await expect(discoverAdapters(folder)).rejects.toThrow(/LT-ADAPTER-6|ADAPTER_DIRS alone/);
  });

  it.each([
    ['a program', 'adapter.js', 'throw 1', /LT-ADAPTER-1|no program, so adapter\.js is not run/],
    ['a program in TypeScript', 'adapter.ts', 'throw 1', /adapter\.ts is not run\. Write adapter\.yaml/],
    ['an import of a module', 'mapping.ts', `import 'node:fs';`, /imports node:fs/],
    ['an import from elsewhere', 'mapping.ts', `import '../other/mapping';`, /outside of its folder/],
    ['a file that is not there', 'mapping.ts', `import './parts';`, /there is no parts\.ts/],
    ['no TypeScript', 'mapping.ts', 'export const = 1', /mapping\.ts:1:14/],
    ['a rule beside it', 'adapter.yaml', `${MANIFEST}without: { /fees: none }\n`, /stands in mapping\.ts/],
    ['a path as its mapping', 'adapter.yaml', MANIFEST.replace('mapping.ts', '../mapping.ts'), /mapping/],
  ])('are refused with %s', async (_, name, content, message) => {
    write(name, content);
    await expect(discoverAdapters({ outside: folder })).rejects.toThrow(message);
  });

  it('are refused with a link that leads out of the folder', async () => {
    rmSync(join(folder, 'vendor', 'mapping.ts'));
    symlinkSync('/etc/passwd', join(folder, 'vendor', 'mapping.ts'));
    await expect(discoverAdapters({ outside: folder })).rejects.toThrow(/no plain file/);
  });

  it('whose folder is missing name the setting', async () => {
    await expect(discoverAdapters({ outside: join(folder, 'none') })).rejects.toThrow(/Correct ADAPTER_DIRS/);
  });
});

describe(discoverAdapters, () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'lienthong-adapters-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('finds the adapters of the product by listing their folder', async () => {
    const found = await discoverAdapters(resolve(__dirname, '../adapters'));
    expect(found.get('municipal-xes')?.zone).toBe('Europe/Amsterdam');
  });

  it.each([
    ['has no adapter file', undefined, /broken has none of adapter.js/],
    ['cannot be loaded', 'throw new Error("boom")', /broken.*boom/],
    ['exports none', 'exports.other = 1', /exports no "adapter"/],
    ['has another name', 'exports.adapter = { name: "other" }', /must be named "broken"/],
  ])('names the folder that %s', async (_what, code, message) => {
    mkdirSync(join(folder, 'broken'));
    if (code !== undefined) writeFileSync(join(folder, 'broken', 'adapter.js'), code);
    await expect(discoverAdapters(folder)).rejects.toThrow(message);
  });
});
