import { Fault } from '@lienthong/canonical';
import type { Adapter } from '../../adapter';
import { Malformed, type RawItem } from '../../format';
import type { Secret } from './chance';
import { disguiseItem } from './disguise-item';
import { Undisguised } from './item-values';
import { pathsOf } from './kept-paths';
import { formatOf, samplePage } from './sample-page';
import { itemReader, type SampleItem } from '../samples';
import { hasSurvivor, namesOf, valuesOf, type ItemValue } from './surviving-values';

/** An item in its disguise: the page that holds it alone, and what becomes of it. */
export interface RecordedItem {
  readonly bytes: Buffer;
  readonly item: SampleItem;
  /** The values of the item itself, as they were: they never leave the session. */
  readonly values: readonly ItemValue[];
  /** Names of its members, attributes and elements, which stay. */
  readonly names: readonly string[];
}

/** Why an item was left out, in words that tell no value. */
export type LeftOut = { readonly leftOut: string };

/** Bytes of an item that still makes a sample somebody reads. */
const LARGEST = 131_072;
/** Causes for which an item was never read to its end, so that nobody knows what in it is personal. */
const UNREAD = new Set(['TOO_LARGE', 'CHARSET', 'CHARACTER', 'MALFORMED', 'TRUNCATED', 'EMPTY', 'WRONG_ROOT', 'DOCTYPE']); // prettier-ignore

/** Reads and disguises the items of one session. */
export class ItemRecorder {
  private readonly readOne;
  private readonly kept;

  constructor(
    private readonly adapter: Adapter,
    private readonly secret: Secret,
  ) {
    this.readOne = itemReader(adapter);
    this.kept = pathsOf(adapter);
  }

  /** What becomes of an item as it is. */
  async read(item: RawItem): Promise<SampleItem | LeftOut> {
    if (item.raw === undefined || item.raw.length > LARGEST) return { leftOut: 'the item is too large for a sample' };
    return guarded(async () => {
      const before = await this.readOne(item);
      if (causeOf(before) === 'MAPPING_DEFECT') return { leftOut: 'the mapping fails on the item' };
      return UNREAD.has(causeOf(before) ?? '') ? { leftOut: 'the item cannot be read' } : before;
    });
  }

  /**
   * Disguises one item and proves the disguise: it is as long, it is cut out of its page whole, nothing of what had to be
   * replaced is left, and it becomes what the item becomes (`before`): a dossier, or parked for the same cause at the
   * same place.
   */
  async disguise({ raw, charset }: RawItem, before: SampleItem): Promise<RecordedItem | LeftOut> {
    return guarded(async () => {
      const { format } = this.adapter;
      if (raw === undefined) return { leftOut: 'the item is too large for a sample' };
      const look = { format: formatOf(format), charset, ...this.kept };
      const disguised = disguiseItem(raw, { ...look, secret: this.secret });
      const bytes = samplePage(format, disguised, charset);
      const item = await this.onlyItem(bytes, disguised);
      if (item === undefined) return { leftOut: 'the disguised item is not cut out of its page as it is' };
      if (!isAlike(before, item)) return { leftOut: 'the disguised item becomes something else' };
      if (hasSurvivor(raw, disguised, look)) return { leftOut: 'a value of the item is left in the disguised one' };
      return { bytes, item, values: valuesOf(raw, look), names: namesOf(raw, look) };
    });
  }

  /** What becomes of the one item of a page; undefined where there is another number, or other bytes than `raw`. */
  private async onlyItem(page: Buffer, raw: Buffer): Promise<SampleItem | undefined> {
    const cut: RawItem[] = [];
    for await (const item of this.adapter.format.split(once(page), { rawBytes: page.length })) cut.push(item);
    const [item] = cut;
    return cut.length === 1 && item?.raw?.equals(raw) === true ? this.readOne(item) : undefined;
  }
}

async function guarded<T>(make: () => Promise<T | LeftOut>): Promise<T | LeftOut> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof Undisguised) return { leftOut: error.rule };
    if (error instanceof Malformed) return { leftOut: 'the item cannot be read' };
    if (error instanceof Fault) throw error;
    // What else is thrown comes from the adapter's own code, and its words may hold a value.
    return { leftOut: 'the mapping fails on the item' };
  }
}

function causeOf({ outcome }: SampleItem): string | undefined {
  return outcome.kind === 'parked' ? outcome.cause : undefined;
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
