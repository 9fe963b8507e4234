import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { loadAdapter, outcomesOf, samplesOf } from '@lienthong/adapter-sdk/testing';
import { Stop } from '../stop';
import { mappingText } from './mapping-text';
import { manifestText, readmeText, sampleText, SAMPLE_NAMES, type NewSource } from './template';

/** A new adapter's folder and what was written into it. */
export interface NewAdapter {
  readonly folder: string;
  readonly source: NewSource;
  readonly files: readonly string[];
}

const NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Writes the folder of an adapter that passes every rule as it is, to be changed from there. Nothing else is touched.
 *
 * @throws Stop where the name is none, or the folder is there already
 */
export async function newAdapter(
  name: string,
  source: NewSource,
  parent: string,
  typescript = false,
): Promise<NewAdapter> {
  if (!NAME.test(name)) throw new Stop((say) => say('adapterName', { name }));
  const folder = join(parent, name);
  if (existsSync(folder)) throw new Stop((say) => say('folderThere', { folder }));
  const files = new Map([
    ['adapter.yaml', manifestText(name, source, typescript)],
    ...(typescript ? [['mapping.ts', mappingText()] as const] : []),
    ['README.md', readmeText(name, source, typescript)],
    ...SAMPLE_NAMES.map((sample) => sampleText(sample, source)),
  ]);
  for (const [file, text] of files) write(join(folder, file), text);
  const adapter = loadAdapter(folder);
  for (const { input, expected } of samplesOf(folder)) {
    write(expected, `${JSON.stringify(await outcomesOf(adapter, input), null, 2)}\n`);
    files.set(expected.slice(folder.length + 1), '');
  }
  return { folder, source, files: [...files.keys()].map((file) => file.replaceAll('\\', '/')).sort() };
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
