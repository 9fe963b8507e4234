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
    if (!(this.isDue || isAsked) || !(await this.isSettled())) return;
    this.isDue = false;
    const startedAt = new Date();
    if (!this.adapter.source.list) return this.counts.save(startedAt, { countable: false });
    const first = await this.count();
    // A difference is read again once before it is listed: what changed between two looks is no difference.
    const hasDifference = first.missing.length > 0 || first.gone.length > 0;
    const result = hasDifference ? agreed(first, await this.count()) : first;
    await this.counts.save(startedAt, result);
    if (result.missing.length + result.gone.length > 0) {
      this.logger.warn(
        `System ${this.system}: ${result.missing.length} listed dossiers are not stored, ${result.gone.length} stored ones are not listed any more.`,
      );
    }
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
