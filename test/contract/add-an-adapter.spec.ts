import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compile, discoverAdapters, type Adapter, type RawItem } from '@lienthong/adapter-sdk';
import { readSystems } from '../../apps/cli/apply';

const GUIDE = readFileSync(join(__dirname, '..', '..', 'docs', 'guides', 'add-an-adapter.md'), 'utf8');

/** The text of the block that is opened by this line of the guide. */
function block(opening: string): string {
  const text = GUIDE.split(`\`\`\`${opening}\n`)[1]?.split('\n```')[0];
  if (text === undefined) throw new Error(`The guide has no block "${opening}".`);
  return text;
}

async function* bytesOf(text: string): AsyncGenerator<Buffer> {
  yield Buffer.from(text);
}

async function itemsOf(adapter: Adapter, text: string): Promise<RawItem[]> {
  return Array.fromAsync(adapter.format.split(bytesOf(text), { rawBytes: 1_000_000 }));
}

describe('the guide to adding an adapter', () => {
  let folder: string;
  let adapter: Adapter;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guide-'));
    mkdirSync(join(folder, 'sample-onestop'));
    for (const file of ['adapter.ts', 'mapping.ts']) {
      writeFileSync(join(folder, 'sample-onestop', file), block(`ts ${file}`));
    }
    const found = (await discoverAdapters(folder)).get('sample-onestop');
    if (!found) throw new Error('The adapter of the guide was not found.');
    adapter = found;
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const outcomeOf = async (text: string): Promise<unknown> => {
    const [item] = await itemsOf(adapter, text);
    if (!item?.raw) throw new Error('The sample of the guide has no item.');
    return compile(adapter.mapping, adapter)(adapter.format.parse(item.raw, item.charset), {
      system: 'sample-ward',
      zone: adapter.zone,
    });
  };

  it('finds the identity it speaks of', async () => {
    const [item] = await itemsOf(adapter, block('xml sample'));
    expect(item && adapter.identity.of(item.head)).toBe('2026/17');
  });

  it('shows the dossier that the sample becomes', async () => {
    expect(await outcomeOf(block('xml sample'))).toEqual({
      kind: 'dossier',
      document: JSON.parse(block('json dossier')) as unknown,
    });
  });

  it('shows how an unknown status is parked', async () => {
    const sample = block('xml sample').replace('<TrangThai>4<', '<TrangThai>7<');
    expect(await outcomeOf(sample)).toEqual(JSON.parse(block('json parked')));
  });

  it('shows a file of systems that can be applied', () => {
    const file = join(folder, 'systems.yaml');
    writeFileSync(file, block('yaml systems.yaml'));
    const [system] = readSystems(file);
    expect(system).toMatchObject({ code: 'sample-ward', adapter: adapter.name });
    const values = adapter.settings.parse(system?.['settings'] as Record<string, unknown>);
    expect(values).toMatchObject({ directory: '/srv/exports/sample-ward' });
  });
});
