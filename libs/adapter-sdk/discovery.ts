import { existsSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Fault } from '@lienthong/canonical';
import type { Adapter } from './adapter';
import { readManifest } from './manifest/manifest';
import { outsideMapping } from './outside/outside-mapping';

const load = createRequire(__filename);
const FILES = ['adapter.js', 'adapter.ts', 'adapter.yaml'];

/** A folder of adapters from outside: none of their code runs in this process. */
export interface OutsideFolder {
  readonly outside: string;
}

/**
 * The adapters found by listing folders: each subfolder with an `adapter.js` (or `adapter.ts` where the process can run
 * it) that exports `adapter`, named as its folder, or with an `adapter.yaml`. An adapter from outside has an `adapter.yaml`,
 * and its mapping in it or in a TypeScript file that is run in a confined child. A broken one is a fault LT-ADAPTER-1 that
 * names the folder, or LT-ADAPTER-6 with the lines.
 */
export async function discoverAdapters(...folders: (string | OutsideFolder)[]): Promise<Map<string, Adapter>> {
  const found = new Map<string, Adapter>();
  for (const one of folders) {
    const [folder, opened] = typeof one === 'string' ? [one, open] : [one.outside, openOutside];
    for (const entry of entriesOf(folder)) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      const adapter = opened(resolve(folder, entry.name), entry.name);
      if (found.has(adapter.name)) {
        throw new Fault('LT-ADAPTER-1', `Adapter ${adapter.name} is found twice; the second time in ${folder}.`);
      }
      found.set(adapter.name, adapter);
    }
  }
  return Promise.resolve(found);
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (cause) {
    throw new Fault('LT-ADAPTER-1', `The folder of adapters ${folder} cannot be listed. Correct ADAPTER_DIRS.`, {
      cause,
    });
  }
}

function openOutside(folder: string): Adapter {
  const code = ['adapter.js', 'adapter.ts'].find((file) => existsSync(join(folder, file)));
  if (code !== undefined)
    throw new Fault('LT-ADAPTER-1', `Adapter folder ${folder}: an adapter from outside is no program, so ${code} is not run. Write adapter.yaml, with its mapping in it or in mapping.ts.`); // prettier-ignore
  const file = join(folder, 'adapter.yaml');
  if (!existsSync(file)) throw new Fault('LT-ADAPTER-1', `Adapter folder ${folder} has no adapter.yaml.`);
  return readManifest(readFileSync(file, 'utf8'), file, outsideMapping);
}

function open(folder: string, name: string): Adapter {
  const file = FILES.map((entry) => join(folder, entry)).find((path) => existsSync(path));
  if (file === undefined) throw new Fault('LT-ADAPTER-1', `Adapter folder ${folder} has none of ${FILES.join(', ')}.`);
  if (file.endsWith('.yaml')) return readManifest(readFileSync(file, 'utf8'), file);
  const { adapter } = required(file, folder);
  if (adapter === undefined) throw new Fault('LT-ADAPTER-1', `${file} exports no "adapter".`);
  if (adapter.name !== name) {
    throw new Fault('LT-ADAPTER-1', `${file}: adapter "${adapter.name}" must be named "${name}", as its folder.`);
  }
  return adapter;
}

function required(file: string, folder: string): { adapter?: Adapter } {
  try {
    return load(file) as { adapter?: Adapter };
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Fault('LT-ADAPTER-1', `Adapter folder ${folder} could not be loaded: ${why}`, { cause });
  }
}
