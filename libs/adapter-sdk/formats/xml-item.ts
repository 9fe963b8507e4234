import { createHash, hash, type Hash } from 'node:crypto';
import { Malformed, type RawItem } from '../format';
import type { Node } from '../node';
import { parseXml } from './xml-tree';

const LEAF_BYTES = 4_096;
const HEAD_BYTES = 65_536;

/** The bytes of one item element while it is read. Offsets count from its first byte. */
export class XmlItem {
  private parts: Buffer[] = [];
  private size = 0;
  private digest: Hash | undefined;
  private head: Node | undefined;
  private readonly leaves: [from: number, to: number][] = [];
  private leafBytes = 0;
  private openTag = { end: 0, name: 0, closed: false };

  constructor(
    /** Offset of the element in the file. */
    readonly start: number,
    private readonly limit: number,
    private readonly charset: string,
  ) {}

  /** The opening tag ends at `end`; its name is `name` bytes long; `closed` for an element without content. */
  opened(end: number, name: number, closed: boolean): void {
    this.openTag = { end, name, closed };
  }

  /** A direct child without elements of its own. */
  leaf(from: number, to: number): void {
    if (to - from > LEAF_BYTES || this.leafBytes + to - from > HEAD_BYTES) return;
    this.leafBytes += to - from;
    this.leaves.push([from, to]);
  }

  /** Takes the next bytes; over the limit nothing is kept, only counted and digested. */
  add(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.digest !== undefined) {
      this.digest.update(bytes);
      return;
    }
    this.parts.push(bytes);
    if (this.size <= this.limit) return;
    const kept = Buffer.concat(this.parts);
    this.head = this.readHead(kept);
    this.digest = createHash('sha256').update(kept);
    this.parts = [];
  }

  /** The finished item. */
  finish(): RawItem {
    const { size, charset } = this;
    if (this.digest !== undefined) {
      const rule = `an item holds at most ${this.limit} bytes`;
      return { size, digest: this.digest.digest(), head: this.head ?? {}, charset, fault: { code: 'TOO_LARGE', rule } };
    }
    const raw = Buffer.concat(this.parts);
    return { raw, size, digest: hash('sha256', raw, 'buffer'), head: this.readHead(raw), charset };
  }

  /** The element with its leaves alone. A leaf that cannot be read is left out: the whole item will say why. */
  private readHead(raw: Buffer): Node {
    const { end, name, closed } = this.openTag;
    if (end === 0 || end > HEAD_BYTES || raw.length < end) return {};
    const open = raw.subarray(0, end);
    if (closed) return this.tree([open]) ?? {};
    const close = Buffer.concat([Buffer.from('</'), raw.subarray(1, 1 + name), Buffer.from('>')]);
    const leaves = this.leaves.filter(([, to]) => to <= raw.length).map(([from, to]) => raw.subarray(from, to));
    const whole = this.tree([open, ...leaves, close]);
    if (whole !== undefined) return whole;
    const sound = leaves.filter((leaf) => this.tree([leaf]) !== undefined);
    return this.tree([open, ...sound, close]) ?? {};
  }

  private tree(parts: Buffer[]): Node | undefined {
    try {
      return parseXml(Buffer.concat(parts), this.charset);
    } catch (error) {
      if (error instanceof Malformed) return undefined;
      throw error;
    }
  }
}
