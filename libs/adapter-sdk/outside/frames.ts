/** Frames between a mapping from outside and us: 4 bytes of length, 4 of a number, both big-endian, then the body. */
const HEAD = 8;

/** One message with the number of the request it belongs to. */
export interface Frame {
  readonly number: number;
  readonly body: Buffer;
}

/** The bytes of a frame. */
export function frame(number: number, body: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(HEAD + body.length);
  bytes.writeUInt32BE(body.length, 0);
  bytes.writeUInt32BE(number, 4);
  body.copy(bytes, HEAD);
  return bytes;
}

/** Takes frames out of a stream of chunks; holds no more than one frame of the largest size and one chunk. */
export class FrameReader {
  private kept: Buffer[] = [];
  private size = 0;

  /** @param largest bytes of the largest body */
  constructor(private readonly largest: number) {}

  /** The frames that a chunk completes. @throws RangeError as soon as a frame announces too large a body */
  push(chunk: Buffer): Frame[] {
    this.kept.push(chunk);
    this.size += chunk.length;
    const frames: Frame[] = [];
    for (let next = this.take(); next !== undefined; next = this.take()) frames.push(next);
    return frames;
  }

  private take(): Frame | undefined {
    if (this.size < HEAD) return undefined;
    const head = this.joined(HEAD);
    const length = head.readUInt32BE(0);
    if (length > this.largest) throw new RangeError('A frame is larger than it may be.');
    if (this.size < HEAD + length) return undefined;
    const bytes = this.joined(HEAD + length);
    this.kept = [bytes.subarray(HEAD + length)];
    this.size -= HEAD + length;
    return { number: bytes.readUInt32BE(4), body: bytes.subarray(HEAD, HEAD + length) };
  }

  /** What is kept, in one piece that holds at least `bytes`. */
  private joined(bytes: number): Buffer {
    const [first] = this.kept;
    if (first !== undefined && first.length >= bytes) return first;
    const all = Buffer.concat(this.kept);
    this.kept = [all];
    return all;
  }
}
