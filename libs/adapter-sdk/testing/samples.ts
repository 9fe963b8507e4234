import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertWritable, Fault } from '@lienthong/canonical';
import type { Adapter } from '../adapter';
import type { RawItem } from '../format';
import { mapper, type Mapper } from '../mapping/mapper';
import type { MappedDossier, Outcome } from '../mapping/outcome';

/** A sample of an adapter: what the software hands over, and what has to become of it. */
export interface Sample {
  /** `birth` of `birth.in.json` and `birth.out.json`. */
  readonly name: string;
  readonly input: string;
  readonly expected: string;
}

/** What became of one item of a sample. */
export interface SampleItem {
  readonly identity: string | null;
  /** Without suggestions: they are advice, and may be worded anew in any release. */
  readonly outcome: Outcome;
}

const LARGEST = 8_388_608;

/** The samples of an adapter's folder, by name: each `samples/<name>.in.*`; none where there is no such folder. */
export function samplesOf(folder: string): Sample[] {
  const samples = join(folder, 'samples');
  if (!existsSync(samples)) return [];
  return readdirSync(samples)
    .flatMap((file) => {
      const name = /^(.+)\.in\.[^.]+(?:\.gz)?$/.exec(file)?.[1];
      return name === undefined
        ? []
        : [{ name, input: join(samples, file), expected: join(samples, `${name}.out.json`) }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** What becomes of each item of a sample file, as JSON has it. @throws Malformed when the file itself is at fault */
export async function outcomesOf(adapter: Adapter, input: string): Promise<SampleItem[]> {
  const read = itemReader(adapter);
  const found: SampleItem[] = [];
  const items = adapter.format.split(createReadStream(input), { rawBytes: LARGEST });
  for await (const item of items) found.push(await read(item));
  return found;
}

/** What becomes of an item, as JSON has it; the mapping is compiled once. */
export function itemReader(adapter: Adapter): (item: RawItem) => Promise<SampleItem> {
  const mapping = mapper(adapter);
  return async (item) => {
    const identity = adapter.identity.of(item.head) ?? null;
    return JSON.parse(JSON.stringify({ identity, outcome: await outcomeOf(mapping, item) })) as SampleItem;
  };
}

/** What a sample says has to become of its items. */
export function expectedOf({ expected }: Sample): unknown {
  return JSON.parse(readFileSync(expected, 'utf8'));
}

/** A mapped document as the normalizer would complete it: with an id, keys of entries and an origin. */
export function plainOf(document: MappedDossier): object {
  const keyed = JSON.parse(JSON.stringify(document), (member, value: unknown) =>
    member === 'key' ? 'a-key' : value,
  ) as object;
  return { id: '00000000-0000-5000-8000-000000000000', origin: ORIGIN, ...keyed };
}

/** Why a mapped document is none of the contract; undefined when it keeps it. */
export function contractFault(document: MappedDossier): string | undefined {
  try {
    assertWritable(plainOf(document));
    return undefined;
  } catch (error) {
    if (error instanceof Fault) return error.message;
    throw error;
  }
}

/** What the normalizer would write of where a record lies. */
const ORIGIN = {
  generation: 1,
  partition: 0,
  offset: 0,
  appendedAt: '2026-01-01T00:00:00+07:00',
  page: '1-0',
  rawCommitment: '0'.repeat(64),
  contentCommitment: '0'.repeat(64),
  mediaType: 'application/json',
  charset: 'utf-8',
  confidence: 1,
  mapping: '0'.repeat(16),
  mappingEpoch: 0,
  adapter: 'sample',
};

async function outcomeOf(mapping: Mapper, { raw, charset, fault }: RawItem): Promise<Outcome> {
  if (fault !== undefined || raw === undefined) {
    const { code = 'TOO_LARGE', path, rule = 'an item has at most 8 MiB' } = fault ?? {};
    return { kind: 'parked', cause: code, ...(path !== undefined && { path }), rule };
  }
  const [outcome] = await mapping.map('sample', [{ raw, charset }]);
  if (outcome === undefined) throw new Error('The mapper gave no outcome for an item.');
  if (outcome.kind !== 'parked') return outcome;
  const { suggestion: _, ...lasting } = outcome;
  return lasting;
}
