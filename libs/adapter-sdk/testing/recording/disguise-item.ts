import { decodeText, encodeText, latinBytes, type Charset } from '@lienthong/vietnam';
import { Malformed } from '../../format';
import { decode } from '../../formats/xml-charset';
import { Chance, keyOf, type Secret } from './chance';
import { disguiseText, sharesWord } from './disguise';
import { isValueLike, Undisguised, type Tags } from './item-values';
import { rewrittenJson, type Rewrite } from './json-rewriting';
import { turn } from './number-forms';
import { pageCharset } from './page-charset';
import type { WrittenValue } from './written-value';
import { rewrittenXml } from './xml-rewriting';

/** What is known of the values at a path. */
export interface ValueKind {
  /** What the software wrote its bytes in, where the page shows them as windows-1252 or Latin-1. */
  readonly charset?: Charset;
  /** The words a value can be; another of the same length is taken, so that the record can still be read. */
  readonly words?: readonly string[];
  /** It names a record: two never become one. */
  readonly isIdentity?: boolean;
}

/** How an item is disguised. */
export interface ItemDisguise {
  readonly format: 'json' | 'xml';
  /** What the page declares, such as `utf-8`. */
  readonly charset: string;
  readonly secret: Secret;
  /** Whether a value stays as it is. `path` is as in a mapping; `value` is decoded and without blanks around it. */
  readonly keep: (path: string, value: string) => boolean;
  /** What is known of a path; undefined where nothing is. */
  readonly kindOf?: (path: string) => ValueKind | undefined;
  /** Told in paths: `date[@key=planned]/@value`. */
  readonly tags?: Tags;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(.*)$/;
const TRIES = 32;
const NO_TAGS: Tags = new Map();
/** What can differ at all. */
const SIGNIFICANT = /\p{L}|\p{Nd}/u;

/**
 * The exact bytes of an item with another value in the place of each string and number, except where `keep` says so:
 * names, order, blanks, escapes, CDATA and the length of every value stay. True, false and null stay, too, since nothing
 * else is as long. The comments of XML are replaced as values are.
 *
 * @throws Undisguised where a value cannot be replaced in its length, or a member is named by a value; it tells a rule
 * and no value
 */
export function disguiseItem(raw: Buffer, item: ItemDisguise): Buffer {
  const { secret } = item;
  const once = new Chance(secret, raw.toString('latin1'));
  return rewriteItem(raw, item, {
    named(name, path) {
      if (item.kindOf?.(path) === undefined && isValueLike(name))
        throw new Undisguised('a member is named as a value would be');
    },
    value(path, value, kind) {
      const about = item.kindOf?.(path) ?? {};
      const text = shownText(value.text, about.charset);
      if (item.keep(path, text.trim()) || !SIGNIFICANT.test(value.text)) return undefined;
      const word = text === value.text ? otherWord(text.trim(), about.words, secret, once) : undefined;
      if (word !== undefined) return text.replace(text.trim(), () => word);
      const other = unlike(about.words, secret, (key) =>
        kind === 'number' ? otherJsonNumber(text, key, about) : otherText(value, key, about),
      );
      if (sharesWord(text, shownText(other, about.charset)) || (other === value.text && other.length > 1))
        throw new Undisguised('a value has no other of its form');
      return other;
    },
  });
}

/** The item with values written anew as `rewrite` says; used to disguise, and to look for what survived. */
export function rewriteItem(
  raw: Buffer,
  { format, charset: label, tags = NO_TAGS }: Pick<ItemDisguise, 'format' | 'charset' | 'tags'>,
  rewrite: Rewrite,
): Buffer {
  const charset = pageCharset(label);
  if (charset === undefined) throw new Undisguised('the charset of the page cannot be written');
  const text = textOf(raw, label);
  const written = format === 'json' ? rewrittenJson(text, tags, charset, rewrite) : rewrittenXml(text, tags, charset, rewrite); // prettier-ignore
  const bytes = charset.encode(written);
  if (bytes.length !== raw.length) throw new Undisguised('a value has no other of its length');
  return bytes;
}

/** What a value says: its text, read in the charset it was written in. */
export function shownText(text: string, charset: Charset | undefined): string {
  const bytes = charset === undefined ? undefined : latinBytes(text);
  return bytes === undefined || charset === undefined ? text : decodeText(bytes, charset);
}

function textOf(raw: Buffer, label: string): string {
  try {
    return decode(raw, label);
  } catch (error) {
    if (error instanceof Malformed) throw new Undisguised('the bytes are none of the charset of the page');
    throw error;
  }
}

/** Two words change places for a session, as the sexes in personal numbers do; of more, one is drawn for each value. */
function otherWord(text: string, words: readonly string[] = [], secret: Secret, once: Chance): string | undefined {
  if (!words.includes(text)) return undefined;
  const alike = words.filter((word) => Buffer.byteLength(word) === Buffer.byteLength(text));
  const step = alike.length === 2 ? turn(secret) : once.next(alike.length);
  return alike[(alike.indexOf(text) + step) % alike.length];
}

/** What is no word of a table stays none: another key is taken until it is. */
function unlike(words: readonly string[] = [], secret: Secret, make: (key: Secret) => string): string {
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const other = make(attempt === 0 ? secret : keyOf(secret, `unlike ${attempt}`));
    if (!words.includes(other.trim())) return other;
  }
  throw new Undisguised('a value that is no word of its table has no other such value');
}

function otherText(value: WrittenValue, secret: Secret, { charset, isIdentity = false }: ValueKind): string {
  const plain = (): string => disguiseText(value.text, secret, { isIdentity, fits: value.fits });
  const bytes = charset === undefined ? undefined : latinBytes(value.text);
  if (charset === undefined || bytes === undefined) return plain();
  const text = decodeText(bytes, charset);
  if (text.includes('\uFFFD') || encodeText(text, charset)?.equals(bytes) !== true) return plain();
  const isRaw = /[\x80-\x9f]/.test(value.text);
  const shown = (one: string): string | undefined => shownBytes(encodeText(one, charset), isRaw);
  const fits = (at: number, one: string): boolean => widths(shown(one)) === widths(shown(text[at] ?? ''));
  const other = shown(disguiseText(text, secret, { isIdentity, fits }));
  if (other?.length !== value.text.length) throw new Undisguised('a value of an older charset has no other of its length'); // prettier-ignore
  return other;
}

/** Bytes as the page shows them: as Latin-1 where the value was read so, else as windows-1252. */
function shownBytes(bytes: Buffer | undefined, isRaw: boolean): string | undefined {
  return bytes && (isRaw ? bytes.toString('latin1') : new TextDecoder('windows-1252').decode(bytes));
}

/** How long each character is in UTF-8, the longest form a page can have. */
function widths(text: string | undefined): string | undefined {
  return text && Array.from(text, (one) => Buffer.byteLength(one)).join();
}

/** As many digits before and behind the point, the first of them no zero; sign and exponent stay. */
function otherJsonNumber(source: string, secret: Secret, { isIdentity = false }: ValueKind): string {
  const [, sign = '', whole = '', fraction, tail = ''] = NUMBER.exec(source) ?? [];
  const digits = fraction === undefined ? '' : `.${new Chance(secret, `fraction ${source}`).digits(fraction)}`;
  const other = whole === '0' && fraction !== undefined ? whole : disguiseText(whole, secret, { isIdentity });
  return sign + other + digits + tail;
}
