import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A part of an archive. */
export interface ZipPart {
  readonly name: string;
  readonly bytes: Iterable<Buffer> | AsyncIterable<Buffer>;
  /** Packed; without it, it stands there as it is. */
  readonly isPacked?: boolean;
}

const [WITH_DESCRIPTOR, VERSION, DEFLATED] = [8, 20, 8];

/** Writes an archive piece by piece, for parts whose size nobody knows beforehand; up to 4 GB. */
export async function* zip(parts: Iterable<ZipPart>): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const method = part.isPacked === true ? DEFLATED : 0;
    const start = Buffer.concat([local(name.length, method), name]);
    yield start;
    const counted = new Counted(part.bytes);
    const stored = part.isPacked === true ? Readable.from(counted.chunks()).pipe(createDeflateRaw()) : counted.chunks();
    let packed = 0;
    for await (const chunk of stored as AsyncIterable<Buffer>) {
      packed += chunk.length;
      yield chunk;
    }
    const sums = Buffer.alloc(12);
    [counted.crc, packed, counted.size].forEach((sum, index) => sums.writeUInt32LE(sum, index * 4));
    yield Buffer.concat([Buffer.from('PK\x07\x08'), sums]);
    directory.push(Buffer.concat([central(name.length, method, sums, at), name]));
    at += start.length + packed + 16;
  }
  const all = Buffer.concat(directory);
  yield Buffer.concat([all, ending(directory.length, all.length, at)]);
}

class Counted {
  size = 0;
  crc = 0;

  constructor(private readonly bytes: Iterable<Buffer> | AsyncIterable<Buffer>) {}

  async *chunks(): AsyncGenerator<Buffer> {
    for await (const chunk of this.bytes) {
      this.size += chunk.length;
      this.crc = crc32(chunk, this.crc);
      yield chunk;
    }
  }
}

function local(nameLength: number, method: number): Buffer {
  const head = Buffer.alloc(30);
  head.write('PK\x03\x04', 'latin1');
  [VERSION, WITH_DESCRIPTOR, method].forEach((value, index) => head.writeUInt16LE(value, 4 + index * 2));
  head.writeUInt16LE(nameLength, 26);
  return head;
}

function central(nameLength: number, method: number, sums: Buffer, at: number): Buffer {
  const head = Buffer.alloc(46);
  head.write('PK\x01\x02', 'latin1');
  [VERSION, VERSION, WITH_DESCRIPTOR, method].forEach((value, index) => head.writeUInt16LE(value, 4 + index * 2));
  sums.copy(head, 16);
  head.writeUInt16LE(nameLength, 28);
  head.writeUInt32LE(at, 42);
  return head;
}

function ending(count: number, size: number, at: number): Buffer {
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  [count, count].forEach((value, index) => end.writeUInt16LE(value, 8 + index * 2));
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(at, 16);
  return end;
}
