import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { modulesOf } from './modules';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-modules-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

it('gathers the files of a mapping, with one version whatever their line ends', () => {
  put('mapping.ts', "import { a } from './parts/a';\nexport const mapping = a;\n");
  put('parts/a.ts', 'export const a = 1;\n');
  const { modules, version } = modulesOf(folder, 'mapping.ts');
  expect(Object.keys(modules).sort()).toEqual(['mapping.ts', 'parts/a.ts']);
  put('parts/a.ts', 'export const a = 1;\r\n');
  expect(modulesOf(folder, 'mapping.ts').version).toBe(version);
  put('parts/a.ts', 'export const a = 2;\n');
  expect(modulesOf(folder, 'mapping.ts').version).not.toBe(version);
});

it.each([
  ['a hidden file', './.hidden', '.hidden.ts', /hidden files and node_modules are not taken/],
  ['a hidden folder', './.parts/a', '.parts/a.ts', /hidden files/],
  ['a package beside it', './node_modules/x/a', 'node_modules/x/a.ts', /hidden files and node_modules/],
  ['a file outside', '../other/a', 'unused.ts', /lies outside of its folder/],
  ['a package', 'node:fs', 'unused.ts', /imports node:fs; a mapping imports files of its folder/],
])('refuses %s', (_, name, path, rule) => {
  put('bad.ts', `import { a } from '${name}';\nexport const mapping = a;\n`);
  put(path, 'export const a = 1;\n');
  expect(() => modulesOf(folder, 'bad.ts')).toThrow(rule);
});

it('refuses a link', () => {
  put('bad.ts', "import { a } from './linked';\nexport const mapping = a;\n");
  symlinkSync('/etc/hostname', join(folder, 'linked.ts'));
  expect(() => modulesOf(folder, 'bad.ts')).toThrow(/linked\.ts is no plain file/);
});
