import { Malformed, type Format } from '../format';
import { jsonItem, wholeBody } from './json-item';
import { jsonSlices } from './json-slices';
import { bounded, jsonTree } from './json-tree';

/** What the answers of a JSON interface look like. */
export interface JsonOptions {
  /** Member that holds the array of items, such as `data` or `result/rows`; '' where the answer itself is the array. */
  items: string;
}

/**
 * JSON (RFC 8259) in UTF-8: an item is an element of one array, kept as the exact bytes the source wrote. A number that
 * would lose digits is kept as text. Comments and trailing commas are no JSON.
 */
export function json({ items }: JsonOptions): Format {
  const path = items === '' ? [] : items.split('/');
  return {
    mediaType: 'application/json',
    items,
    async *split(bytes, limit) {
      const body = await wholeBody(bytes);
      const slices = jsonSlices(body, path);
      if (slices === undefined)
        throw new Malformed('WRONG_ROOT', `/${items}`, 'the answer holds an array of items there');
      for (const [start, end] of slices) yield jsonItem(body.subarray(start, end), limit);
    },
    parse: (raw) => bounded(jsonTree(raw)),
  };
}
