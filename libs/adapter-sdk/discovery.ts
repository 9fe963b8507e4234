import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { Fault } from '@lienthong/canonical';
import type { Adapter } from './adapter';
import { readManifest } from './manifest/manifest';

const load = createRequire(__filename);
const FILES = ['adapter.js', 'adapter.ts', 'adapter.yaml'];

/**
 * The adapters found by listing folders: each subfolder with an `adapter.js` (or `adapter.ts` where the process can run
 * it) that exports `adapter`, named as its folder, or with an `adapter.yaml`. A broken one is a fault LT-ADAPTER-1 that names the folder.
 */
export async function discoverAdapters(...folders: string[]): Promise<Map<string, Adapter>> {
  const found = new Map<string, Adapter>();
  for (const folder of folders) {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (!entry.isDirectory() || entry.name.startsWith('.')) continue;
      const adapter = open(resolve(folder, entry.name), entry.name);
      if (found.has(adapter.name)) {
        throw new Fault('LT-ADAPTER-1', `Adapter ${adapter.name} is found twice; the second time in ${folder}.`);
      }
      found.set(adapter.name, adapter);
    }
  }
  return Promise.resolve(found);
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
