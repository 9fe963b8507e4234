import { bareNumber } from './digits';

describe(bareNumber.name, () => {
  it.each([
    ["'001 093.012-345", '001093012345'],
    ['０１２', '012'],
    ['b1234567', 'B1234567'],
    ['38093012345.0', '38093012345'],
    ['0912.345.670', '0912345670'],
    ['12.34.0', '12340'],
    ['12.00', '1200'],
  ])('%j is %s', (text, number) => expect(bareNumber(text)).toBe(number));
});
