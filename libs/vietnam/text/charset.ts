import type { ByteTable } from './byte-table';
import { tcvn3, tcvn5712, viscii, vni, vps, windows1252, windows1258 } from './charset-tables';
import { fromViqr, toViqr } from './viqr';

/** How Vietnamese text may be written as bytes. */
export const CHARSETS = [
  'utf-8', 'windows-1258', 'windows-1252', 'tcvn3', 'tcvn5712-1', 'vni', 'viqr', 'viscii', 'vps',
] as const; // prettier-ignore
/** One of {@link CHARSETS}. */
export type Charset = (typeof CHARSETS)[number];

const TABLES: Partial<Record<Charset, ByteTable>> = {
  'windows-1252': windows1252,
  'windows-1258': windows1258,
  tcvn3,
  'tcvn5712-1': tcvn5712,
  vni,
  viscii,
  vps,
};
const utf8 = new TextDecoder('utf-8');
const COMBINING = /[\u0300-\u036f]/;

/**
 * Decodes bytes of a declared charset, exactly and without a guess; the text is composed (NFC). Bytes that mean nothing
 * in it become U+FFFD. TCVN3 has no capitals with tones: see {@link restoreCapitals}.
 */
export function decodeText(bytes: Buffer, charset: Charset): string {
  const table = TABLES[charset];
  const text = table ? table.decode(bytes) : charset === 'viqr' ? fromViqr(utf8.decode(bytes)) : utf8.decode(bytes);
  return COMBINING.test(text) ? text.normalize('NFC') : text;
}

/** Encodes text, or gives undefined where the charset lacks a character of it. TCVN3 writes capitals with tones small. */
export function encodeText(text: string, charset: Charset): Buffer | undefined {
  const composed = text.normalize('NFC');
  const table = TABLES[charset];
  if (table) return table.encode(charset === 'tcvn3' ? withoutTonedCapitals(composed) : composed);
  if (charset === 'utf-8') return Buffer.from(composed);
  const viqr = toViqr(composed);
  return viqr === undefined ? undefined : Buffer.from(viqr);
}

function withoutTonedCapitals(text: string): string {
  return text.replace(/[^\x00-\x7fĂÂÊÔƠƯĐ]/g, (letter) => letter.toLowerCase());
}
