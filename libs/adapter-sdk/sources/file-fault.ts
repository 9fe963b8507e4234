import { Malformed } from '../format';

const REASONS: Record<string, 'FILE_GONE' | 'FILE_UNREADABLE'> = {
  ENOENT: 'FILE_GONE',
  ENOTDIR: 'FILE_GONE',
  EACCES: 'FILE_UNREADABLE',
  EPERM: 'FILE_UNREADABLE',
  EBUSY: 'FILE_UNREADABLE',
  EISDIR: 'FILE_UNREADABLE',
};

/** Makes of the errors that trying again does not mend a fault of that file; others pass, to be tried again. */
export async function touching<T>(path: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? '';
    const reason = REASONS[code];
    throw reason === undefined ? error : new Malformed(reason, path, `the file cannot be read (${code})`, error);
  }
}
