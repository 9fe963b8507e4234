import { readSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { Malformed } from '../format';
import { elements, type Elements } from './xlsx-elements';
import { privateFile, written } from './xlsx-spool';
import { RichText, type CellText } from './xlsx-text';

/** Strings that are read at once: those of a row stand together, as Excel numbers them as it meets them. */
const BLOCK = 16;
const MOST_STRINGS = 33_554_432;
/** Characters of the blocks at hand. */
const AT_HAND = 4_194_304;
const FLUSH = 131_072;
const CUT = 0x80000000;
/** Bytes that are read out of the file, again and again: 1.2 million rows in no order at all take a quarter of it. */
const MOST_READ = 137_438_953_472;

/**
 * The shared strings of a workbook, in a private file: memory holds where each block begins, and the blocks last read.
 */
export class SharedStrings {
  private readonly blocks = new Map<number, readonly CellText[]>();
  private held = 0;
  private read = 0;

  private constructor(
    private readonly file: FileHandle | undefined,
    private readonly starts: readonly number[],
    private readonly count: number,
    private readonly most: number,
  ) {}

  /**
   * @param bytes the part that holds them; undefined where a workbook has none
   * @param most bytes that may be read out of the file before it is refused
   */
  static async read(bytes: AsyncIterable<Buffer> | undefined, part: string, most = MOST_READ): Promise<SharedStrings> {
    if (bytes === undefined) return new SharedStrings(undefined, [], 0, most);
    const file = await privateFile();
    try {
      const writing = new Writing(part);
      for await (const { size } of elements(bytes, part, writing))
        if (size >= FLUSH) await written(file, writing.take());
      await written(file, writing.take());
      return new SharedStrings(file, [...writing.starts, writing.end], writing.count, most);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  /** A string by its index; undefined where there is none. Read at once: it stands in the machine's cache of files. */
  at(index: number): CellText | undefined {
    if (!(index >= 0 && index < this.count)) return undefined;
    const block = Math.floor(index / BLOCK);
    return (this.blocks.get(block) ?? this.fetched(block))[index % BLOCK];
  }

  async close(): Promise<void> {
    await this.file?.close();
  }

  private fetched(block: number): readonly CellText[] {
    const [from = 0, to = 0] = this.starts.slice(block, block + 2);
    this.read += to - from;
    if (this.read > this.most)
      throw new Malformed('MALFORMED', 'shared strings', `rows read at most ${this.most} bytes of them, in no order`);
    const bytes = Buffer.allocUnsafe(to - from);
    if (this.file !== undefined) readSync(this.file.fd, bytes, 0, bytes.length, from);
    const texts: CellText[] = [];
    for (let at = 0; at < bytes.length;) {
      const head = bytes.readUInt32LE(at);
      const end = at + 4 + (head & ~CUT);
      texts.push({ text: bytes.toString('utf8', at + 4, end), isCut: head >= CUT });
      at = end;
    }
    this.keep(block, texts);
    return texts;
  }

  private keep(block: number, texts: readonly CellText[]): void {
    this.blocks.set(block, texts);
    this.held += charactersOf(texts);
    for (const [oldest, old] of this.blocks) {
      if (this.held <= AT_HAND || oldest === block) return;
      this.blocks.delete(oldest);
      this.held -= charactersOf(old);
    }
  }
}

/** An object for each text counts, too. */
function charactersOf(texts: readonly CellText[]): number {
  return texts.reduce((sum, { text }) => sum + text.length + BLOCK, 0);
}

class Writing implements Elements {
  readonly starts: number[] = [];
  count = 0;
  end = 0;
  size = 0;
  private readonly rich = new RichText();
  private chunks: Buffer[] = [];

  constructor(private readonly part: string) {}

  open(name: string): void {
    this.rich.open(name);
  }

  text(text: string): void {
    this.rich.add(text);
  }

  close(name: string): void {
    this.rich.close(name);
    if (name !== 'si') return;
    if (this.count === MOST_STRINGS)
      throw new Malformed('MALFORMED', this.part, `a workbook has at most ${MOST_STRINGS} shared strings`);
    if (this.count % BLOCK === 0) this.starts.push(this.end);
    this.count += 1;
    const { text, isCut } = this.rich.take();
    const bytes = Buffer.from(`0000${text}`);
    bytes.writeUInt32LE(((bytes.length - 4) | (isCut ? CUT : 0)) >>> 0);
    this.chunks.push(bytes);
    this.size += bytes.length;
    this.end += bytes.length;
  }

  take(): Buffer {
    const all = Buffer.concat(this.chunks);
    [this.chunks, this.size] = [[], 0];
    return all;
  }
}
