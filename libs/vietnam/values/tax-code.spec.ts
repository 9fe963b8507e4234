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
    ['0100109106.0', ['BUSINESS', '0100109106']],
    ['100109106-001', ['BRANCH', '0100109106-001', 'TAX_ZERO_RESTORED']],
    ['100109106001', ['AMBIGUOUS_TAX_CODE']],
    ['100109107001', ['PERSON', '100109107001']],
    ['100109107-001', ['PERSON', '100109107001']],
    ['003093012345', ['PERSON', '003093012345', 'ID_PROVINCE_UNKNOWN']],
    ['001093014045', ['PERSON', '001093014045']],
    ['000000000000', ['PLACEHOLDER_ID']],
    ['123456789012', ['PLACEHOLDER_ID']],
    ['0100109106-000', ['MALFORMED_TAX_CODE']],
    ['010010910612', ['PERSON', '010010910612']],
    ['12345', ['MALFORMED_TAX_CODE']],
    ['MST: 0100109106', ['MALFORMED_TAX_CODE']],
  ])('%s', (text, read_) => expect(read(text)).toEqual(read_));
});
