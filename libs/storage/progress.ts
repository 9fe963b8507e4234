import type { DataSource } from 'typeorm';

/** How far a system has come, from its pages to the dossiers that can be read. */
export interface Progress {
  /** The database's time of this answer: compare `idleAt` with it, not with a clock of your own. */
  readonly now: Date;
  readonly pages: number;
  readonly rowsRead: number;
  readonly published: number;
  readonly same: number;
  /** Rows that are parts of dossiers and gave no record of their own. */
  readonly staged: number;
  /** Dossiers of which parts are known, and not yet the one that makes them a dossier. */
  readonly waiting: number;
  /** Pages that were cut short by a fault of the page or file itself. */
  readonly incomplete: number;
  readonly lines: number;
  /** Records published by saved pages that are not ledger lines yet. */
  readonly inFlight: number;
  readonly parked: number;
  /** When a read of the source last ended with nothing more to read; null while it reads. */
  readonly idleAt: Date | null;
  readonly lastError: string | null;
  readonly liveDossiers: number;
  readonly timelineEntries: number;
}

/** Reads the progress of systems. */
export class SystemProgress {
  constructor(private readonly db: DataSource) {}

  /**
   * The progress of one system.
   *
   * In flight is an estimate: a record of a page not saved yet is not in it (the system is not idle then), and lines of
   * repeated attempts, whose page was never saved, are left out of it.
   */
  async of(system: string): Promise<Progress> {
    const [row]: [Progress & { saved: number }] = await this.db.query(
      `select now() as now, p.*, l.*, (select count(*)::integer from parked where system = $1) as parked,
              (select count(distinct dossier)::integer from staged_part where system = $1 and waits) as waiting,
              c.idle_at as "idleAt", c.last_error as "lastError", h.*
       from (select count(*)::integer as pages, coalesce(sum(rows), 0)::float8 as "rowsRead",
                    coalesce(sum(published), 0)::float8 as published, coalesce(sum(same), 0)::float8 as same, coalesce(sum(staged), 0)::float8 as staged,
                    count(incomplete)::integer as incomplete
             from page where system = $1) p
       cross join (select count(*)::integer as lines, count(g.number)::integer as saved
             from ledger_line l left join page g on g.system = l.system and l.page = g.lease_epoch || '-' || g.read_seq
             where l.system = $1) l
       cross join (select count(*)::integer as "liveDossiers", coalesce(sum(timeline_entries), 0)::float8 as "timelineEntries"
             from dossier where system = $1 and version_sequence is not null and not deleted) h
       left join intake_cursor c on c.system = $1`,
      [system],
    );
    const { saved, ...progress } = row;
    return { ...progress, inFlight: Math.max(0, progress.published - saved) };
  }
}
