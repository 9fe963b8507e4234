import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { createGunzip } from 'node:zlib';
import { diffMappings, Malformed, type Adapter, type GivenItem, type MappingDifferences } from '@lienthong/adapter-sdk';
import { loadAdapter, samplesOf } from '@lienthong/adapter-sdk/testing';
import type { Say } from '../say';
import { Stop } from '../stop';
import { table } from '../table';

const LARGEST = 8_388_608;

/** Compares the mappings of two folders over files of records; without any, over the samples of both. */
export async function diffFolders(
  before: string,
  after: string,
  records: readonly string[] = [],
): Promise<MappingDifferences> {
  const [old, now] = [loadAdapter(before), loadAdapter(after)];
  const files = records.length > 0 ? records.flatMap(filesAt) : samplesIn(before, after);
  if (files.length === 0) throw new Stop((say) => say('noRecords'));
  return diffMappings(old, now, itemsOf(old, files));
}

function filesAt(path: string): string[] {
  if (!existsSync(path)) throw new Stop((say) => say('noRecordsAt', { file: path }));
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.out\.json$|^\./.test(entry.name))
    .map((entry) => join(path, entry.name))
    .sort();
}

function samplesIn(...folders: string[]): string[] {
  const named = new Map<string, string>();
  for (const folder of folders)
    if (existsSync(join(folder, 'samples')))
      for (const { input } of samplesOf(folder)) named.set(basename(input), input);
  return [...named.values()].sort();
}

async function* itemsOf(adapter: Adapter, files: readonly string[]): AsyncGenerator<GivenItem> {
  for (const file of files) {
    const bytes = createReadStream(file);
    let number = 0;
    try {
      const content = file.endsWith('.gz') ? bytes.pipe(createGunzip()) : bytes;
      for await (const item of adapter.format.split(content, { rawBytes: LARGEST }))
        yield { place: `${basename(file)} item ${(number += 1)}`, item };
    } catch (error) {
      // A broken end of a file takes away what follows it, not what came before.
      if (!(error instanceof Malformed)) throw error;
    }
  }
}

/** What differs, in words: what became something else, then field by field. */
export function differencesText(found: MappingDifferences, say: Say): string {
  const { records, equal, outcomes, fields } = found;
  const head = say('diffHead', { before: found.before, after: found.after, records, equal });
  const changed = outcomes.map(({ before, after, records: number, places }) => [
    before,
    after,
    number,
    places[0] ?? '',
  ]);
  const rows = fields.map(({ field, added, removed, changed: other }) => [field, added, removed, other]);
  const lines = fields.flatMap(({ field, before, after, examples }) => [
    field,
    `  - ${before?.replaceAll('\n', '\n    ') ?? '–'}`,
    `  + ${after?.replaceAll('\n', '\n    ') ?? '–'}`,
    ...examples.map(({ place, before: was = '–', after: is = '–' }) => `    ${place}: ${was} → ${is}`),
  ]);
  return [
    head,
    ...(changed.length > 0 ? ['', table([say('headBefore'), say('headAfter'), say('headRecords'), say('headFirst')], changed)] : []),
    ...(rows.length > 0 ? ['', table([say('headField'), say('headAdded'), say('headRemoved'), say('headChanged')], rows), '', ...lines] : []),
  ].join('\n'); // prettier-ignore
}
