/** How the characters of a page become bytes again. */
export interface PageCharset {
  /** Bytes of one character; undefined where the charset lacks it. */
  readonly widthOf: (character: string) => number | undefined;
  /** The bytes of a text all of whose characters the charset has. */
  readonly encode: (text: string) => Buffer;
}

const BYTES = 256;
const UTF_8: PageCharset = {
  widthOf: (character) => Buffer.byteLength(character),
  encode: (text) => Buffer.from(text),
};

/**
 * The charset a page declares: UTF-8, or any that writes a character in one byte. Undefined for others (Shift_JIS, GBK),
 * which are read but cannot be written.
 */
export function pageCharset(label: string): PageCharset | undefined {
  const { encoding } = new TextDecoder(label);
  return encoding === 'utf-8' ? UTF_8 : singleByte(encoding);
}

function singleByte(encoding: string): PageCharset | undefined {
  const decoder = new TextDecoder(encoding);
  const signs = Array.from({ length: BYTES }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  const whole = new TextDecoder(encoding).decode(Uint8Array.from({ length: BYTES }, (_, byte) => byte));
  if (whole !== signs.join('') || whole.length !== BYTES) return undefined;
  const byteOf = new Map(signs.map((sign, byte) => [sign, byte] as const).filter(([sign]) => sign !== '\uFFFD'));
  return {
    widthOf: (character) => (byteOf.has(character) ? 1 : undefined),
    encode: (text) => Buffer.from(Array.from(text, (character) => byteOf.get(character) ?? 0)),
  };
}
