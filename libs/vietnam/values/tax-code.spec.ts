import { readTaxCode } from './tax-code';

const read = (text: string) => {
  const one = readTaxCode(text);
  return 'value' in one ? [one.value.kind, one.value.code, ...one.notes.map(({ code }) => code)] : [one.refused];
};

describe(readTaxCode.name, () => {
  it.each([
    ['0100109106', ['BUSINESS', '0100109106']],
    ['0300 588 569', ['BUSINESS', '0300588569']],
    ['0101248141-001', ['BRANCH', '0101248141-001']],
    ['0101248141001', ['BRANCH', '0101248141-001']],
    ['100109106', ['BUSINESS', '0100109106', 'TAX_ZERO_RESTORED']],
    ['001093012345', ['PERSON', '001093012345']],
    ['0100109107', ['TAX_CHECK_DIGIT']],
    ['0100191006', ['TAX_CHECK_DIGIT']],
    ['12345', ['MALFORMED_TAX_CODE']],
    ['MST: 0100109106', ['MALFORMED_TAX_CODE']],
  ])('%s', (text, read_) => expect(read(text)).toEqual(read_));
});
