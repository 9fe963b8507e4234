import type { Node } from '../../node';

/** Writes what a format reads. */
export interface Writer {
  /** Member of an item where the kit may leave a mark that no mapping reads. */
  readonly mark: string;
  item(node: Node): string;
  /** A page of items; `beside` are values by their paths in it. */
  whole(items: readonly string[], beside?: Readonly<Record<string, string>>): string;
  /** A file of so many items, piece by piece: for more than memory should hold, where the format has an end before its last sign. */
  pieces(nodes: Iterable<Node>, count: number): Iterable<Buffer> | AsyncIterable<Buffer>;
  /** The same file in other bytes, where a line end behind it would break it. */
  readonly again?: (file: Buffer) => Buffer;
  /** A file cut off near a place where it shows that it is; without it, anywhere. */
  readonly cut?: (bytes: Buffer, at: number) => Buffer;
}

/** Name of the mark that the kit leaves in items, by which it knows them again. */
export const MARK = 'ltKit';
