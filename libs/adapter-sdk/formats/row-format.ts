import type { Charset } from '@lienthong/vietnam';
import { Malformed, type Format, type RawItem } from '../format';
import type { Node } from '../node';
import { ndjson } from './ndjson';
import { BYTES_AS_THEY_ARE, rowTree } from './row';

/** What is known of the rows of a database. */
export interface RowOptions {
  /** Encoding of columns that the database declares as another one than Unicode; without it, their bytes as they are. */
  readonly charset?: Charset;
}

/** Media type of such rows. */
export const ROWS = 'application/vnd.row+json';

/** Rows of a database: an item is the object of its columns (see `rowItem`). In a file, such as a sample, each is a line. */
export function row(options: RowOptions = {}): Format {
  const charset = options.charset ?? BYTES_AS_THEY_ARE;
  return {
    mediaType: ROWS,
    dialect: options,
    async *split(bytes, limit) {
      for await (const item of ndjson().split(bytes, limit)) yield { ...item, charset, head: headOf(item, charset) };
    },
    parse: rowTree,
  };
}

function headOf({ raw, head }: RawItem, charset: string): Node {
  if (raw === undefined) return head;
  try {
    return Object.fromEntries(Object.entries(rowTree(raw, charset)).filter(([, value]) => !Array.isArray(value)));
  } catch (error) {
    if (error instanceof Malformed) return {};
    throw error;
  }
}
