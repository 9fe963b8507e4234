/** Bundles the program of the child into one file: `node bundle.mjs FILE`, or to standard output without a file. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const here = dirname(fileURLToPath(import.meta.url));
const libs = join(here, '..', '..');
const [file] = process.argv.slice(2);

const bundle = await rolldown({
  input: join(here, 'child.ts'),
  platform: 'node',
  cwd: join(libs, '..'),
  resolve: {
    // The CommonJS form of a package may load its parts in ways a bundler does not see.
    mainFields: ['module', 'main'],
    alias: { '@lienthong/canonical': join(libs, 'canonical'), '@lienthong/vietnam': join(libs, 'vietnam') },
  },
  // Whatever the mapping does not need stays out: the child has no file to read it from.
  treeshake: { moduleSideEffects: false },
  onLog: (level, log) => {
    if (level === 'warn') throw new Error(log.message);
  },
});
if (file === undefined) process.stdout.write((await bundle.generate({ format: 'cjs' })).output[0].code);
else await bundle.write({ format: 'cjs', file });
