import { judge, readMissing, type Arrivals } from './missing';

const gap = { partition: 3, from: 10, to: 20 };
const arrivals = (youngFrom: number, highest: number, isIdle = false): Arrivals => ({
  youngFrom: new Map([[3, youngFrom]]),
  highest: new Map([[3, highest]]),
  isIdle,
});
const lost = (from: number, to: number): object => ({ partition: 3, from, to, lost: true });
const inFlight = (from: number, to: number): object => ({ partition: 3, from, to, lost: false });

describe(judge, () => {
  it.each([
    ['young records are in flight, whatever was applied after them', arrivals(10, 99), [inFlight(10, 20)]],
    ['old records below an applied one are lost', arrivals(30, 99), [lost(10, 20)]],
    ['old records at the end of a busy log are in flight', arrivals(30, 9), [inFlight(10, 20)]],
    ['old records at the end of an idle log are lost', arrivals(20, 9, true), [lost(10, 20)]],
    ['a gap is cut where its records become young', arrivals(14, 99), [lost(10, 14), inFlight(14, 20)]],
    [
      'a partition without any line is in flight while the log is busy',
      { ...arrivals(30, 0), highest: new Map() },
      [inFlight(10, 20)],
    ],
  ])('%s', (_, given, expected) => {
    expect(judge([gap], given)).toEqual(expected);
  });
});

describe(readMissing, () => {
  it('counts what it does not read, and says so for lost records', async () => {
    const ranges = [
      { ...gap, lost: true },
      { ...gap, from: 20, to: 25, lost: false },
    ];
    const kafka = undefined as never;
    const missing = await readMissing(kafka, 1, ranges, 0);
    expect(missing).toMatchObject({ lost: 10, inFlight: 5, unread: 15, days: [] });
    expect(missing.differences).toEqual([expect.objectContaining({ kind: 'LOST', system: null, found: '10' })]);
  });
});
