const FULL_WIDTH = /[\uff10-\uff19]/g;
/** An apostrophe keeps Excel from counting with a number; the rest stands between groups of digits. */
const BETWEEN = /[\s.\-\u2010-\u2015'’]/g;
/** What is left of a number that a program read as a floating-point one. */
const FLOAT = /^(\d+)\.0$/;
const FULL_WIDTH_TO_ASCII = 0xfee0;

/** A number without what people and programs write between its digits; full-width digits as ASCII ones. */
export function bareNumber(text: string): string {
  return text
    .replace(FULL_WIDTH, (digit) => String.fromCharCode(digit.charCodeAt(0) - FULL_WIDTH_TO_ASCII))
    .trim()
    .replace(FLOAT, '$1')
    .replace(BETWEEN, '')
    .toUpperCase();
}
