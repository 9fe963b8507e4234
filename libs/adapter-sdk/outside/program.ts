import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `npm run build` puts it here; what runs from its sources bundles it when it is first needed. */
const BUILT = join(__dirname, 'child.bundle.js');

let held: string | undefined;

/** The text of the program of a child, in one piece. */
export function program(): string {
  held ??= existsSync(BUILT)
    ? readFileSync(BUILT, 'utf8')
    : execFileSync(process.execPath, [join(__dirname, 'bundle.mjs')], { encoding: 'utf8', maxBuffer: 16_000_000 });
  return held;
}
