/** What the bytes of a charset stand for. */
export interface ByteMeanings {
  /** The character of each of the 256 bytes. */
  readonly singles: string;
  /** Two bytes that are one letter together: the letter, and the bytes as two characters of Latin-1. */
  readonly pairs?: readonly (readonly [letter: string, bytes: string])[];
}

const WIDTH = 256;
/** Longest value decoded without memory of its own, in bytes. */
const SCRATCH = 1 << 16;
const scratch = Buffer.alloc(SCRATCH * 2);
const scratchUnits = new Uint16Array(scratch.buffer, scratch.byteOffset, SCRATCH);

/** A charset in which a letter is one byte, or a base byte and a mark byte behind it. Decodes about as fast as iconv. */
export class ByteTable {
  private readonly singles = new Uint16Array(WIDTH);
  private readonly pairs: Uint16Array | undefined;
  private readonly bytesOf = new Map<string, string>();

  constructor({ singles, pairs = [] }: ByteMeanings) {
    for (let byte = WIDTH - 1; byte >= 0; byte -= 1) {
      this.singles[byte] = singles.charCodeAt(byte);
      this.bytesOf.set(singles[byte] ?? '', String.fromCharCode(byte));
    }
    this.pairs = pairs.length > 0 ? new Uint16Array(WIDTH * WIDTH) : undefined;
    for (const [letter, bytes] of pairs) {
      if (this.pairs) this.pairs[bytes.charCodeAt(0) * WIDTH + bytes.charCodeAt(1)] = letter.charCodeAt(0);
      this.bytesOf.set(letter, bytes);
    }
  }

  /** The text, one character for each byte or pair of bytes. */
  decode(bytes: Buffer): string {
    const isShort = bytes.length <= SCRATCH;
    const out = isShort ? scratchUnits : new Uint16Array(bytes.length);
    const length = this.pairs ? this.fillPaired(bytes, out, this.pairs) : this.fill(bytes, out);
    const buffer = isShort ? scratch : Buffer.from(out.buffer);
    return buffer.toString('utf16le', 0, length * 2);
  }

  /** The bytes, or undefined where the charset has no bytes for a character. Letters of two bytes win over single ones. */
  encode(text: string): Buffer | undefined {
    let bytes = '';
    for (const letter of text) {
      const known = this.bytesOf.get(letter);
      if (known === undefined) return undefined;
      bytes += known;
    }
    return Buffer.from(bytes, 'latin1');
  }

  private fill(bytes: Buffer, out: Uint16Array): number {
    const { singles } = this;
    for (let at = 0; at < bytes.length; at += 1) out[at] = singles[bytes[at] ?? 0] ?? 0;
    return bytes.length;
  }

  private fillPaired(bytes: Buffer, out: Uint16Array, pairs: Uint16Array): number {
    const { singles } = this;
    let length = 0;
    let before = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at] ?? 0;
      const letter = byte < 0x80 ? 0 : (pairs[before * WIDTH + byte] ?? 0);
      if (letter === 0) {
        out[length] = singles[byte] ?? 0;
        length += 1;
        before = byte;
      } else {
        out[length - 1] = letter;
        before = 0;
      }
    }
    return length;
  }
}
