import { Reading, type Awaited, type SystemProgress } from './reading';

const START = Date.parse('2026-03-31T02:00:00Z');
const at = (seconds: number): string => new Date(START + seconds * 1000).toISOString();

function progress(change: Partial<SystemProgress> = {}): SystemProgress {
  return {
    now: at(0), rowsRead: 10, published: 10, same: 0, lines: 10, inFlight: 0, parked: 0, incomplete: 0, idleAt: null, lastError: null,
    liveDossiers: 10, timelineEntries: 40, ...change,
  }; // prettier-ignore
}

describe(Reading.name, () => {
  let clock: number;
  const patience = { pollMs: 500, stillMs: 120_000, errorMs: 20_000 };
  const reading = (...systems: Awaited[]): Reading => new Reading(systems, patience, () => clock);
  const one = (looks: 1 | 2, afterMs = START): Reading => reading({ code: 'a', afterMs, looks });
  const told = (change: Partial<SystemProgress> = {}): Map<string, SystemProgress> =>
    new Map([['a', progress(change)]]);

  beforeEach(() => (clock = 0));

  it('ends with the first look that ended after the start', () => {
    const a = one(1);
    expect(a.take(told())).toBe(false);
    expect(a.take(told({ idleAt: at(-1) }))).toBe(false);
    expect(a.take(told({ idleAt: at(0) }))).toBe(false);
    expect(a.take(told({ idleAt: at(1) }))).toBe(true);
  });

  it('waits for a second look where the first may have begun before the start', () => {
    const a = one(2);
    expect(a.take(told({ idleAt: at(1) }))).toBe(false);
    expect(a.take(told({ idleAt: at(1) }))).toBe(false);
    expect(a.take(told({ idleAt: at(6) }))).toBe(true);
  });

  it('waits until nothing is in flight', () => {
    const a = one(1);
    expect(a.take(told({ idleAt: at(1), inFlight: 3 }))).toBe(false);
    expect(a.take(told({ idleAt: null, rowsRead: 12 }))).toBe(false);
    expect(a.take(told({ idleAt: at(7) }))).toBe(true);
  });

  it('waits for every system', () => {
    const both = reading({ code: 'a', afterMs: START, looks: 1 }, { code: 'b', afterMs: START, looks: 1 });
    const states = told({ idleAt: at(1) });
    expect(both.take(states)).toBe(false);
    expect(both.take(states.set('b', progress({ idleAt: at(2) })))).toBe(true);
  });

  it('gives up once no figure has moved for long, and names what is not finished', () => {
    const a = one(1);
    a.take(told());
    clock = 119_000;
    a.take(told({ rowsRead: 11 }));
    clock = 238_000;
    expect(a.take(told({ rowsRead: 11, now: at(238) }))).toBe(false);
    clock = 240_000;
    expect(() => a.take(told({ rowsRead: 11, now: at(240) }))).toThrow('Nothing moved for 120 s; not finished: a.');
  });

  it('tells an error that stays, and forgets one that passes', () => {
    const a = one(1);
    const lastError = 'LT-CONFIG-1 The folder is not there.';
    a.take(told({ lastError }));
    clock = 19_000;
    a.take(told());
    clock = 30_000;
    a.take(told({ lastError }));
    clock = 49_000;
    a.take(told({ lastError }));
    clock = 51_000;
    expect(() => a.take(told({ lastError }))).toThrow(
      'System a cannot be read: LT-CONFIG-1 The folder is not there. Correct that',
    );
  });
});
