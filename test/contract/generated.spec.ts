import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('has types and reference pages that follow from the contracts', () => {
  const script = join(__dirname, '..', '..', 'libs', 'canonical', 'generate.mjs');
  expect(execFileSync(process.execPath, [script, '--check'], { encoding: 'utf8' })).toBe('');
}, 60_000);
