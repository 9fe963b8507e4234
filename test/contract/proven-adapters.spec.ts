import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { discoverAdapters, type Adapter } from '@lienthong/adapter-sdk';
import { proveAdapter, RULE_CODES } from '@lienthong/adapter-sdk/testing';

const FOLDER = resolve(__dirname, '../../libs/adapters');
const NAMES = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? entry.name : []));

describe('the adapters of the product', () => {
  let adapters: ReadonlyMap<string, Adapter>;
  beforeAll(async () => {
    adapters = await discoverAdapters(FOLDER);
  });

  it.each(NAMES)(
    '%s keeps every rule of the kit, with 100,000 records',
    async (name) => {
      const adapter = adapters.get(name) as Adapter;
      const { rules, passed } = await proveAdapter(adapter, join(FOLDER, name));
      expect(rules.flatMap(({ rule, faults }) => faults.map((fault) => ({ rule, ...fault })))).toEqual([]);
      expect(rules.map(({ rule }) => rule)).toEqual(RULE_CODES);
      expect(passed).toBe(true);
    },
    180_000,
  );
});
