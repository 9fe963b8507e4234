/**
 * Packs the kit for vendors: one tarball with everything inside but Node, in dist/kit. Its command is that of the gateway,
 * without what needs a gateway; its modules are those of libs/adapter-sdk.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const OUT = join(ROOT, 'dist', 'kit');
const PACKAGE = join(OUT, 'package');
const { version, license, dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
/** Licences under which code may be handed on as a part of ours. */
const LICENCES = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', '0BSD']);
const ENTRIES = {
  index: 'libs/adapter-sdk/index.ts',
  testing: 'libs/adapter-sdk/testing/index.ts',
  lienthong: 'apps/cli/kit.ts',
};

rmSync(OUT, { recursive: true, force: true });
mkdirSync(PACKAGE, { recursive: true });
const bundled = await bundle();
declare();
ship('typescript');
const notices = [...bundled, join(ROOT, 'node_modules', 'typescript')].map(notice).sort();
writeFileSync(join(PACKAGE, 'THIRD-PARTY.txt'), notices.join(`\n\n${'-'.repeat(80)}\n\n`));
cpSync(join(ROOT, 'deploy', 'kit', 'bin.js'), join(PACKAGE, 'bin.js'));
for (const file of ['LICENSE']) cpSync(join(ROOT, file), join(PACKAGE, file));
cpSync(join(ROOT, 'deploy', 'kit', 'README.md'), join(PACKAGE, 'README.md'));
for (const file of ['docs/reference/mapping.md', 'contracts/adapter-manifest.v1.schema.json'])
  cpSync(join(ROOT, file), join(PACKAGE, basename(file)));
writeFileSync(join(PACKAGE, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
const packed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', OUT], {
  cwd: PACKAGE,
  encoding: 'utf8',
  shell: process.platform === 'win32',
});
console.log(join(OUT, JSON.parse(packed)[0].filename));

/** Bundles the entries. @returns the folders of the packages whose code is in there */
async function bundle() {
  const build = await rolldown({
    cwd: ROOT,
    input: ENTRIES,
    platform: 'node',
    external: ['typescript'],
    tsconfig: join(ROOT, 'tsconfig.json'),
    // A package in the old universal form loads its parts by names a bundler cannot follow.
    resolve: { mainFields: ['module', 'main'] },
    // What a module of ours does not export to anybody here is not taken along: the kit needs no framework and no server.
    treeshake: { moduleSideEffects: false },
    onLog: (level, log, handler) => (level === 'warn' && log.code === 'EVAL' ? undefined : handler(level, log)),
  });
  const { output } = await build.write({
    dir: PACKAGE,
    format: 'cjs',
    entryFileNames: '[name].js',
    chunkFileNames: 'shared-[name].js',
  });
  await build.close();
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  return new Set(modules.flatMap((id) => packageOf(id) ?? []));
}

/** The folder of the package a module belongs to; undefined for our own. A package may lie within another one. */
function packageOf(id) {
  return /^.*[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(id.replace(/^\0/, ''))?.[0];
}

/** Types: those the compiler makes of our modules, with the paths between them made relative. */
function declare() {
  const types = join(PACKAGE, 'types');
  execFileSync(
    process.execPath,
    [
      join(ROOT, 'node_modules', 'typescript', 'lib', 'tsc.js'),
      '-p',
      join(ROOT, 'deploy', 'kit', 'tsconfig.json'),
      '--outDir',
      types,
    ],
    { cwd: ROOT, stdio: 'inherit' },
  );
  for (const file of files(types)) {
    const text = readFileSync(file, 'utf8');
    const up = relative(dirname(file), join(types, 'libs')).replaceAll(sep, '/') || '.';
    const local = text.replace(
      /(['"])@lienthong\/([^'"]+)\1/g,
      (_, sign, name) => `${sign}${up.startsWith('.') ? up : `./${up}`}/${name}${sign}`,
    );
    if (local !== text) writeFileSync(file, local);
  }
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Puts a package into the tarball as it is. Its own languages and the servers of editors stay behind. */
function ship(name) {
  const from = join(ROOT, 'node_modules', name);
  const to = join(PACKAGE, 'node_modules', name);
  for (const file of ['package.json', 'LICENSE.txt', 'ThirdPartyNoticeText.txt', 'lib/typescript.js']) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file));
  }
}

/** A package that is handed on, with its licence. One without, or under one that asks more of us, ends the packing. */
function notice(folder) {
  const { name, license: terms, version: number } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!LICENCES.has(terms)) throw new Error(`${name} ${number} has the licence ${terms}, which the kit may not carry.`);
  const files = readdirSync(folder).filter((entry) => /^(licen[cs]e|copying|notice|thirdpartynotice)/i.test(entry));
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return [`${name} ${number} (${terms})`, ...(texts.length > 0 ? texts : [licenceOfReadme(folder)])].join('\n\n');
}

/** Some packages write their licence into the README alone, as its last chapter. */
function licenceOfReadme(folder) {
  const file = readdirSync(folder).find((entry) => /^readme/i.test(entry));
  const text = file && /^(#+ )?licen[cs]e$[^]+copyright[^]+$/im.exec(readFileSync(join(folder, file), 'utf8'))?.[0];
  if (!text) throw new Error(`${folder} brings no text of its licence.`);
  return text.trim();
}

function manifest() {
  return {
    name: '@lienthong/adapter-sdk',
    version,
    description: 'Makes adapters for one-stop software and proves them, without a gateway',
    license,
    main: 'index.js',
    types: 'types/libs/adapter-sdk/index.d.ts',
    exports: {
      '.': { types: './types/libs/adapter-sdk/index.d.ts', default: './index.js' },
      './testing': { types: './types/libs/adapter-sdk/testing/index.d.ts', default: './testing.js' },
    },
    bin: { lienthong: 'bin.js' },
    engines: { node: '>=22' },
    dependencies: { typescript: dependencies.typescript },
    bundleDependencies: ['typescript'],
  };
}
