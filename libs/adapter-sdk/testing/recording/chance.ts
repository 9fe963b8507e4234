import { createHmac } from 'node:crypto';

/** What keys a disguise: made for one session, kept in memory alone. */
export type Secret = string | Buffer;

const WORD = 4;

/** A key that follows from a secret and a text, and does not tell the secret. */
export function keyOf(secret: Secret, about: string): Buffer {
  return createHmac('sha256', secret).update(about).digest();
}

/**
 * Numbers that follow from a secret and a text: the same ones in the same order each time, others for another secret or
 * text. Nothing of the text can be told from them without the secret (HMAC-SHA-256).
 */
export class Chance {
  private readonly key: Buffer;
  private block = Buffer.alloc(0);
  private at = 0;
  private blocks = 0;

  constructor(secret: Secret, about: string) {
    this.key = keyOf(secret, about);
  }

  /** The next number from 0 on, below `bound`. */
  next(bound: number): number {
    if (this.at + WORD > this.block.length) {
      this.block = createHmac('sha256', this.key).update(String(this.blocks)).digest();
      this.blocks += 1;
      this.at = 0;
    }
    const number = this.block.readUInt32BE(this.at);
    this.at += WORD;
    return number % bound;
  }

  /** The next number from `low` to `high`; another than `not`, where there is another. */
  between(low: number, high: number, not?: number): number {
    if (not === undefined || not < low || not > high || low === high) return low + this.next(high - low + 1);
    const found = low + this.next(high - low);
    return found < not ? found : found + 1;
  }

  /** Another digit in the place of each one. */
  digits(run: string, low = 0): string {
    return Array.from(run, (digit) => String(this.between(low, 9, Number(digit)))).join('');
  }
}
