import { createHmac } from 'node:crypto';
import { Chance, type Secret } from './chance';

const ROUNDS = 8;
/** Longer runs are no number that another record points at. */
const LONGEST = 38;

/**
 * Another number in the place of a run of digits: as many digits, its leading zeros kept, the next digit no zero. Two
 * numbers never become one, no number stays itself, and the same number becomes the same one wherever it stands, so that
 * what pointed at a record points at it still.
 */
export function otherDigits(run: string, secret: Secret): string {
  const rest = run.replace(/^0+/, '');
  if (rest === '' || rest.length > LONGEST) return new Chance(secret, `run ${run}`).digits(run, rest === '' ? 0 : 1);
  const low = 10n ** BigInt(rest.length - 1);
  const other = new Permutation(secret, 9n * low).moved(BigInt(rest) - low) + low;
  return run.slice(0, run.length - rest.length) + String(other);
}

/** A keyed order of the numbers below a bound: a Feistel network, walked until it comes back below the bound. */
class Permutation {
  private readonly half: bigint;
  private readonly mask: bigint;

  constructor(
    private readonly secret: Secret,
    private readonly bound: bigint,
  ) {
    this.half = BigInt(Math.ceil(bound.toString(2).length / 2));
    this.mask = (1n << this.half) - 1n;
  }

  /** The number some steps further in that order: never the number itself. */
  moved(number: bigint): bigint {
    const steps = 1n + (this.keyed(`steps of ${this.bound}`) % (this.bound - 1n));
    return this.walked((this.walked(number, false) + steps) % this.bound, true);
  }

  private walked(number: bigint, isBack: boolean): bigint {
    let at = number;
    do at = this.mixed(at, isBack);
    while (at >= this.bound);
    return at;
  }

  private mixed(number: bigint, isBack: boolean): bigint {
    let [left, right] = [number >> this.half, number & this.mask];
    for (let step = 0; step < ROUNDS; step += 1) {
      const round = isBack ? ROUNDS - 1 - step : step;
      if (isBack) [left, right] = [right ^ this.round(round, left), left];
      else [left, right] = [right, left ^ this.round(round, right)];
    }
    return (left << this.half) | right;
  }

  private round(round: number, part: bigint): bigint {
    return this.keyed(`${this.bound} ${round} ${part}`) & this.mask;
  }

  private keyed(about: string): bigint {
    return BigInt(`0x${createHmac('sha256', this.secret).update(about).digest('hex')}`);
  }
}
