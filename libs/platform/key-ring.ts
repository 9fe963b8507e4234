import type { DataKey, MasterKey } from './keys';

/** Where wrapped keys are kept (table data_key). */
export interface WrappedKeys {
  find(dossiers: readonly string[]): Promise<{ dossier: string; key: string; wrapped: Buffer }[]>;
  insert(keys: readonly { dossier: string; key: string; wrapped: Buffer }[]): Promise<void>;
}

/** Keys kept in memory; the oldest goes first. */
const KEPT = 5_000;

/** The data keys of dossiers, fetched and unwrapped a batch at a time. */
export class KeyRing {
  private readonly keys = new Map<string, DataKey>();

  constructor(
    private readonly master: MasterKey,
    private readonly store: WrappedKeys,
  ) {}

  /** The keys that exist. @throws Fault LT-KEY-1 when another master key wrapped one of them */
  async find(dossiers: Iterable<string>): Promise<Map<string, DataKey>> {
    const found = new Map<string, DataKey>();
    const unknown: string[] = [];
    for (const dossier of new Set(dossiers)) {
      const key = this.keys.get(dossier);
      if (key) found.set(dossier, key);
      else unknown.push(dossier);
    }
    for (const { dossier, key: id, wrapped } of await this.store.find(unknown)) {
      const key = this.master.unwrap(id, dossier, wrapped);
      found.set(dossier, key);
      this.keep(key);
    }
    return found;
  }

  /** The keys of all dossiers; those without one get it, stored before this returns. Only what publishes records makes keys. */
  async obtain(dossiers: Iterable<string>): Promise<Map<string, DataKey>> {
    const wanted = new Set(dossiers);
    const found = await this.find(wanted);
    const made = [...wanted].filter((dossier) => !found.has(dossier)).map((dossier) => this.master.create(dossier));
    if (made.length === 0) return found;
    await this.store.insert(made.map((key) => ({ dossier: key.dossier, key: key.id, wrapped: this.master.wrap(key) })));
    // Read back: another process may have been first with its own key for the same dossier.
    const stored = await this.find(made.map((key) => key.dossier));
    return new Map([...found, ...stored]);
  }

  private keep(key: DataKey): void {
    this.keys.set(key.dossier, key);
    if (this.keys.size <= KEPT) return;
    const [oldest] = this.keys.keys();
    if (oldest !== undefined) this.keys.delete(oldest);
  }
}
