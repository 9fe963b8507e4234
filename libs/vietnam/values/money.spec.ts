import { readVnd } from './money';

const read = (text: string): string => {
  const one = readVnd(text);
  return 'value' in one ? one.value : one.refused;
};

describe(readVnd.name, () => {
  it.each([
    ['10.000', '10000'],
    ['10,000', '10000'],
    ['10 000 đ', '10000'],
    ['10\u00a0000đ', '10000'],
    ['10.000,00 VNĐ', '10000'],
    ['10,000.00 VND', '10000'],
    ['VND 1.250.000', '1250000'],
    ['8000', '8000'],
    ['8000.00', '8000'],
    ['0', '0'],
    ['0,000', '0'],
    ['008000 đồng', '8000'],
    ['Miễn phí', '0'],
  ])('%s is %s', (text, amount) => expect(read(text)).toBe(amount));

  it.each([
    '1.5 triệu',
    '10.00.000',
    '10.000,50',
    '1.000,000',
    '-10.000',
    '10.0000',
    'đ',
    '',
    '12345678901234567',
    '0.500',
    '012.000',
    `1${' '.repeat(100)}đ`,
    '1e6',
  ])('refuses %s', (text) => expect(read(text)).toBe('MALFORMED_AMOUNT'));

  it('refuses a long field without delay', () => {
    const begun = performance.now();
    expect(read(`1${' '.repeat(50_000)}x`)).toBe('MALFORMED_AMOUNT');
    expect(performance.now() - begun).toBeLessThan(500);
  });
});
