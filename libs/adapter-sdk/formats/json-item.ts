import { hash } from 'node:crypto';
import { Malformed, type RawItem, type SplitLimit } from '../format';
import type { Node } from '../node';
import { jsonTree } from './json-tree';

/** A page above this is not read: software that needs more has to page. */
export const LARGEST_BODY = 16 * 1024 * 1024;

/** The bytes of a page as a whole: JSON is understood only with its end. */
export async function wholeBody(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > LARGEST_BODY)
      throw new Malformed('MALFORMED', `byte ${LARGEST_BODY}`, `a page has at most ${LARGEST_BODY} bytes`);
    parts.push(part);
  }
  if (size === 0) throw new Malformed('EMPTY', 'byte 0', 'the answer has a body');
  return Buffer.concat(parts);
}

/** An item of its exact bytes; one that cannot be understood keeps them and an empty head, and is parked later. */
export function jsonItem(slice: Buffer, limit: SplitLimit): RawItem {
  const item = { size: slice.length, digest: hash('sha256', slice, 'buffer'), charset: 'utf-8' };
  if (slice.length > limit.rawBytes) {
    const rule = `an item has at most ${limit.rawBytes} bytes`;
    return { ...item, head: headOf(slice), fault: { code: 'TOO_LARGE', rule } };
  }
  return { ...item, raw: Buffer.from(slice), head: headOf(slice) };
}

/** The scalar members of an item. */
function headOf(slice: Buffer): Node {
  try {
    return Object.fromEntries(
      Object.entries(jsonTree(slice)).filter(([, value]) => value === null || typeof value !== 'object'),
    );
  } catch (error) {
    if (error instanceof Malformed) return {};
    throw error;
  }
}
