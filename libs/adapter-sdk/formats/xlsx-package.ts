import { crc32 } from 'node:zlib';
import { fromFdPromise, type Entry, type ZipFile } from 'yauzl';
import { Malformed } from '../format';
import type { Spool } from './xlsx-spool';

const MOST_PARTS = 10_000;
/** Bytes of a part's name and of what a zip notes beside it. */
const LONGEST_NOTE = 4_096;
const LARGEST_PART = 4_000_000_000;
/** Of all parts together. */
const LARGEST_WHOLE = 8_000_000_000;
/** Sheets of real registers are packed 5 to 40 times; a bomb a thousand times. */
const HIGHEST_RATIO = 200;
/** Up to here a part may be packed as tightly as it likes. */
const SMALL = 16_777_216;
const [STORED, DEFLATED] = [0, 8];

/**
 * The parts of a workbook (OPC, a zip). What a part may unpack to is known from the directory before it is read, and
 * the zip library holds it to that. Only parts that are asked for are read; what they point to outside never is.
 */
export class Package {
  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
  ) {}

  /** @throws Malformed where the directory cannot be read or is beyond all bounds */
  static async open({ handle }: Spool): Promise<Package> {
    const entries = new Map<string, Entry>();
    let unpacked = 0;
    try {
      const zip = await fromFdPromise(handle.fd, { autoClose: false });
      if (zip.entryCount > MOST_PARTS) throw refused('directory', `a workbook has at most ${MOST_PARTS} parts`);
      for await (const entry of zip.eachEntry()) {
        if (entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength > LONGEST_NOTE)
          throw refused('directory', `what is noted of a part has at most ${LONGEST_NOTE} bytes`);
        const name = entry.fileName.toLowerCase();
        if (entries.has(name)) throw refused('directory', 'a part stands in it twice');
        entries.set(name, entry);
        unpacked += entry.uncompressedSize;
        if (unpacked > LARGEST_WHOLE) throw refused('directory', `all parts unpack to at most ${LARGEST_WHOLE} bytes`);
      }
      return new Package(zip, entries);
    } catch (error) {
      throw fault(error, 'directory');
    }
  }

  /** The bytes of a part, unpacked; its name counts in either case. @throws Malformed where there is none, or it is beyond all bounds */
  async *part(name: string): AsyncGenerator<Buffer> {
    const place = placeOf(name);
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) throw refused(place, 'the part is missing');
    assertBounded(entry, place);
    let sum = 0;
    try {
      const stream = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        sum = crc32(chunk, sum);
        yield chunk;
      }
    } catch (error) {
      throw fault(error, place);
    }
    if (sum !== entry.crc32) throw refused(place, 'its checksum differs: the file is damaged');
  }
}

function assertBounded(entry: Entry, place: string): void {
  const { compressedSize, uncompressedSize, compressionMethod } = entry;
  if (entry.isEncrypted()) throw refused(place, 'it has a password: save it as .xlsx without a password');
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED)
    throw refused(place, 'it is packed in a way that workbooks are not');
  if (uncompressedSize > LARGEST_PART) throw refused(place, `a part unpacks to at most ${LARGEST_PART} bytes`);
  if (uncompressedSize > SMALL && uncompressedSize > compressedSize * HIGHEST_RATIO)
    throw refused(place, `a part is packed at most ${HIGHEST_RATIO} times`);
}

/** A part by its name, where that is one that programs give. */
export function placeOf(part: string): string {
  return /^[\w./-]{1,100}$/.test(part) ? part : 'a part of another name';
}

function refused(place: string, rule: string): Malformed {
  return new Malformed('MALFORMED', place, rule);
}

/** Errors of the machine pass; those of the zip library say what is wrong with the file, in words that may quote it. */
function fault(error: unknown, place: string): unknown {
  if (error instanceof Malformed) return error;
  const { code, message } = error as { code?: unknown; message?: string };
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return error;
  const isCut = /^End of central directory|^unexpected EOF/.test(message ?? '');
  return isCut
    ? new Malformed('TRUNCATED', place, 'the end of the zip is missing', error)
    : new Malformed('MALFORMED', place, 'the zip is damaged', error);
}
