import { Fault, faults } from './errors';

describe(Fault.name, () => {
  it('takes its kind from the table unless the place knows better, and keeps its cause', () => {
    const cause = new Error('refused');
    expect(new Fault('LT-DB-1', 'm', { cause })).toMatchObject({
      code: 'LT-DB-1',
      kind: 'transient',
      message: 'm',
      cause,
    });
    expect(new Fault('LT-DB-1', 'm', { kind: 'config' }).kind).toBe('config');
    expect(new Fault('LT-DB-1', 'm')).not.toHaveProperty('cause');
  });

  it.each(Object.entries(faults))('%s has a code of the house and says what to do', (code, { about, remedy }) => {
    expect(code).toMatch(/^LT-[A-Z]+-[1-9]\d*$/);
    expect(about).toMatch(/\.$/);
    expect(remedy).toMatch(/\.$/);
  });
});
