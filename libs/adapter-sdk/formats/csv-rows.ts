import type { CsvGrammar } from './csv-grammar';

const [TAB, LF, CR, BLANK] = [0x09, 0x0a, 0x0d, 0x20];
const NEAR = 48;

/**
 * Goes through the rows that are complete in some bytes. A row whose quotation marks are broken ends with its line, so
 * that it takes no other row with it; one that is not closed at all has no end.
 */
export class CsvRows {
  /** The row: its first byte, and the one behind its last; its line end is not in it. */
  start = 0;
  end = 0;
  /** Line of the file that the row begins in. */
  line: number;
  private bytes: Buffer = Buffer.alloc(0);
  private at = 0;
  private following: number;
  /** Where the next quotation mark stands: at or behind `at`, or unknown where it is before. */
  private mark = -1;

  constructor(
    private readonly grammar: CsvGrammar,
    line: number,
  ) {
    this.line = this.following = line;
  }

  /** Begins anew with these bytes; the first is the first of a row. */
  take(bytes: Buffer): void {
    this.bytes = bytes;
    this.at = 0;
    this.mark = -1;
  }

  /** What is left behind the last complete row. */
  get rest(): Buffer {
    return this.bytes.subarray(this.at);
  }

  /** The next row that holds anything but blanks; false where none is complete. */
  next(): boolean {
    const { bytes, grammar } = this;
    for (;;) {
      this.line = this.following;
      const lineEnd = bytes.indexOf(grammar.lineEnd, this.at);
      if (lineEnd < 0) return false;
      if (this.mark < this.at) this.mark = this.nextMark(this.at);
      const end = this.mark > lineEnd ? lineEnd : this.quotedEnd(lineEnd);
      if (end < 0) return false;
      this.start = this.at;
      this.end = end > this.at && bytes[end - 1] === CR && grammar.lineEnd === LF ? end - 1 : end;
      this.following += end === lineEnd ? 1 : this.lines(end + 1);
      this.at = end + 1;
      if (!this.isBlank()) return true;
    }
  }

  /** Within quotation marks nothing ends a row; they open behind a delimiter alone. */
  private quotedEnd(firstEnd: number): number {
    const { bytes, grammar } = this;
    const { quote, delimiter, lineEnd } = grammar;
    let end = firstEnd;
    for (let mark = this.mark; mark <= end;) {
      let close = mark;
      if (mark === this.at || bytes[mark - 1] === delimiter) {
        for (;;) {
          close = this.find(quote, close + 1);
          if (close < 0 || close + 1 >= bytes.length) return -1;
          if (bytes[close + 1] !== quote) break;
          close += 1;
        }
        if (end <= close) end = this.find(lineEnd, close + 1);
        if (end < 0 || bytes[close + 1] !== delimiter) return end;
      }
      mark = this.nextMark(close + 1);
    }
    return end;
  }

  private nextMark(from: number): number {
    const { quote } = this.grammar;
    const found = quote < 0 ? -1 : this.find(quote, from);
    return found < 0 ? Infinity : found;
  }

  /** A call of indexOf costs what a look at some dozens of bytes does: within a field the mark is near. */
  private find(byte: number, from: number): number {
    const { bytes } = this;
    const near = Math.min(from + NEAR, bytes.length);
    for (let at = from; at < near; at += 1) if (bytes[at] === byte) return at;
    return bytes.indexOf(byte, near);
  }

  private lines(to: number): number {
    let count = 0;
    for (let at = this.at; at < to && at >= 0; count += 1) at = this.bytes.indexOf(this.grammar.lineEnd, at) + 1 || to;
    return count;
  }

  private isBlank(): boolean {
    const { bytes, end, grammar } = this;
    for (let at = this.start; at < end; at += 1) {
      const byte = bytes[at];
      const isEmpty = byte === BLANK || byte === TAB || byte === CR || byte === LF;
      if (!isEmpty && byte !== grammar.delimiter && byte !== grammar.quote) return false;
    }
    return true;
  }
}
