import { Malformed } from '../format';
import type { Node } from '../node';
import { columnNames, shownCharset } from './columns';
import { CsvRows } from './csv-rows';
import { columnText, declared, fieldsOf, headerOf, rowText, type CsvGrammar, type CsvOptions } from './csv-grammar';

const LF = 0x0a;
const CR = 0x0d;
const UTF_8_MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const BLANK_LINE = /^[ \t]*\r?\n|^[ \t]*\r(?!\n)/;
/** Bytes that are looked through for a line that holds nothing. */
const SHORT = 256;
/** Where the names show no delimiter, a row that has one of these does not follow them; a comma may stand in a text. */
const SURE_DELIMITERS = /[;\t|]/;

/** A table whose names, grammar and encoding are known: makes trees of its rows. */
export class CsvTable {
  readonly names: readonly string[];

  constructor(
    /** The exact bytes of the line of names; none where the names are declared. */
    readonly header: Buffer,
    readonly grammar: CsvGrammar,
    readonly charset: string,
    private readonly options: CsvOptions,
  ) {
    const written = options.columns ?? fieldsOf(columnText(withoutLineEnd(header), charset), grammar);
    if (typeof written === 'string') throw new Malformed('MALFORMED', 'line of names', written);
    this.names = columnNames(written);
    if (this.names.length === 0) throw new Malformed('MALFORMED', 'line of names', 'a table names its columns');
  }

  /** The tree of a row. @throws Malformed where its fields are not those of the names */
  tree(row: Buffer): Node {
    const fields = fieldsOf(rowText(row, this.charset), this.grammar);
    if (typeof fields === 'string') throw new Malformed('MALFORMED', 'item', fields);
    const rule = this.unfitting(fields);
    if (rule !== undefined) throw new Malformed('MALFORMED', 'item', rule);
    return this.named(fields);
  }

  /** What there is of a row that may be broken: for its identity alone. */
  head(row: Buffer): Node {
    const fields = fieldsOf(columnText(row, this.charset), this.grammar);
    return typeof fields === 'string' ? {} : this.named(fields);
  }

  /** Why a row has not the fields of the names; undefined where it has. */
  unfitting(fields: readonly string[]): string | undefined {
    const { length } = this.names;
    const isShort = fields.length < length && this.options.shortRows !== true;
    const isLong = fields.length > length && fields.slice(length).some((field) => field !== '');
    return isShort || isLong
      ? `a row has ${length} fields, as the names have; this one has ${fields.length}`
      : undefined;
  }

  /** Whether a row at the end of a file lacks fields, short rows or not. */
  lacks(row: Buffer): boolean {
    const fields = fieldsOf(columnText(row, this.charset), this.grammar);
    return typeof fields !== 'string' && fields.length < this.names.length;
  }

  private named(fields: readonly string[]): Node {
    const node: Node = {};
    const { names } = this;
    const count = Math.min(names.length, fields.length);
    for (let at = 0; at < count; at += 1) node[names[at] ?? ''] = fields[at] ?? '';
    return node;
  }
}

/** A table as the beginning of its file shows it, and where its first row begins. */
export function tableOf(sample: Buffer, options: CsvOptions): { table: CsvTable; from: number; line: number } {
  const isMarked = isMarkedIn(sample, options);
  const { from, line } = namesAt(sample, isMarked ? UTF_8_MARK.length : 0, options.linesAbove ?? 0);
  const hasNames = options.columns === undefined;
  const found =
    headerOf(sample.subarray(from), options, line) ?? (hasNames ? undefined : { grammar: bare(options), end: 0 });
  if (found === undefined) throw new Malformed('TRUNCATED', `line ${line}`, 'the line of names has a line end');
  const start = hasNames ? from + found.end : from;
  const charset = options.charset ?? (isMarked ? 'utf-8' : charsetOf(sample.subarray(from), found.grammar));
  const table = new CsvTable(Buffer.from(sample.subarray(from, start)), found.grammar, charset, options);
  const at = { table, from: start, line: hasNames ? line + linesIn(table.header) : line };
  compare(sample.subarray(start), at.table, at.line);
  return at;
}

/** Whether a file says at its beginning that it is UTF-8. @throws Malformed where it says something else than is declared */
function isMarkedIn(sample: Buffer, { charset = 'utf-8' }: CsvOptions): boolean {
  const wide = sample.readUIntBE(0, Math.min(2, sample.length));
  if (wide === 0xfffe || wide === 0xfeff)
    throw new Malformed('CHARSET', 'line 1', 'UTF-16 is not read; the file must be in an ASCII-based encoding');
  const isMarked = sample.subarray(0, UTF_8_MARK.length).equals(UTF_8_MARK);
  if (isMarked && charset !== 'utf-8')
    throw new Malformed('CHARSET', 'line 1', `the file is marked as utf-8, and declared as ${charset}`);
  return isMarked;
}

/** The table that the raw bytes of a row begin with. */
export function tableOfRaw(raw: Buffer, charset: string, options: CsvOptions): CsvTable {
  if (options.columns !== undefined) {
    return new CsvTable(Buffer.alloc(0), bare(options), charset, options);
  }
  const found = headerOf(raw, options);
  if (found === undefined) throw new Malformed('TRUNCATED', 'item', 'an item begins with the line of names');
  return new CsvTable(Buffer.from(raw.subarray(0, found.end)), found.grammar, charset, options);
}

/** The grammar of a row that stands alone. */
function bare(options: CsvOptions): CsvGrammar {
  const { delimiter = -1, quote } = declared(options);
  return { delimiter, quote, lineEnd: LF };
}

/** Where the names stand: behind the declared lines, and behind any that are empty. */
function namesAt(sample: Buffer, from: number, linesAbove: number): { from: number; line: number } {
  let line = 1;
  for (let left = linesAbove; left > 0; left -= 1, line += 1) {
    const end = sample.subarray(from).findIndex((byte) => byte === LF || byte === CR);
    if (end < 0) throw new Malformed('TRUNCATED', `line ${line}`, `there are ${linesAbove} lines above the names`);
    const isPair = sample[from + end] === CR && sample[from + end + 1] === LF;
    from += end + (isPair ? 2 : 1);
  }
  for (;;) {
    const blank = BLANK_LINE.exec(sample.toString('latin1', from, from + SHORT))?.[0].length ?? 0;
    if (blank === 0) return { from, line };
    [from, line] = [from + blank, line + 1];
  }
}

/** What is valid UTF-8 to the end of the sample is that; else the words of its fields tell. */
function charsetOf(sample: Buffer, grammar: CsvGrammar): string {
  if (isUtf8Begun(sample)) return 'utf-8';
  const values: Buffer[] = [];
  for (const row of rowsOf(sample, grammar, 1)) {
    const fields = fieldsOf(row.toString('latin1'), grammar);
    if (typeof fields !== 'string') values.push(...fields.map((field) => Buffer.from(field, 'latin1')));
  }
  return shownCharset(values);
}

/** The end of a sample may cut a sign in two. */
function isUtf8Begun(sample: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Names that the rows do not follow are a title, or have another delimiter than it seems. A row that is broken alone is parked. */
function compare(sample: Buffer, table: CsvTable, line: number): void {
  let [fitting, all] = [0, 0];
  for (const row of rowsOf(sample, table.grammar, line)) {
    const text = columnText(row, table.charset);
    const fields = fieldsOf(text, table.grammar);
    const isOther = table.grammar.delimiter < 0 && SURE_DELIMITERS.test(text);
    if (!isOther && typeof fields !== 'string' && table.unfitting(fields) === undefined) fitting += 1;
    all += 1;
  }
  if (fitting * 2 >= all || all === 1) return;
  const rule =
    'most rows have other fields than the names; the delimiter, or the lines above the names, must be declared';
  throw new Malformed('MALFORMED', `line ${line}`, rule);
}

function* rowsOf(sample: Buffer, grammar: CsvGrammar, line: number): Generator<Buffer> {
  const rows = new CsvRows(grammar, line);
  rows.take(sample);
  while (rows.next()) yield sample.subarray(rows.start, rows.end);
}

function linesIn(header: Buffer): number {
  return header.toString('latin1').match(/\r\n|\r|\n/g)?.length ?? 0;
}

function withoutLineEnd(header: Buffer): Buffer {
  const end = header.findLastIndex((byte) => byte !== LF && byte !== CR) + 1;
  return header.subarray(0, end);
}
