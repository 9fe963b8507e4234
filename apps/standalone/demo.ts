import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Systems, type DataSource } from '@lienthong/storage';

const CODE = 'demo-municipality';

/** The invented sample of the adapter municipal-xes; beside the sources, whether we run from them or from dist/. */
function sampleFolder(): string {
  const candidates = [join(__dirname, '..', '..'), join(__dirname, '..', '..', '..')].map((root) =>
    join(root, 'libs', 'adapters', 'municipal-xes', 'samples'),
  );
  return candidates.find((folder) => existsSync(join(folder, 'demo.xes'))) ?? '';
}

/** Adds the demo system, marked as demo, unless it is there already. Its file is read by intake like any other. */
export async function addDemo(db: DataSource): Promise<void> {
  const systems = new Systems(db);
  if (await systems.find(CODE)) return;
  await systems.save({
    code: CODE,
    name: 'Demo municipality (invented)',
    adapter: 'municipal-xes',
    settings: { directory: sampleFolder(), file: 'demo.xes' },
    state: 'ACTIVE',
    demo: true,
  });
}
