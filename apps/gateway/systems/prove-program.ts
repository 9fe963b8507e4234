/** A process of its own that holds one adapter from outside against every rule and tells the report to its parent. */
import { dirname, basename } from 'node:path';
import { discoverAdapters } from '@lienthong/adapter-sdk';
import { proveAdapter, withFacts } from '@lienthong/adapter-sdk/testing';

async function main([folder = '', records = '']: readonly string[]): Promise<void> {
  const found = await discoverAdapters({ outside: dirname(folder) });
  const adapter = found.get(basename(folder));
  if (adapter === undefined) throw new Error('The folder holds no adapter.');
  const report = await proveAdapter(await withFacts(adapter), folder, { records: Number(records) });
  process.send?.(report, () => process.exit());
}

void main(process.argv.slice(2));
