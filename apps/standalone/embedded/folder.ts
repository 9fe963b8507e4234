import { constants } from 'node:fs';
import { access, mkdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';

const REASONS: Record<string, string> = {
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it lies on a read-only file system',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'there is a file of that name',
};

/** The fault of a folder that could not be written, with its reason in words; other errors come back as they are. */
export function folderFault(path: string, error: unknown): unknown {
  const reason = REASONS[(error as NodeJS.ErrnoException).code ?? ''];
  if (reason === undefined) return error;
  return new Fault('LT-EMBEDDED-5', `The folder ${path} cannot be used: ${reason}.`, { cause: error });
}

/** Creates the folder and its parents when missing and returns its real path; a fault when it cannot be written. */
export async function writableFolder(path: string): Promise<string> {
  try {
    // A parent made here can be passed, not listed, by the user PostgreSQL runs as.
    await mkdir(path, { recursive: true, mode: 0o755 });
    await access(path, constants.W_OK | constants.X_OK);
    return await realpath(path);
  } catch (error) {
    throw folderFault(path, error);
  }
}

/** The content of a text file; undefined when there is none. */
export async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** True when something of that name exists, whatever it is. */
export async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

/** The checkout's own file at `path`, seen from the sources as well as from dist/. */
export async function fileOfProject(path: string): Promise<string> {
  for (let folder = __dirname; ; folder = dirname(folder)) {
    if (await exists(join(folder, path))) return join(folder, path);
    if (folder === dirname(folder)) throw new Fault('LT-EMBEDDED-3', `${path} is missing from this installation.`);
  }
}
