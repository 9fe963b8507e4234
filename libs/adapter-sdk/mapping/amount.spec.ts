import { amount } from './amount';
import type { Reading } from './field';
import { zoneOf } from './zone';

describe(amount, () => {
  const field = amount('t', { places: 4 }).compile('/amount');
  const read = (value: string): [unknown, number] => {
    const reading: Reading = { zone: zoneOf('UTC'), findings: [], isTcvn3: false };
    return [field({ t: value }, reading), reading.findings.length];
  };

  it.each([
    ['157.09305', '157.0931', 1],
    ['157.09304', '157.093', 1],
    ['0.00005', '0.0001', 1],
    ['-0.00004', '0', 1],
    ['-12.50', '-12.5', 0],
    ['250', '250', 0],
    ['1.0E3', '1000', 0],
    ['12E-1', '1.2', 0],
    ['0.0', '0', 0],
    ['0012', '12', 0],
  ])('reads %s as %s', (value, expected, findings) => {
    expect(read(value)).toEqual([expected, findings]);
  });

  it.each(['12,5', 'a lot', '1.000.000', '', '1E40', 'NaN', '1234567890123456'])('refuses %j', (value) => {
    expect(() => read(value)).toThrow();
  });
});
