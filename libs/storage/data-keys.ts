import type { DataSource } from 'typeorm';
import { column, join } from './rows';

/** A data key as stored: only the master key opens it. */
export interface WrappedKey {
  readonly dossier: string;
  readonly key: string;
  readonly wrapped: Buffer;
}

/** Table data_key: one key per dossier. The registry never reads it. */
export class DataKeys {
  constructor(private readonly db: DataSource) {}

  /** The keys of the dossiers that have one. */
  async find(dossiers: readonly string[]): Promise<WrappedKey[]> {
    if (dossiers.length === 0) return [];
    return this.db.query(`select dossier, key, wrapped from data_key where dossier in (select ${column(1, 'uuid')})`, [
      join(dossiers),
    ]);
  }

  /** Stores new keys; where another process was first, its key stays. Committed before anything is sealed with them. */
  async insert(keys: readonly WrappedKey[]): Promise<void> {
    if (keys.length === 0) return;
    const sorted = [...keys].sort((a, b) => (a.dossier < b.dossier ? -1 : 1));
    await this.db.query(
      `insert into data_key (dossier, key, wrapped) select ${column(1, 'uuid')}, ${column(2, 'uuid')}, decode(${column(3, 'text')}, 'hex') on conflict do nothing`,
      [
        join(sorted.map((k) => k.dossier)),
        join(sorted.map((k) => k.key)),
        join(sorted.map((k) => k.wrapped.toString('hex'))),
      ],
    );
  }
}
