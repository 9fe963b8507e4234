import { Refused } from './field';
import { Scalar, type ScalarOptions } from './scalar';
import { fittingAmount } from './suggest';

/** How an amount is written in the source. */
export interface AmountOptions extends ScalarOptions {
  /** Places behind the point that are kept, at most 6; a longer value is rounded half up and a finding says so. */
  places: number;
}

const DECIMAL = /^(-?)(\d{1,20})(?:\.(\d{1,20}))?(?:[eE]([+-]?\d{1,2}))?$/;

/** A decimal number as text, exact to the places kept; floating-point notation is read, never floating-point arithmetic. */
export function amount(path: string, options: AmountOptions): Scalar {
  const { places, absent } = options;
  return new Scalar({
    kind: 'amount',
    path,
    rule: `amount with at most ${places} places, rounded half up`,
    options: { places },
    ...(absent && { absent }),
    convert(value, { findings }, { pointer, path: from }) {
      const parts = DECIMAL.exec(value);
      if (parts === null) {
        const rule = 'an amount is a decimal number with a point';
        return new Refused('MALFORMED_AMOUNT', rule, () => fittingAmount(value));
      }
      const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
      const { text, rounded } = decimal(whole, fraction, Number(exponent), places);
      if (!/^\d{1,15}(?:\.|$)/.test(text)) return new Refused('MALFORMED_AMOUNT', 'an amount has at most 15 digits');
      if (rounded) {
        const rule = `the amount has more than ${places} places and was rounded`;
        findings.push({ code: 'AMOUNT_ROUNDED', severity: 'INFO', field: pointer, path: from, rule });
      }
      return /[1-9]/.test(text) ? sign + text : text;
    },
  });
}

/** whole.fraction × 10^exponent with at most `places` places and no trailing zeros. */
function decimal(
  whole: string,
  fraction: string,
  exponent: number,
  places: number,
): { text: string; rounded: boolean } {
  const digits = whole + fraction;
  const scale = fraction.length - exponent;
  const unit = 10n ** BigInt(places);
  const shift = scale - places;
  const value = BigInt(digits);
  const cut = shift > 0 ? 10n ** BigInt(shift) : 1n;
  const kept = shift > 0 ? (value + cut / 2n) / cut : value * 10n ** BigInt(-shift);
  const tail = (kept % unit).toString().padStart(places, '0').replace(/0+$/, '');
  const head = (kept / unit).toString();
  return { text: tail === '' ? head : `${head}.${tail}`, rounded: shift > 0 && value % cut !== 0n };
}
