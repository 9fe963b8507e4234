import { refused, taken, type Read } from './reading';

const CURRENCY = /^(?:vnđ|vnd)?\s*|\s*(?:vnđ|vnd|đồng|đ|₫)?\.?$/gi;
/** Words that desks write where nothing is to be paid. */
const NOTHING = /^(?:miễn phí|không thu|không)$/i;
const BLANK = /[\u00a0\u202f]/g;
const PLAIN = /^(\d+)(?:[.,]0{1,2})?$/;
/** Groups of three with one kind of sign between them; decimals are zeros behind the other sign. */
const GROUPED = /^(\d{1,3}(?:([., '])\d{3})(?:\2\d{3})*)(?:(?!\2)[.,]0{1,2})?$/;
const MOST_DIGITS = 15;

/**
 * Reads an amount in dong, which has no smaller coin: `10.000`, `10,000 đ` and `10 000,00 VNĐ` are ten thousand. The
 * value is digits without signs. A negative amount, words and uneven groups are refused.
 */
export function readVnd(text: string): Read<string> {
  const written = text.normalize('NFC').replace(BLANK, ' ').trim();
  if (NOTHING.test(written)) return taken('0');
  const bare = written.replace(CURRENCY, '');
  const digits = (GROUPED.exec(bare)?.[1] ?? PLAIN.exec(bare)?.[1])?.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (digits === undefined)
    return refused('MALFORMED_AMOUNT', 'an amount in dong is a whole number, in groups of three or in one');
  if (digits.length > MOST_DIGITS) return refused('MALFORMED_AMOUNT', `an amount has at most ${MOST_DIGITS} digits`);
  return taken(digits);
}
