import { Budget } from './budget';

const OPTIONS = { mostMs: 5_000, perSecondMs: 100, perRecordMs: 20, stopMs: 500 };

describe(Budget, () => {
  it('never runs out for a mapping that needs less than a record brings', () => {
    const budget = new Budget(OPTIONS, () => 0);
    for (let lot = 0; lot < 1_000; lot += 1) budget.spend(15_000, 1_000);
    expect(budget.leftMs()).toBe(5_000);
  });

  it('runs out after a few stops, and comes back by a tenth of the time', () => {
    let now = 0;
    const budget = new Budget(OPTIONS, () => now);
    let stops = 0;
    for (; budget.leftMs() > 0; stops += 1) {
      budget.spend(1_050, 0);
      budget.stopped();
    }
    expect(stops).toBe(4);
    now = 11_000;
    expect(budget.leftMs()).toBe(0);
    now = 13_000;
    expect(budget.leftMs()).toBeCloseTo(100);
  });

  it('runs out for a mapping that always takes almost too long', () => {
    const budget = new Budget(OPTIONS, () => 0);
    for (let record = 0; record < 6; record += 1) budget.spend(900, 1);
    expect(budget.leftMs()).toBe(0);
  });
});
