import { isAscii } from 'node:buffer';
import { parser as createParser, type SAXParser } from 'sax';
import { Malformed, type RawItem, type SplitLimit } from '../format';
import { declaredCharset, markLength } from './xml-charset';
import { xmlFault, xmlPlace } from './xml-fault';
import { XmlItem } from './xml-item';
import { localName, MAX_DEPTH } from './xml-tree';

const MAX_ATTRIBUTES = 1_000;
/** Half of what the parser buffers at most: its buffers are emptied after every piece. */
const PIECE = 32_768;
/** A declaration ends within this many bytes. */
const PROLOG = 8_192;
/** A name ends within this many bytes of its `<`. */
const MAX_NAME = 4_096;

/** Members of the parser that its types leave out. */
type Parser = SAXParser & { attribValue: string; textNode: string; comment: string; cdata: string } & {
  procInstBody: string;
  doctype: unknown;
  c: string;
};

/**
 * Cuts XML into the exact bytes of its item elements. The parser sees one character per byte, so its positions are byte
 * offsets; what it buffers is thrown away, so memory does not grow with the size of a text, an attribute or an item.
 */
export async function* splitXml(
  bytes: AsyncIterable<Buffer>,
  path: readonly string[],
  limit: SplitLimit,
): AsyncGenerator<RawItem> {
  const splitter = new Splitter(path, limit.rawBytes);
  for await (const chunk of bytes) {
    const fault = splitter.write(chunk);
    yield* splitter.take();
    if (fault !== undefined) throw fault;
  }
  const fault = splitter.end();
  yield* splitter.take();
  if (fault !== undefined) throw fault;
}

class Splitter {
  private readonly parser = createParser(true, {}) as Parser;
  private readonly path: readonly string[];
  private complete: RawItem[] = [];
  private count = 0;
  private charset = 'utf-8';
  /** The first bytes, until a byte order mark can be told; then undefined. */
  private start: Buffer | undefined = Buffer.alloc(0);
  /** The piece being parsed and the offset of its first byte. */
  private piece: Buffer = Buffer.alloc(0);
  private base = 0;
  /** The bytes since the last `<` before the piece: an item may begin there. */
  private tail: Buffer = Buffer.alloc(0);
  private depth = 0;
  private matched = 0;
  private attributes = 0;
  private seenRoot = false;
  private item: XmlItem | undefined;
  private child = { from: 0, leaf: false };

  constructor(
    path: readonly string[],
    private readonly limit: number,
  ) {
    this.path = path.map((name) => bytewise(Buffer.from(name)));
    this.parser.onopentagstart = (tag): void => this.open(tag.name);
    this.parser.onopentag = (tag): void => this.opened(tag.name, tag.isSelfClosing);
    this.parser.onattribute = (): void => this.attribute();
    this.parser.onclosetag = (): void => this.close();
    this.parser.ondoctype = (): never => this.refuse('DOCTYPE', 'a document type is not allowed');
    this.parser.onerror = (error): void => this.failed(error);
    this.parser.onprocessinginstruction = ({ name, body }): void => {
      if (name === 'xml' && this.depth === 0 && this.count === 0) this.charset = declaredCharset(body);
    };
  }

  /** The items completed since the last call. */
  take(): RawItem[] {
    const items = this.complete;
    this.complete = [];
    return items;
  }

  /** Reads on; what is wrong with the file is returned, so that the items before it can be taken first. */
  write(chunk: Buffer): Malformed | undefined {
    return caught(() => {
      if (this.start === undefined) return this.pieces(chunk);
      this.start = Buffer.concat([this.start, chunk]);
      if (this.start.length >= 4) this.begin(this.start);
    });
  }

  end(): Malformed | undefined {
    return caught(() => {
      if (this.start !== undefined) this.begin(this.start);
      this.parser.close();
      if (!this.seenRoot) throw new Malformed('EMPTY', 'file', 'there is no element');
    });
  }

  private begin(start: Buffer): void {
    this.start = undefined;
    this.pieces(start.subarray(markLength(start)));
  }

  private pieces(chunk: Buffer): void {
    for (let from = 0; from < chunk.length; from += PIECE) this.parse(chunk.subarray(from, from + PIECE));
  }

  private parse(piece: Buffer): void {
    const { parser } = this;
    this.piece = piece;
    parser.write(bytewise(piece));
    this.item?.add(this.bytesTo(this.base + piece.length));
    this.tail = this.tailOf(piece);
    this.base += piece.length;
    parser.attribValue = parser.textNode = parser.comment = parser.cdata = '';
    if (this.base > PROLOG) parser.procInstBody = '';
    if (parser.doctype) this.refuse('DOCTYPE', 'a document type is not allowed');
  }

  private open(name: string): void {
    const from = this.parser.startTagPosition - 1;
    const { depth, path } = this;
    this.depth = depth + 1;
    this.attributes = 0;
    this.seenRoot = true;
    if (depth >= MAX_DEPTH) this.refuse('MALFORMED', `elements are nested deeper than ${MAX_DEPTH}`);
    if (this.item !== undefined) {
      if (depth === path.length) this.child = { from, leaf: true };
      else this.child.leaf = false;
      return;
    }
    if (this.matched !== depth) return;
    if (localName(name) !== path[depth]) {
      if (depth === 0) this.refuse('WRONG_ROOT', 'the root element is not the one this format has');
      return;
    }
    this.matched = depth + 1;
    if (this.matched !== path.length) return;
    if (from < this.base - this.tail.length) this.refuse('MALFORMED', `a name is longer than ${MAX_NAME} bytes`);
    this.item = new XmlItem(from, this.limit, this.charset);
    if (from < this.base) this.item.add(this.tail.subarray(from - this.base));
  }

  private opened(name: string, closed: boolean): void {
    const { item } = this;
    if (item !== undefined && this.depth === this.path.length) {
      item.opened(this.parser.position - item.start, name.length, closed);
    }
  }

  private attribute(): void {
    this.attributes += 1;
    if (this.attributes > MAX_ATTRIBUTES) {
      this.refuse('MALFORMED', `an element has more than ${MAX_ATTRIBUTES} attributes`);
    }
  }

  private close(): void {
    const { item, path } = this;
    this.depth -= 1;
    if (item !== undefined && this.depth === path.length && this.child.leaf) {
      item.leaf(this.child.from - item.start, this.parser.position - item.start);
    }
    if (this.matched !== this.depth + 1) return;
    this.matched = this.depth;
    if (item === undefined) return;
    item.add(this.bytesTo(this.parser.position));
    this.complete.push(item.finish());
    this.item = undefined;
    this.count += 1;
  }

  private tailOf(piece: Buffer): Buffer {
    const from = this.parser.startTagPosition - 1 - this.base;
    const tail = from >= 0 ? piece.subarray(from) : Buffer.concat([this.tail, piece]);
    return this.item === undefined && tail.length <= MAX_NAME ? tail : Buffer.alloc(0);
  }

  /** The bytes of the open item that lie in this piece, up to an offset of the file. */
  private bytesTo(end: number): Buffer {
    const from = Math.max(this.item?.start ?? 0, this.base);
    return this.piece.subarray(from - this.base, end - this.base);
  }

  /** A bad reference is the item's own fault and is told when it is parsed; everything else is the file's. */
  private failed(error: Error): void {
    const reference = error.message.startsWith('Invalid character entity');
    const name = error.message.startsWith('Invalid character in entity name') && !/["'<]/.test(this.parser.c);
    if (!reference && !name) throw xmlFault(error, this.parser, this.label());
    (this.parser as { error: Error | null }).error = null;
  }

  private refuse(reason: 'DOCTYPE' | 'MALFORMED' | 'WRONG_ROOT', rule: string): never {
    throw new Malformed(reason, xmlPlace(this.parser, this.label()), rule);
  }

  private label(): string | undefined {
    return this.item === undefined ? undefined : `${this.path.at(-1) ?? 'item'}[${this.count + 1}]`;
  }
}

/** One character per byte; bytes above 127 become letters, so that names in any ASCII-based charset are names. */
function bytewise(bytes: Buffer): string {
  if (isAscii(bytes)) return bytes.toString('latin1');
  const wide = Buffer.allocUnsafe(bytes.length * 2);
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    wide[at * 2] = byte;
    wide[at * 2 + 1] = byte < 128 ? 0 : 0xa0;
  }
  return wide.toString('ucs2');
}

function caught(work: () => void): Malformed | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}
