import type { Adapter } from '../../adapter';
import type { Item, SourceContext } from '../../source';
import type { Secret } from './chance';
import { ItemRecorder, type RecordedItem } from './recorded-item';
import { traitsOf, variedItems } from './varied-items';

/** What was read so far: counts and rules, never a value. */
export interface RecordProgress {
  readonly pages: number;
  readonly items: number;
  /** Items of which no sample can be made, by rule. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** Files or pages of the source that were at fault, by code. */
  readonly incomplete: Readonly<Record<string, number>>;
}

/** Items that are held while a session is read; more are taken only where they show what none before them did. */
const HELD = 100;

/** One session: what it read, and the items of it that show something new, in their disguise. */
export class Session {
  private readonly held: RecordedItem[] = [];
  private readonly seen = new Set<string>();
  private readonly identities = new Map<string, string>();
  private readonly leftOut: Record<string, number> = {};
  private readonly incomplete: Record<string, number> = {};
  private readonly recorder: ItemRecorder;
  private pages = 0;
  private items = 0;

  constructor(
    private readonly adapter: Adapter,
    secret: Secret,
  ) {
    this.recorder = new ItemRecorder(adapter, secret);
  }

  /** Reads the source from its beginning, at most so many items of it. */
  async read(context: SourceContext, most: number, onProgress: (progress: RecordProgress) => void): Promise<void> {
    for await (const page of this.adapter.source.read(context, null)) {
      context.signal.throwIfAborted();
      if (page.incomplete) count(this.incomplete, page.incomplete.code);
      for (const item of page.items.slice(0, most - this.items)) {
        this.items += 1;
        await this.take(item);
      }
      // A page without items says where reading goes on, and shows nothing.
      if (page.items.length > 0) this.pages += 1;
      const { pages, items, leftOut, incomplete } = this;
      onProgress({ pages, items, leftOut: { ...leftOut }, incomplete: { ...incomplete } });
      if (this.items >= most) return;
    }
  }

  /** The items that show the most, at most so many. */
  chosen(most: number): RecordedItem[] {
    return variedItems(this.held, most, ({ item, bytes }) => ({ traits: traitsOf(item), size: bytes.length }));
  }

  private async take(item: Item): Promise<void> {
    const before = await this.recorder.read(item);
    if ('leftOut' in before) return count(this.leftOut, before.leftOut);
    // Which members come together has no bound; what there is of each does.
    const traits = traitsOf(before).filter((trait) => this.held.length < HELD || !trait.startsWith('together '));
    if (traits.every((trait) => this.seen.has(trait))) return;
    const made = await this.recorder.disguise(item, before);
    if ('leftOut' in made) return count(this.leftOut, made.leftOut);
    const { identity } = made.item;
    if (identity !== null && item.identity !== undefined) {
      const other = this.identities.get(identity);
      if (other !== undefined && other !== item.identity) return count(this.leftOut, 'two identities would become one');
      this.identities.set(identity, item.identity);
    }
    traits.forEach((trait) => this.seen.add(trait));
    this.held.push(made);
  }
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
