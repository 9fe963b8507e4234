import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile, Malformed, type Outcome, type RawItem } from '@lienthong/adapter-sdk';
import { assertWritable } from '@lienthong/canonical';
import { adapter } from './adapter';

const SAMPLES = join(__dirname, 'samples');
const normalise = compile(adapter.mapping, adapter);

/** What becomes of each item of a sample file: its identity, and the outcome of the mapping. */
async function outcomes(file: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const item of adapter.format.split(createReadStream(file), { rawBytes: 1_000_000 })) {
    found.push({ identity: adapter.identity.of(item.head) ?? null, outcome: outcome(item) });
  }
  return found;
}

function outcome({ raw = Buffer.alloc(0), charset }: RawItem): unknown {
  try {
    return normalise(adapter.format.parse(raw, charset), { system: 'sample', zone: adapter.zone });
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'parked', cause: error.reason, path: error.place, rule: error.rule };
  }
}

describe('samples of onestop-rest', () => {
  const names = readdirSync(SAMPLES).filter((name) => name.endsWith('.in.json'));

  it.each(names)('%s becomes what its .out.json says', async (name) => {
    const expected: unknown = JSON.parse(readFileSync(join(SAMPLES, name.replace('.in.json', '.out.json')), 'utf8'));
    expect(JSON.parse(JSON.stringify(await outcomes(join(SAMPLES, name))))).toEqual(expected);
  });

  it.each(names)('the dossiers of %s keep the contract', async (name) => {
    const valid = JSON.parse(
      readFileSync(resolve(__dirname, '../../../contracts/examples/valid/dossier.minimal.json'), 'utf8'),
    ) as object;
    for (const { outcome: result } of (await outcomes(join(SAMPLES, name))) as { outcome: Outcome }[]) {
      if (result.kind !== 'dossier') continue;
      const keyed = JSON.parse(JSON.stringify(result.document), (member, value: unknown) =>
        member === 'key' ? 'a-key' : value,
      ) as object;
      expect(() => assertWritable({ ...valid, ...keyed })).not.toThrow();
    }
  });
});
