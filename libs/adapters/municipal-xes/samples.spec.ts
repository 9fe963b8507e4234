import { join } from 'node:path';
import { contractFault, outcomesOf } from '@lienthong/adapter-sdk/testing';
import { adapter } from './adapter';

describe('samples of municipal-xes', () => {
  it('demo.xes holds twelve dossiers of the contract and nothing that is parked or remarked on', async () => {
    const items = await outcomesOf(adapter, join(__dirname, 'samples', 'demo.xes'));
    expect(items).toHaveLength(12);
    for (const { outcome } of items) {
      expect(outcome.kind === 'dossier' && outcome.document.findings).toEqual([]);
      expect(outcome.kind === 'dossier' && contractFault(outcome.document)).toBeUndefined();
    }
  });
});
