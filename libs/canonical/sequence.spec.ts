import { compareSequences, fileOrder, packSequence, unpackSequence, withMappingEpoch } from './sequence';

const PARTS = { sourceEpoch: 1n, sourceOrder: (1n << 64n) - 1n, leaseEpoch: 3n, readSeq: 17n, mappingEpoch: 2n };

describe(packSequence.name, () => {
  it('is 80 hex digits from which the parts come back', () => {
    expect(packSequence(PARTS)).toMatch(/^[0-9a-f]{80}$/);
    expect(unpackSequence(packSequence(PARTS))).toEqual(PARTS);
    expect(packSequence({})).toBe('0'.repeat(80));
  });

  it('compares as the tuple does, as text and as bytes', () => {
    const newer = [
      { sourceEpoch: 1 },
      { sourceOrder: 256 },
      { sourceOrder: 16 },
      { leaseEpoch: 9n },
      { readSeq: 2 },
      { readSeq: 1 },
      {},
    ];
    const packed = newer.map(packSequence);
    expect([...packed].sort().reverse()).toEqual(packed);
    expect(
      packed
        .map((text) => Buffer.from(text))
        .sort(Buffer.compare)
        .reverse()
        .map(String),
    ).toEqual(packed);
    expect(packed.slice(1).map((older, at) => compareSequences(packed[at]!, older))).toEqual(
      packed.slice(1).map(() => 1),
    );
  });

  it.each([-1, 1.5, NaN, 2 ** 53, 1n << 64n])('refuses %p', (readSeq) => {
    expect(() => packSequence({ readSeq })).toThrow('readSeq');
  });
});

describe(withMappingEpoch.name, () => {
  it('changes the last part alone', () => {
    expect(unpackSequence(withMappingEpoch(packSequence(PARTS), 7))).toEqual({ ...PARTS, mappingEpoch: 7n });
    expect(() => withMappingEpoch('12', 7)).toThrow(expect.objectContaining({ code: 'LT-CONTRACT-2' }));
  });
});

describe(fileOrder.name, () => {
  it('puts the file before the item', () => {
    expect(fileOrder(1, 2 ** 32 - 1)).toBeLessThan(fileOrder(2, 0));
    expect(packSequence({ sourceOrder: fileOrder(1, 2) }).slice(16, 32)).toBe('0000000100000002');
    expect(() => fileOrder(2 ** 32, 0)).toThrow('file ordinal');
  });
});
