import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
