import type { DataSource, EntityManager } from 'typeorm';
import { column, join } from './rows';

/** A part as it is kept: where it belongs, and its sealed bytes. */
export interface KeptPart {
  readonly dossier: string;
  /** What tells it from the other parts of its dossier: a keyed hash. */
  readonly slot: string;
  /** Id of the data key that sealed it. */
  readonly key: string;
  /** Base64. */
  readonly sealed: string;
}

/** A part that is new or has changed. */
export interface FreshPart extends KeptPart {
  /** Its dossier has no main part yet. */
  readonly waits: boolean;
}

/** What a page changes in the stage. */
export interface StagedPage {
  readonly parts: readonly FreshPart[];
  /** Dossiers that have their main part now, or whose waiting ended: nobody waits for them any more. */
  readonly settled: readonly string[];
}

/** Table staged_part: parts of dossiers, kept as long as their dossier. */
export class StagedParts {
  constructor(private readonly db: DataSource) {}

  /** All parts known of dossiers. */
  async of(dossiers: readonly string[]): Promise<KeptPart[]> {
    if (dossiers.length === 0) return [];
    return this.db.query(
      `select dossier, slot, key, sealed from staged_part where dossier in (select ${column(1, 'uuid')})`,
      [join(dossiers)],
    );
  }

  /** Dossiers of a system whose parts wait for the main one since before so many milliseconds; those first that wait longest. */
  async overdue(system: string, waitMs: number, limit: number): Promise<string[]> {
    const rows: { dossier: string }[] = await this.db.query(
      `select dossier from staged_part where system = $1 and waits and seen_at <= now() - $2 * interval '1 millisecond'
       group by dossier order by min(seen_at), dossier limit $3`,
      [system, waitMs, limit],
    );
    return rows.map(({ dossier }) => dossier);
  }
}

/** Keeps the parts of a page, in the transaction that saves it. A part that comes again, changed or not, waits no longer for that. */
export async function stage(tx: EntityManager, system: string, { parts, settled }: StagedPage): Promise<void> {
  const sorted = [...parts].sort((a, b) => (a.dossier + a.slot < b.dossier + b.slot ? -1 : 1));
  const of = (name: keyof FreshPart): string | null => join(sorted.map((part) => part[name]));
  if (sorted.length > 0)
    await tx.query(
      `insert into staged_part (system, dossier, slot, key, sealed, waits)
       select $1, ${column(2, 'uuid')}, ${column(3, 'text')}, ${column(4, 'text')}, ${column(5, 'text')}, ${column(6, 'boolean')}
       on conflict (dossier, slot) do update set key = excluded.key, sealed = excluded.sealed`,
      [system, of('dossier'), of('slot'), of('key'), of('sealed'), of('waits')],
    );
  if (settled.length > 0)
    await tx.query(`update staged_part set waits = false where dossier in (select ${column(1, 'uuid')}) and waits`, [
      join([...settled].sort()),
    ]);
}
