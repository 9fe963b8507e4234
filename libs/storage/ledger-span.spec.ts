import { EVERY_DAY, addDays, dayOf, dayStartMs, onDays, withinDays } from './ledger-span';

describe('days of the ledger', () => {
  it('begin at midnight in Asia/Ho_Chi_Minh', () => {
    expect(dayOf(Date.parse('2026-03-31T16:59:59.999Z'))).toBe('2026-03-31');
    expect(dayOf(Date.parse('2026-03-31T17:00:00Z'))).toBe('2026-04-01');
    expect(new Date(dayStartMs('2026-04-01')).toISOString()).toBe('2026-03-31T17:00:00.000Z');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
  });

  it('become bounds in SQL, none where the span has no end', () => {
    expect(onDays('day', EVERY_DAY)).toBe('true');
    expect(onDays('day', { first: '2026-03-01', last: null })).toBe("day >= '2026-03-01'");
    expect(withinDays('at', { first: null, last: '2026-03-31' })).toBe("at < '2026-04-01 00:00+07'");
  });

  it('never become anything else', () => {
    expect(() => onDays('day', { first: "1' or true --", last: null })).toThrow(RangeError);
  });
});
