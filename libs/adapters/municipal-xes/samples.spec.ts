import { join } from 'node:path';
import { contractFault, expectedOf, outcomesOf, samplesOf } from '@lienthong/adapter-sdk/testing';
import { adapter } from './adapter';

describe('samples of municipal-xes', () => {
  const samples = samplesOf(__dirname);

  it.each(samples)('$name becomes what its .out.json says, and keeps the contract', async (sample) => {
    const items = await outcomesOf(adapter, sample.input);
    expect(items).toEqual(expectedOf(sample));
    for (const { outcome } of items) {
      if (outcome.kind === 'dossier') expect(contractFault(outcome.document)).toBeUndefined();
    }
  });

  it('demo.xes holds twelve dossiers of the contract and nothing that is parked or remarked on', async () => {
    const items = await outcomesOf(adapter, join(__dirname, 'samples', 'demo.xes'));
    expect(items).toHaveLength(12);
    for (const { outcome } of items) {
      expect(outcome.kind === 'dossier' && outcome.document.findings).toEqual([]);
      expect(outcome.kind === 'dossier' && contractFault(outcome.document)).toBeUndefined();
    }
  });
});
