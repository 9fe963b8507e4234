import { randomUUID } from 'node:crypto';
import { open, unlink, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Malformed } from '../format';

/** A larger file is no register that an office keeps by hand. */
const LARGEST_FILE = 1_073_741_824;
const OLE2 = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EACCES', 'ENOENT']);
const ZIP = Buffer.from('504b0304', 'hex');

/** A file that only this process can reach: it has no name any more, and is gone when it is closed. */
export async function privateFile(): Promise<FileHandle> {
  const path = join(tmpdir(), `lienthong-${randomUUID()}`);
  const handle = await roomFor(() => open(path, 'wx+', 0o600));
  try {
    await unlink(path);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The bytes of a workbook at rest: the directory of a zip stands at its end. */
export interface Spool {
  readonly handle: FileHandle;
  readonly size: number;
}

/**
 * Puts the bytes of a workbook into a private file, which the caller closes.
 *
 * @throws Malformed as soon as the first bytes are not those of a zip; nothing is left behind
 */
export async function spooled(bytes: AsyncIterable<Buffer>): Promise<Spool> {
  const handle = await privateFile();
  try {
    let [size, isTold, start] = [0, false, Buffer.alloc(0)];
    for await (const chunk of bytes) {
      if (!isTold) {
        start = Buffer.concat([start, chunk.subarray(0, OLE2.length)]);
        isTold = start.length >= OLE2.length;
        if (isTold) assertZip(start);
      }
      size += chunk.length;
      if (size > LARGEST_FILE)
        throw new Malformed('MALFORMED', 'file', `a workbook has at most ${LARGEST_FILE} bytes; split the register`);
      await written(handle, chunk);
    }
    if (!isTold) assertZip(start);
    return { handle, size };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Writes all of a chunk behind what was written before. */
export async function written(handle: FileHandle, chunk: Buffer): Promise<void> {
  for (let from = 0; from < chunk.length;) from += (await roomFor(() => handle.write(chunk, from))).bytesWritten;
}

/** Where this machine has no room, the file is left for later and not given up. */
async function roomFor<T>(touch: () => Promise<T>): Promise<T> {
  try {
    return await touch();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    if (!NO_ROOM.has(code)) throw error;
    const rule = `a workbook is put there while it is read, and it cannot be (${code}): give TMPDIR a folder with room`;
    throw new Malformed('FILE_UNREADABLE', 'the folder of temporary files', rule, error);
  }
}

function assertZip(start: Buffer): void {
  if (start.length === 0) throw new Malformed('EMPTY', 'file', 'the file has no bytes');
  if (start.subarray(0, OLE2.length).equals(OLE2))
    throw new Malformed('MALFORMED', 'file', 'it is an old .xls, or has a password: save it as .xlsx without a password'); // prettier-ignore
  if (!start.subarray(0, ZIP.length).equals(ZIP))
    throw new Malformed('WRONG_ROOT', 'file', 'it does not begin as a workbook (.xlsx) does: save it as .xlsx');
}
