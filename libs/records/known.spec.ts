import type { IntakeStore } from '@lienthong/storage';
import { Known } from './known';

/** Heads and progress of the registry, set by the test. */
function registry(heads: Record<string, string>, applied: Record<number, number>): IntakeStore {
  return {
    rawCommitments: (ids: readonly string[]) =>
      Promise.resolve(new Map(ids.flatMap((id) => (heads[id] === undefined ? [] : [[id, heads[id]]])))),
    appliedUpTo: () => Promise.resolve(new Map(Object.entries(applied).map(([p, next]) => [Number(p), next]))),
  } as unknown as IntakeStore;
}

const barrier = new Map([
  [0, 10],
  [1, 4],
]);

describe(Known.name, () => {
  it('trusts heads once the registry has applied all that was appended before the lease', async () => {
    const known = new Known(registry({ d: 'A' }, { 0: 10, 1: 4 }), 1, barrier);
    expect(await known.commitments(['d', 'e'])).toEqual(new Map([['d', 'A']]));
  });

  it('trusts no head while something appended before is still on its way', async () => {
    const known = new Known(registry({ d: 'A' }, { 0: 9, 1: 4 }), 1, barrier);
    expect(await known.commitments(['d'])).toEqual(new Map());
  });

  it('lets what this lease published win over a head that lags behind', async () => {
    const known = new Known(registry({ d: 'A' }, { 0: 10, 1: 4 }), 1, barrier);
    known.published([{ dossier: 'd', commitment: 'B' }], [{ partition: 0, offset: 10 }]);
    expect(await known.commitments(['d'])).toEqual(new Map([['d', 'B']]));
  });

  it('forgets what it published only behind a new barrier', async () => {
    const applied = { 0: 10, 1: 4 };
    const known = new Known(registry({ d: 'A' }, applied), 1, barrier);
    const many = Array.from({ length: 50_001 }, (_, n) => ({ dossier: `x${n}`, commitment: 'X' }));
    known.published([{ dossier: 'd', commitment: 'B' }, ...many], [{ partition: 0, offset: 77 }]);
    expect(await known.commitments(['d'])).toEqual(new Map());
    applied[0] = 78;
    expect(await known.commitments(['d'])).toEqual(new Map([['d', 'A']]));
  });
});
