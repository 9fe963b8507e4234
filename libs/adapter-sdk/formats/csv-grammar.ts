import { isUtf8 } from 'node:buffer';
import type { Charset } from '@lienthong/vietnam';
import { Malformed } from '../format';
import { decoded } from './row';

/** What is known of the tables of a source; what is not said is told by each file itself. */
export interface CsvOptions {
  /** Encoding of the file. Else: UTF-8 where it is, or what the words of its beginning show, or the bytes as they are. */
  readonly charset?: Charset;
  /** Between two fields; else the one of `;`, tab, `|` and `,` that the line of names has most of. */
  readonly delimiter?: string;
  /** Around a field that holds delimiters or line ends: `"`; an empty text where the software quotes nothing. */
  readonly quote?: string;
  /** Names of the columns where the file has no line of names; the delimiter must be declared, too. */
  readonly columns?: readonly string[];
  /** Lines above the line of names, such as a title: 0. */
  readonly linesAbove?: number;
  /** A row may leave out fields at its end, as Excel does: they are absent. Else such a row is parked. */
  readonly shortRows?: boolean;
}

/** How rows and fields are told apart. Bytes; -1 is none. */
export interface CsvGrammar {
  readonly delimiter: number;
  readonly quote: number;
  /** Last byte of a line end: line feed (also behind a carriage return), or a carriage return alone. */
  readonly lineEnd: number;
}

/** The line of names: its grammar, and where its bytes end, line end included. */
export interface CsvHeader {
  readonly grammar: CsvGrammar;
  readonly end: number;
}

/** The line of names stands in the raw bytes of every row. */
export const LARGEST_HEADER = 16_384;

/** A line of names cannot have more. */
const MOST_FIELDS = LARGEST_HEADER;
const TOO_MANY = `a row has at most ${MOST_FIELDS} fields`;
const [TAB, LF, CR, LESS] = [0x09, 0x0a, 0x0d, 0x3c];
/** Candidates; of equally many, the first. */
const DELIMITERS: readonly number[] = [0x3b, TAB, 0x7c, 0x2c];

/**
 * The line of names at the beginning of some bytes. The delimiter follows from this line alone, so that it is the same
 * for the raw bytes of a row, which begin with the line.
 *
 * @returns undefined where the line has no end in these bytes
 * @throws Malformed for what is no table
 */
export function headerOf(bytes: Buffer, options: CsvOptions, line = 1): CsvHeader | undefined {
  const { delimiter, quote } = declared(options);
  const candidates = delimiter === undefined ? DELIMITERS : [delimiter];
  const counts = new Map(candidates.map((byte) => [byte, 0]));
  if (bytes[0] === LESS)
    throw new Malformed('WRONG_ROOT', `line ${line}`, 'a table begins with the names of its columns');
  const end = lineEnd(bytes.subarray(0, LARGEST_HEADER), quote, counts);
  if (bytes.subarray(0, end).includes(0))
    throw new Malformed('CHARACTER', `line ${line}`, 'a table in text has no U+0000; UTF-16 is not read');
  if (end < bytes.length && end < LARGEST_HEADER) {
    const isPair = bytes[end] === CR && bytes[end + 1] === LF;
    const grammar = { delimiter: delimiter ?? most(counts), quote, lineEnd: isPair ? LF : (bytes[end] ?? LF) };
    return { grammar, end: end + (isPair ? 2 : 1) };
  }
  if (bytes.length < LARGEST_HEADER) return undefined;
  throw new Malformed('MALFORMED', `line ${line}`, `the line of names has at most ${LARGEST_HEADER} bytes`);
}

/** Where the first line ends that is not within quotation marks; counts the delimiters on the way. */
function lineEnd(bytes: Buffer, quote: number, counts: Map<number, number>): number {
  let isQuoted = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (isQuoted) {
      if (byte !== quote) continue;
      if (bytes[at + 1] === quote) at += 1;
      else isQuoted = false;
    } else if (byte === LF || byte === CR) return at;
    else if (byte === quote) isQuoted = at === 0 || counts.has(bytes[at - 1] ?? 0);
    else if (counts.has(byte)) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  }
  return bytes.length;
}

/** Bytes of the declared signs. */
export function declared({ delimiter, quote = '"' }: CsvOptions): { delimiter: number | undefined; quote: number } {
  return { delimiter: delimiter?.charCodeAt(0), quote: quote === '' ? -1 : quote.charCodeAt(0) };
}

function most(counts: ReadonlyMap<number, number>): number {
  let [best, count] = [-1, 0];
  for (const [byte, times] of counts) if (times > count) [best, count] = [byte, times];
  return best;
}

/** The fields of a row without its line end, or why they cannot be told apart. */
export function fieldsOf(text: string, grammar: CsvGrammar): string[] | string {
  const delimiter = grammar.delimiter < 0 ? undefined : String.fromCharCode(grammar.delimiter);
  const quote = grammar.quote < 0 ? undefined : String.fromCharCode(grammar.quote);
  if (quote === undefined || !text.includes(quote)) return plainFields(text, delimiter);
  const fields: string[] = [];
  for (let at = 0; ;) {
    if (fields.length > MOST_FIELDS) return TOO_MANY;
    if (text[at] === quote) {
      const end = closing(text, at, quote);
      if (end < 0) return 'a quotation mark is not closed';
      const field = text.slice(at + 1, end);
      fields.push(field.includes(quote) ? field.replaceAll(quote + quote, quote) : field);
      at = end + 1;
      if (at < text.length && text[at] !== delimiter) return 'a quotation mark within quoted text is written twice';
    } else {
      const found = delimiter === undefined ? -1 : text.indexOf(delimiter, at);
      const end = found < 0 ? text.length : found;
      fields.push(text.slice(at, end));
      at = end;
    }
    if (at >= text.length) return fields;
    at += 1;
  }
}

function plainFields(text: string, delimiter: string | undefined): string[] | string {
  const fields = delimiter === undefined ? [text] : text.split(delimiter, MOST_FIELDS + 1);
  return fields.length > MOST_FIELDS ? TOO_MANY : fields;
}

function closing(text: string, open: number, quote: string): number {
  let at = text.indexOf(quote, open + 1);
  while (at >= 0 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
  return at;
}

/** The text of a row. @throws Malformed for bytes that the charset does not have */
export function rowText(bytes: Buffer, charset: string): string {
  if (bytes.includes(0)) throw new Malformed('CHARACTER', 'item', 'U+0000 is not allowed');
  if (charset === 'utf-8' && !isUtf8(bytes)) throw new Malformed('CHARSET', 'item', 'the bytes are not valid utf-8');
  return columnText(bytes, charset);
}

/** The text of bytes by the label of their item; what UTF-8 does not have is U+FFFD. */
export function columnText(bytes: Buffer, charset: string): string {
  return charset === 'utf-8' ? bytes.toString('utf8') : decoded(bytes, charset);
}
