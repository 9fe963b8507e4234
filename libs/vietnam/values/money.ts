import { refused, taken, type Read } from './reading';

const CURRENCY = /^(?:vnđ|vnd)?\s*|\s*(?:vnđ|vnd|đồng|đ|₫)?\.?$/gi;
/** Words that desks write where nothing is to be paid. */
const NOTHING = /^(?:miễn phí|không thu|không)$/i;
const BLANK = /[\u00a0\u202f]/g;
/** Longer text is no amount; a long run of blanks would be costly to look through. */
const LONGEST = 64;
const PLAIN = /^(\d+)(?:[.,]0{1,2})?$/;
/**
 * Groups of three with one kind of sign between them; decimals are zeros behind the other sign. The first group
 * begins with no zero: `0.500` is half of something rather than five hundred.
 */
const GROUPED = /^(0[.,]000|[1-9]\d{0,2}([., '])\d{3}(?:\2\d{3})*)(?:(?!\2)[.,]0{1,2})?$/;
const MOST_DIGITS = 15;

/**
 * Reads an amount in dong, which has no smaller coin: `10.000`, `10,000 đ` and `10 000,00 VNĐ` are ten thousand. The
 * value is digits without signs. A negative amount, words and uneven groups are refused.
 */
export function readVnd(text: string): Read<string> {
  const written = text.normalize('NFC').replace(BLANK, ' ').trim();
  if (written.length > LONGEST) return malformed();
  if (NOTHING.test(written)) return taken('0');
  const bare = written.replace(CURRENCY, '');
  const digits = (GROUPED.exec(bare)?.[1] ?? PLAIN.exec(bare)?.[1])?.replace(/\D/g, '').replace(/^0+(?=\d)/, '');
  if (digits === undefined) return malformed();
  if (digits.length > MOST_DIGITS) return refused('MALFORMED_AMOUNT', `an amount has at most ${MOST_DIGITS} digits`);
  return taken(digits);
}

function malformed(): ReturnType<typeof refused> {
  return refused('MALFORMED_AMOUNT', 'an amount in dong is a whole number, in groups of three or in one');
}
