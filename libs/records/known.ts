import type { Appended } from '@lienthong/messaging';
import type { IntakeStore } from '@lienthong/storage';

/** What was published under this lease and may not be applied yet; above this the registry's heads are asked again. */
const KEPT = 50_000;

/**
 * Tells whether a record says the same as the newest one of its dossier, so that a full export read again publishes
 * nothing. The truth is the registry's head; but a head lags behind what is on its way. So what this lease published
 * comes first, and heads count only once the registry has applied all that was appended before.
 */
export class Known {
  private recent = new Map<string, string>();
  private isCaughtUp = false;

  /** @param barrier end offsets of `records.v1`, by partition, when the lease began */
  constructor(
    private readonly store: IntakeStore,
    private readonly generation: number,
    private barrier: ReadonlyMap<number, number>,
  ) {}

  /** The commitments a record of these dossiers would have to differ from. */
  async commitments(dossiers: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const heads = (await this.caughtUp()) ? await this.store.rawCommitments(dossiers) : new Map<string, string>();
    for (const dossier of dossiers) {
      const commitment = this.recent.get(dossier);
      if (commitment !== undefined) heads.set(dossier, commitment);
    }
    return heads;
  }

  /** Remembers what was published. */
  published(records: readonly { dossier: string; commitment: string }[], appended: readonly Appended[]): void {
    for (const { dossier, commitment } of records) this.recent.set(dossier, commitment);
    if (this.recent.size <= KEPT) return;
    const ends = new Map(this.barrier);
    for (const { partition, offset } of appended) ends.set(partition, Math.max(ends.get(partition) ?? 0, offset + 1));
    this.barrier = ends;
    this.isCaughtUp = false;
    this.recent = new Map();
  }

  /** True once the registry has applied everything below the barrier. */
  async caughtUp(): Promise<boolean> {
    if (this.isCaughtUp) return true;
    const applied = await this.store.appliedUpTo(this.generation);
    this.isCaughtUp = [...this.barrier].every(([partition, end]) => (applied.get(partition) ?? 0) >= end);
    return this.isCaughtUp;
  }
}
