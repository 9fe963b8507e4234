import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import { City } from './city';
import { controlServer } from './control-server';
import { SOFTWARE } from './software';

/** Plays the demo city until the input closes: one line of JSON says where everything listens. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.data/city' },
      seed: { type: 'string', default: '7' },
      dossiers: { type: 'string', default: '20000' },
      quiet: { type: 'boolean', default: false },
    },
  });
  const [seed, dossiers] = [Number(values.seed), Number(values.dossiers)];
  if (!Number.isSafeInteger(seed) || !Number.isSafeInteger(dossiers) || dossiers < 0) {
    throw new Error('--seed and --dossiers are whole numbers.');
  }
  if (!values.quiet) process.stderr.write('Demo city: every person, number and dossier is invented.\n');
  const city = new City({ folder: values.data, seed, dossiers });
  await city.start();
  const control = controlServer(city).listen(0, '127.0.0.1');
  await once(control, 'listening');
  const districts = city.districts.map(({ office: { place }, system, url, key }) => {
    const { adapter } = SOFTWARE[place.software];
    return { system, name: place.name, unit: place.unit, adapter, url, key };
  });
  const { port } = control.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ control: `http://127.0.0.1:${port}`, districts })}\n`);
  const end = (): void => {
    control.close();
    control.closeAllConnections();
    void city.stop().then(() => process.exit(0));
  };
  process.stdin.on('end', end).resume();
  process.on('SIGTERM', end);
}

void main();
