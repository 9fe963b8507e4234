import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import type { Adapter } from '../adapter';
import { Malformed, type RawItem } from '../format';
import { mapper } from '../mapping/mapper';
import type { Outcome } from '../mapping/outcome';
import type { Node } from '../node';
import { samplesOf, type Sample } from './samples';

/** One item of a sample, with everything a rule may ask about it. */
export interface SampleRecord {
  /** `samples/birth.in.json item 2`. */
  readonly place: string;
  readonly file: string;
  readonly item: RawItem;
  readonly identity: string | undefined;
  /** Undefined where the item cannot be read. */
  readonly tree: Node | undefined;
  readonly outcome: Outcome;
}

/** The records of one sample; none where the file itself is at fault, which SAMPLES tells. */
export interface SampleFile {
  readonly sample: Sample;
  readonly records: readonly SampleRecord[];
}

const LARGEST = 8_388_608;

/** All samples of a folder with what the adapter makes of them, suggestions included; none where it has no samples. */
export async function sampleFiles(adapter: Adapter, folder: string): Promise<SampleFile[]> {
  const files: SampleFile[] = [];
  for (const sample of samplesOf(folder)) files.push({ sample, records: await recordsOf(adapter, sample) });
  return files;
}

async function recordsOf(adapter: Adapter, { input }: Sample): Promise<SampleRecord[]> {
  const mapping = mapper(adapter);
  const file = `samples/${basename(input)}`;
  const records: SampleRecord[] = [];
  try {
    for await (const item of adapter.format.split(createReadStream(input), { rawBytes: LARGEST })) {
      const { raw, charset, head } = item;
      const [outcome] = raw === undefined ? [] : await mapping.map('sample', [{ raw, charset }]);
      records.push({
        place: `${file} item ${records.length + 1}`,
        file,
        item,
        identity: adapter.identity.of(head),
        tree: raw === undefined ? undefined : treeOf(adapter, raw, charset),
        outcome: outcome ?? { kind: 'parked', cause: 'TOO_LARGE', rule: 'an item has at most 8 MiB' },
      });
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
  }
  return records;
}

function treeOf(adapter: Adapter, raw: Buffer, charset: string): Node | undefined {
  try {
    return adapter.format.parse(raw, charset);
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
}
