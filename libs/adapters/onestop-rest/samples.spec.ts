import { contractFault, expectedOf, outcomesOf, samplesOf } from '@lienthong/adapter-sdk/testing';
import { adapter } from './adapter';

describe('samples of onestop-rest', () => {
  const samples = samplesOf(__dirname);

  it.each(samples)('$name becomes what its .out.json says, and keeps the contract', async (sample) => {
    const items = await outcomesOf(adapter, sample.input);
    expect(items).toEqual(expectedOf(sample));
    for (const { outcome } of items) {
      if (outcome.kind === 'dossier') expect(contractFault(outcome.document)).toBeUndefined();
    }
  });
});
