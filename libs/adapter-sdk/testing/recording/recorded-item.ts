import { Fault } from '@lienthong/canonical';
import type { Adapter } from '../../adapter';
import { Malformed, type RawItem } from '../../format';
import type { Secret } from './chance';
import { disguiseItem } from './disguise-item';
import { Undisguised } from './item-values';
import type { KeptPaths } from './kept-paths';
import { formatOf, samplePage } from './sample-page';
import { outcomesIn, type SampleItem } from '../samples';
import { hasSurvivor } from './surviving-values';

/** An item in its disguise: the page that holds it alone, and what becomes of it. */
export interface RecordedItem {
  readonly bytes: Buffer;
  readonly item: SampleItem;
}

/** Why an item was left out, in words that tell no value. */
export type LeftOut = { readonly leftOut: string };

/** Causes for which an item was never read to its end, so that nobody knows what in it is personal. */
const UNREAD = new Set(['TOO_LARGE', 'CHARSET', 'CHARACTER', 'MALFORMED', 'TRUNCATED', 'EMPTY', 'WRONG_ROOT', 'DOCTYPE']); // prettier-ignore

/**
 * Disguises one item and proves the disguise: it is as long, it is cut out of its page whole, nothing of what had to be
 * replaced is left, and it becomes what the item becomes: a dossier, or parked for the same cause at the same place.
 */
export async function recordedItem(
  adapter: Adapter,
  item: RawItem,
  kept: KeptPaths,
  secret: Secret,
): Promise<RecordedItem | LeftOut> {
  try {
    return await proved(adapter, item, kept, secret);
  } catch (error) {
    if (error instanceof Undisguised) return { leftOut: error.rule };
    if (error instanceof Malformed) return { leftOut: 'the item cannot be read' };
    if (error instanceof Fault) throw error;
    // What else is thrown comes from the adapter's own code, and its words may hold a value.
    return { leftOut: 'the mapping fails on the item' };
  }
}

async function proved(
  adapter: Adapter,
  { raw, charset }: RawItem,
  kept: KeptPaths,
  secret: Secret,
): Promise<RecordedItem | LeftOut> {
  const { format } = adapter;
  if (raw === undefined) return { leftOut: 'the item is too large' };
  const before = await onlyItem(adapter, samplePage(format, raw, charset));
  if (before === undefined || isUnread(before)) return { leftOut: 'the item cannot be read' };
  const look = { format: formatOf(format), charset, ...kept };
  const disguised = disguiseItem(raw, { ...look, secret });
  const bytes = samplePage(format, disguised, charset);
  const item = await onlyItem(adapter, bytes, disguised);
  if (item === undefined) return { leftOut: 'the disguised item is not cut out of its page as it is' };
  if (!isAlike(before, item)) return { leftOut: 'the disguised item becomes something else' };
  if (hasSurvivor(raw, disguised, look)) return { leftOut: 'a value of the item is left in the disguised one' };
  return { bytes, item };
}

/** What becomes of the one item of a page; undefined where there is another number, or other bytes than `raw`. */
async function onlyItem(adapter: Adapter, page: Buffer, raw?: Buffer): Promise<SampleItem | undefined> {
  const cut: (Buffer | undefined)[] = [];
  for await (const item of adapter.format.split(once(page), { rawBytes: page.length })) cut.push(item.raw);
  if (cut.length !== 1 || (raw !== undefined && cut[0]?.equals(raw) !== true)) return undefined;
  const [item] = await outcomesIn(adapter, once(page));
  return item;
}

function isUnread({ outcome }: SampleItem): boolean {
  return outcome.kind === 'parked' && UNREAD.has(outcome.cause);
}

function isAlike(one: SampleItem, other: SampleItem): boolean {
  const kindOf = ({ identity, outcome }: SampleItem): string => {
    const about = outcome.kind === 'parked' ? [outcome.cause, outcome.field, outcome.path] : [];
    return JSON.stringify([identity === null, outcome.kind, ...about]);
  };
  return kindOf(one) === kindOf(other);
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield await Promise.resolve(bytes);
}
