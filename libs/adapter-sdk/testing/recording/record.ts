import { randomBytes } from 'node:crypto';
import type { Adapter } from '../../adapter';
import { Link } from '../../link';
import type { Item, SourceContext } from '../../source';
import type { Secret } from './chance';
import { pathsOf } from './kept-paths';
import { recordedItem, type RecordedItem } from './recorded-item';
import type { SampleItem } from '../samples';
import { traitsOf, variedItems } from './varied-items';

/** How a session is recorded; everything has a default. */
export interface RecordOptions {
  /** Pages of the source that are read: 3. */
  readonly pages?: number;
  /** Samples at most: 20. */
  readonly samples?: number;
  /** Keys the disguise: drawn anew. It is kept in memory, for as long as the session lasts. */
  readonly secret?: Secret;
  readonly signal?: AbortSignal;
  /** Told after every page and at the end. */
  onProgress?(progress: RecordProgress): void;
}

/** What was read so far: counts and rules, never a value. */
export interface RecordProgress {
  readonly pages: number;
  readonly items: number;
  /** Items whose disguise was proved. */
  readonly disguised: number;
  readonly leftOut: Readonly<Record<string, number>>;
  /** Files or pages of the source that were at fault, by code. */
  readonly incomplete: Readonly<Record<string, number>>;
}

/** A page or file with one disguised item, and what has to become of it: the two files of a sample. */
export interface RecordedSample {
  /** `in-progress-02`: the status or the cause, and a number. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly expected: readonly SampleItem[];
}

/** Rows that are read at most. */
const ROWS = 200;
const PAGES = 3;
const SAMPLES = 20;
const PAGE_BYTES = 4_194_304;
const CALL_MS = 30_000;
const NAME = 'sample';

/**
 * Samples out of a vendor's own system: some pages are read as intake reads them, every item is disguised (see
 * `disguiseItem`), what may stay is told by the mapping (see `keptPaths`), and of those whose disguise was proved the ones that
 * show the most are given. Nothing is written down, and neither samples nor progress nor faults hold a personal value.
 *
 * @throws the faults of the settings, the link and the source, as intake meets them
 */
export async function* recordSession(
  adapter: Adapter,
  settings: Record<string, unknown>,
  options: RecordOptions = {},
): AsyncGenerator<RecordedSample> {
  const link = new Link(NAME, { deadlineMs: CALL_MS });
  try {
    const session = new Session(adapter, options);
    await session.read(contextOf(adapter, settings, link, options.signal));
    yield* session.samples();
  } finally {
    link.close();
  }
}

function contextOf(
  adapter: Adapter,
  settings: Record<string, unknown>,
  link: Link,
  signal = new AbortController().signal,
): SourceContext {
  let ordinals = 0;
  return {
    settings: adapter.settings.parse(settings, 'Settings of the session'),
    link,
    files: { ordinal: () => Promise.resolve((ordinals += 1)) },
    signal,
    pageRows: ROWS,
    pageBytes: PAGE_BYTES,
    identityOf: (head) => adapter.identity.of(head),
  };
}

/** One session: what it read and what it made of that. */
class Session {
  private readonly recorded: RecordedItem[] = [];
  private readonly identities = new Map<string, string>();
  private readonly leftOut: Record<string, number> = {};
  private readonly incomplete: Record<string, number> = {};
  private readonly secret: Secret;
  private readonly kept;
  private pages = 0;
  private items = 0;

  constructor(
    private readonly adapter: Adapter,
    private readonly options: RecordOptions,
  ) {
    this.secret = options.secret ?? randomBytes(32);
    this.kept = pathsOf(adapter);
  }

  async read(context: SourceContext): Promise<void> {
    const { pages = PAGES } = this.options;
    for await (const page of this.adapter.source.read(context, null)) {
      context.signal.throwIfAborted();
      if (page.incomplete) count(this.incomplete, page.incomplete.code);
      for (const item of page.items.slice(0, ROWS - this.items)) await this.take(item);
      // A page without items says where reading goes on, and shows nothing.
      if (page.items.length > 0) this.pages += 1;
      this.tell();
      if (this.pages >= pages || this.items >= ROWS) return;
    }
    this.tell();
  }

  *samples(): Generator<RecordedSample> {
    const { samples = SAMPLES } = this.options;
    const about = ({ item, bytes }: RecordedItem): { traits: string[]; size: number } => ({
      traits: traitsOf(item),
      size: bytes.length,
    });
    const numbers: Record<string, number> = {};
    for (const { bytes, item } of variedItems(this.recorded, samples, about)) {
      const topic = topicOf(item);
      count(numbers, topic);
      yield { name: `${topic}-${String(numbers[topic]).padStart(2, '0')}`, bytes, expected: [item] };
    }
  }

  private async take(item: Item): Promise<void> {
    this.items += 1;
    const made = await recordedItem(this.adapter, item, this.kept, this.secret);
    if ('leftOut' in made) return count(this.leftOut, made.leftOut);
    const { identity } = made.item;
    const before = identity === null ? undefined : this.identities.get(identity);
    if (before !== undefined && before !== item.identity) return count(this.leftOut, 'two identities would become one');
    if (identity !== null && item.identity !== undefined) this.identities.set(identity, item.identity);
    this.recorded.push(made);
  }

  private tell(): void {
    const { pages, items, leftOut, incomplete, recorded } = this;
    this.options.onProgress?.({ pages, items, disguised: recorded.length, leftOut: { ...leftOut }, incomplete: { ...incomplete } }); // prettier-ignore
  }
}

/** The status of a dossier, or the cause for which there is none. */
function topicOf({ outcome }: SampleItem): string {
  if (outcome.kind === 'dropped') return 'dropped';
  const { code } = (outcome.kind === 'dossier' ? outcome.document['status'] : { code: outcome.cause }) as {
    code?: string;
  };
  return (code ?? 'dossier').toLowerCase().replaceAll('_', '-');
}

function count(counts: Record<string, number>, what: string): void {
  counts[what] = (counts[what] ?? 0) + 1;
}
