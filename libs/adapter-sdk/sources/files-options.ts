import type { Format } from '../format';

/** What the exports are. */
export interface FilesOptions {
  /** Names that are exports. Names of unfinished files (`.part`, `.tmp`, …, or a leading dot) are never taken. */
  pattern: { test(name: string): boolean };
  format: Format;
  /** The largest item that is kept, in bytes: 8 MiB. A larger one is parked as TOO_LARGE. */
  rawBytes?: number;
}
