import { dossierContract, resolved } from './contract-schema';
import { nationalCode, statuses, statusOfNational } from './statuses';

describe('statuses', () => {
  it('are those of the contract, in the order of their numbers', () => {
    const words = (resolved({ $ref: '#/$defs/status' }, dossierContract).properties!['code'] as { enum: string[] })
      .enum;
    expect(statuses.map(({ code }) => code).sort()).toEqual([...words].sort());
    expect(statuses.map(({ national }) => national)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    for (const { code, national } of statuses)
      expect([nationalCode(code), statusOfNational(national)]).toEqual([national, code]);
    expect(statusOfNational(11)).toBe('UNMAPPED');
  });
});
