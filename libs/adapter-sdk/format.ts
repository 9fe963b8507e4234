import { Fault } from '@lienthong/canonical';
import type { Charset } from '@lienthong/vietnam';
import type { Node } from './node';

/** Why an item cannot become a dossier, known already while it is read. Never holds a value of the item. */
export interface ItemFault {
  code: 'IDENTITY_MISSING' | 'TOO_LARGE' | 'PART_UNKNOWN' | 'PART_ALONE';
  path?: string;
  rule: string;
}

/** One item cut out of a page or file: its exact bytes, untouched. */
export interface RawItem {
  /** The exact byte slice; absent when it is larger than the limit. */
  raw?: Buffer;
  /** Bytes of the slice, also when it was not kept. */
  size: number;
  /** SHA-256 of the slice, also when it was not kept. */
  digest: Buffer;
  /** The item's own attributes and its leaf children: enough to find the identity. */
  head: Node;
  /** Label of the encoding the page or file declares, such as `utf-8`. */
  charset: string;
  fault?: ItemFault;
}

/** What a splitter may keep of one item. */
export interface SplitLimit {
  rawBytes: number;
}

/** What of the way a table is written is declared. */
export interface Dialect {
  readonly charset?: Charset;
  readonly delimiter?: string;
  readonly quote?: string;
  readonly columns?: readonly string[];
  readonly linesAbove?: number;
}

/** How the bytes of a source are cut into items, and how one item becomes a tree. */
export interface Format {
  readonly mediaType: string;
  /** Where the items stand in a page or file, from its root on, such as `data` or `log/trace`; absent where a page is nothing but items. */
  readonly items?: string;
  /** How a table is written, as far as it is declared; absent where a format is none of tables. */
  readonly dialect?: Dialect;
  /**
   * Yields every complete item, in order, with flat memory; then throws {@link Malformed} when the page or file itself
   * is at fault. Errors of `bytes` pass through after the items already complete.
   */
  split(bytes: AsyncIterable<Buffer>, limit: SplitLimit): AsyncIterable<RawItem>;
  /** The tree of one item; throws {@link Malformed} when its bytes are not what the format or charset allows. */
  parse(raw: Buffer, charset: string): Node;
}

/** What is wrong with a page, a file or the bytes of one item. */
export type MalformedReason =
  | 'EMPTY'
  | 'TRUNCATED'
  | 'MALFORMED'
  | 'DOCTYPE'
  | 'CHARSET'
  | 'CHARACTER'
  | 'WRONG_ROOT'
  | 'FILE_CHANGED'
  | 'FILE_GONE'
  | 'FILE_UNREADABLE';

/** A page, file or item that cannot be read: names the place and the rule, never a value. */
export class Malformed extends Fault {
  constructor(
    readonly reason: MalformedReason,
    readonly place: string,
    readonly rule: string,
    cause?: unknown,
  ) {
    super('LT-ADAPTER-5', `${reason} at ${place}: ${rule}.`, { cause });
  }
}
