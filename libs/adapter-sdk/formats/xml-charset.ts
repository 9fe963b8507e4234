import { Malformed } from '../format';

/** Encodings whose bytes cannot be searched for `<` and `>`, which is how items are cut. */
const NOT_ASCII_BASED =
  /^(?:utf-?16|utf-?32|ucs-?2|iso-10646|unicode|csunicode|iso-2022|csiso2022|hz-gb|unicodefffe|unicodefeff)/i;

type Decoder = InstanceType<typeof TextDecoder>;
const decoders = new Map<string, Decoder>();

/** The charset an XML declaration names, lower case; `utf-8` without one. Refuses what cannot be cut or decoded. */
export function declaredCharset(declaration: string): string {
  const label = (/encoding\s*=\s*["']([^"']*)["']/.exec(declaration)?.[1] ?? 'utf-8').trim().toLowerCase();
  if (NOT_ASCII_BASED.test(label)) refuse('this encoding is not read; the file must be in an ASCII-based encoding');
  decoderOf(label);
  return label;
}

/** Refuses a file that starts as UTF-16 or UTF-32; gives the length of a UTF-8 byte order mark, else 0. */
export function markLength(start: Buffer): number {
  const [a, b, c, d] = start;
  const marked = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const wide = marked || (a === 0x3c && b === 0) || (a === 0 && (b === 0x3c || d === 0x3c));
  if (wide) refuse('UTF-16 and UTF-32 are not read; the file must be in an ASCII-based encoding');
  return a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0;
}

/** The text of bytes; a byte the charset does not allow, or U+0000, is refused. */
export function decode(raw: Buffer, charset: string): string {
  if (raw.includes(0)) throw new Malformed('CHARACTER', 'item', 'U+0000 is not allowed');
  try {
    return decoderOf(charset).decode(raw);
  } catch (cause) {
    if (cause instanceof Malformed) throw cause;
    throw new Malformed('CHARSET', 'item', `the bytes are not valid ${charset}`, cause);
  }
}

function decoderOf(label: string): Decoder {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  try {
    const decoder = new TextDecoder(label, { fatal: true, ignoreBOM: true });
    decoders.set(label, decoder);
    return decoder;
  } catch (cause) {
    throw new Malformed('CHARSET', 'line 1', 'the declared encoding is not known', cause);
  }
}

function refuse(rule: string): never {
  throw new Malformed('CHARSET', 'line 1', rule);
}
