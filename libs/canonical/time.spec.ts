import { dossierTime } from './time';

describe(dossierTime.name, () => {
  it('writes the instant in +07:00', () => {
    expect(dossierTime(Date.parse('2026-11-22T18:30:00.125Z'))).toBe('2026-11-23T01:30:00.125+07:00');
    expect(Date.parse(dossierTime(1_700_000_000_000))).toBe(1_700_000_000_000);
    expect(() => dossierTime(NaN)).toThrow(RangeError);
  });
});
