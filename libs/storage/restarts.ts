import type { DataSource } from 'typeorm';

/** A command to read a source from its beginning again; `begunAt` is null until its first page was saved. */
export interface Restart {
  readonly number: number;
  readonly askedBy: string;
  readonly askedAt: Date;
  readonly begunAt: Date | null;
}

/**
 * Commands to read a source from its beginning again. Each is kept: the ledger accepts a page that does not begin where
 * the page before it ended only where such a command names it.
 */
export class Restarts {
  constructor(private readonly db: DataSource) {}

  /** Asks for one, or gives the one that is still waiting; whoever reads the system begins anew within a second. */
  async ask(system: string, askedBy: string): Promise<Restart> {
    return this.db.transaction(async (tx) => {
      await tx.query('select 1 from system where code = $1 for update', [system]);
      await tx.query(
        `insert into system_restart (system, asked_by) values ($1, $2) on conflict (system) where page is null do nothing`,
        [system, askedBy],
      );
      await tx.query('update system set updated_at = clock_timestamp() where code = $1', [system]);
      const rows: Restart[] = await tx.query(
        `select number::float8 as number, asked_by as "askedBy", asked_at as "askedAt", begun_at as "begunAt"
         from system_restart where system = $1 and page is null`,
        [system],
      );
      if (!rows[0]) throw new Error('A command that was just written is there.');
      return rows[0];
    });
  }
}
