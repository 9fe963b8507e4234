import { Logger } from '@nestjs/common';
import type { Adapter, SourceContext } from '@lienthong/adapter-sdk';
import { dossierId } from '@lienthong/canonical';
import { RECORDS, logState } from '@lienthong/messaging';
import type { Spine } from '@lienthong/platform';
import { IntakeStore, SourceCounts, type CountResult } from '@lienthong/storage';

/** L3 of the ledger: what the source lists now against what is stored, after a change of file and on demand. */
export class Counting {
  private readonly counts: SourceCounts;
  private readonly logger = new Logger('intake');
  private isDue = false;
  private countedAtMs = -Infinity;
  /** A first look that found differences; the second one follows another read of the source. */
  private first: CountResult | undefined;

  constructor(
    private readonly spine: Spine,
    private readonly system: string,
    private readonly adapter: Adapter,
    private readonly context: SourceContext,
  ) {
    this.counts = new SourceCounts(spine.db, system);
  }

  /** Counts when the source changed or somebody asked, once the registry has applied all that was published. */
  async countWhenDue(hasChanged: boolean): Promise<void> {
    this.isDue ||= hasChanged;
    const isAsked = await this.counts.isRequested();
    if (!(isAsked || this.first !== undefined || this.isTime()) || !(await this.isSettled())) return;
    const startedAt = new Date();
    if (!this.adapter.source.list) return this.save(startedAt, { countable: false });
    const counted = await this.count();
    // A difference is looked at again, after another read, before it is listed: what came between is no difference.
    const hasDifference = counted.missing.length > 0 || counted.gone.length > 0;
    if (hasDifference && this.first === undefined) {
      this.first = counted;
      return;
    }
    const result = this.first === undefined ? counted : agreed(this.first, counted);
    await this.save(startedAt, result);
    if (result.missing.length + result.gone.length > 0) {
      this.logger.warn(
        `System ${this.system}: ${result.missing.length} listed dossiers are not stored, ${result.gone.length} stored ones are not listed any more.`,
      );
    }
  }

  private isTime(): boolean {
    return this.isDue && Date.now() - this.countedAtMs >= (this.adapter.source.listEveryMs ?? 0);
  }

  private async save(startedAt: Date, result: CountResult | { countable: false }): Promise<void> {
    this.isDue = false;
    this.first = undefined;
    this.countedAtMs = Date.now();
    await this.counts.save(startedAt, result);
  }

  private async count(): Promise<CountResult> {
    const listing = await this.counts.begin();
    try {
      for await (const part of this.adapter.source.list?.(this.context) ?? []) {
        const ids = part.identities.map((identity) => dossierId(this.system, identity));
        await listing.add(part.place, Number(part.order >> 32n), ids, part.unidentified);
      }
      return await listing.compare();
    } finally {
      await listing.end();
    }
  }

  private async isSettled(): Promise<boolean> {
    const { topics } = await logState(this.spine.kafka, [RECORDS]);
    const applied = await new IntakeStore(this.spine.db).appliedUpTo(this.spine.generation);
    return (topics.get(RECORDS) ?? []).every(({ partition, high }) => (applied.get(partition) ?? 0) >= high);
  }
}

function agreed(first: CountResult, second: CountResult): CountResult {
  const both = (a: readonly string[], b: readonly string[]): string[] => b.filter((id) => a.includes(id));
  return { ...second, missing: both(first.missing, second.missing), gone: both(first.gone, second.gone) };
}
