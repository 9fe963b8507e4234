/**
 * `npm run check`: everything that can be said about the code without running it. Every step is tried, and a failed
 * one ends with what to do about it. `npm run check -- lint types` runs only the named steps.
 */
import { spawnSync } from 'node:child_process';

const STEPS = [
  { name: 'format:check', mend: 'run `npm run format`' },
  { name: 'lint', mend: 'mend the places above; a rule that is wrong is changed in eslint.config.mjs' },
  { name: 'types', mend: 'mend the types above' },
  { name: 'deps', mend: 'the sentence of the broken rule is above; its reason is in .dependency-cruiser.cjs' },
  { name: 'knip', mend: 'delete what nothing uses, or name the new entry point in knip.json' },
  { name: 'generate:check', mend: 'run `npm run generate` and commit what changed' },
  { name: 'build', mend: 'mend what the compiler says above' },
];

/** Runs one npm script, shows what it says when it fails, and tells whether it passed. */
function passes({ name, mend }) {
  const startedAt = Date.now();
  const run = spawnSync('npm', ['run', '--silent', name], { encoding: 'utf8', shell: process.platform === 'win32' });
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  if (run.status === 0) {
    console.log(`ok      ${name} (${seconds} s)`);
    return true;
  }
  console.log(`${run.stdout ?? ''}${run.stderr ?? ''}\nFAILED  ${name} (${seconds} s): ${mend}\n`);
  return false;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  console.log(`no such step: ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}`);
  process.exit(1);
}
const steps = STEPS.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
const failed = steps.filter((step) => !passes(step));
console.log(`${steps.length - failed.length} passed, ${failed.length} failed, 0 skipped`);
process.exitCode = failed.length === 0 ? 0 : 1;
