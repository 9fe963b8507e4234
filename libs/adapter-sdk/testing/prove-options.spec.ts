import { join, resolve } from 'node:path';
import type { Adapter } from '../adapter';
import { discoverAdapters } from '../discovery';
import type { Link } from '../link';
import { proveAdapter } from './prove';

const ADAPTERS = resolve(__dirname, '../../adapters');

describe('a proof', () => {
  let adapters: ReadonlyMap<string, Adapter>;
  beforeAll(async () => {
    adapters = await discoverAdapters(ADAPTERS);
  });

  it('of some rules tells each as it begins and ends, how far it is, and does not count as passed', async () => {
    const told: string[] = [];
    const report = await proveAdapter(adapters.get('municipal-xes') as Adapter, join(ADAPTERS, 'municipal-xes'), {
      rules: ['MEMORY', 'FIELDS', 'RATE'],
      records: 1_000,
      onRule: (result) => void told.push(`${result.rule} ${'started' in result ? 'begins' : result.outcome}`),
      onProgress(rule, done, total) {
        if (done === total) told.push(`${rule} ${done}`);
      },
    });
    expect([...new Set(told)]).toEqual(['FIELDS begins', 'FIELDS passed', 'MEMORY begins', 'MEMORY 1000', 'MEMORY passed', 'RATE begins', 'RATE none']); // prettier-ignore
    expect(report).toMatchObject({
      adapter: 'municipal-xes',
      kit: expect.stringMatching(/^\d+\.\d+\.\d+/) as string,
      passed: false,
    });
    expect(report.files).toMatch(/^[0-9a-f]{64}$/);
  });

  it('ends with the reason it is aborted with', async () => {
    const end = new AbortController();
    const proof = proveAdapter(adapters.get('onestop-rest') as Adapter, join(ADAPTERS, 'onestop-rest'), {
      rules: ['MEMORY'],
      records: 50_000,
      signal: end.signal,
      onProgress: () => end.abort(new Error('enough')),
    });
    await expect(proof).rejects.toThrow('enough');
  });

  it('does not wait for a source that asks without a deadline', async () => {
    const good = adapters.get('onestop-rest') as Adapter;
    const run: Link['run'] = (_what, call) => call(new AbortController().signal);
    const source: Adapter['source'] = {
      ...good.source,
      read: (ctx, cursor) => good.source.read({ ...ctx, link: { system: 'fake', run } as Link }, cursor),
    };
    const { rules } = await proveAdapter({ ...good, source }, join(ADAPTERS, 'onestop-rest'), { rules: ['FAULTS'] });
    const what = 'ends with Error, and not with a transient fault';
    expect(rules[0]?.faults).toContainEqual({ place: expect.stringContaining('a hung answer') as string, what });
  }, 30_000);
});
