import type { DataSource, QueryRunner } from 'typeorm';
import { column, join } from './rows';

/** L3: what a source lists against what is stored. */
export interface CountResult {
  readonly places: number;
  readonly identities: number;
  readonly unidentified: number;
  /** Ids that are listed but neither live nor parked nor dropped; at most {@link LISTED}. */
  readonly missing: string[];
  /** Live dossiers whose file, or whose source where it has no files, lists them no more; at most {@link LISTED}. */
  readonly gone: string[];
}

const LISTED = 1_000;

/** Table source_count: requests for a count, and the newest result per system. */
export class SourceCounts {
  constructor(
    private readonly db: DataSource,
    private readonly system: string,
  ) {}

  /** True when somebody asked for a count after the newest one began. */
  async isRequested(): Promise<boolean> {
    const rows: unknown[] = await this.db.query(
      'select 1 from source_count where system = $1 and requested_at is not null and (counted_at is null or counted_at < requested_at)',
      [this.system],
    );
    return rows.length > 0;
  }

  /** @param result what was counted, or that this source cannot be counted */
  async save(startedAt: Date, result: CountResult | { countable: false }): Promise<void> {
    await this.db.query(
      `insert into source_count (system, counted_at, result) values ($1, $2, $3)
       on conflict (system) do update set counted_at = excluded.counted_at, result = excluded.result`,
      [this.system, startedAt, JSON.stringify(result)],
    );
  }

  /** Begins a listing. It is gathered in a table of its own session, so that memory does not grow with the source. */
  async begin(): Promise<SourceListing> {
    const runner = this.db.createQueryRunner();
    await runner.query(
      'create temp table if not exists listed (dossier uuid not null, place text not null, ordinal integer not null)',
    );
    await runner.query('truncate listed');
    return new SourceListing(runner, this.system);
  }
}

/** A listing being gathered. */
export class SourceListing {
  private unidentified = 0;

  constructor(
    private readonly runner: QueryRunner,
    private readonly system: string,
  ) {}

  async add(place: string, ordinal: number, dossiers: readonly string[], unidentified: number): Promise<void> {
    this.unidentified += unidentified;
    if (dossiers.length === 0) return;
    await this.runner.query(`insert into listed select ${column(1, 'uuid')}, $2, $3`, [join(dossiers), place, ordinal]);
  }

  /** Compares with the heads of the system. Digits 17 to 24 of a sequence are the ordinal of the file it came from. */
  async compare(): Promise<CountResult> {
    const [totals]: [{ places: number; identities: number }] = await this.runner.query(
      'select count(distinct place)::int as places, count(distinct dossier)::int as identities from listed',
    );
    const missing: { dossier: string }[] = await this.runner.query(
      `select distinct dossier from listed where not exists (select from dossier d where d.id = listed.dossier) order by dossier limit ${LISTED}`,
    );
    const gone: { id: string }[] = await this.runner.query(
      `select d.id from dossier d
       left join source_file f on f.system = d.system and f.ordinal = ('x' || substr(d.sequence, 17, 8))::bit(32)::int
       where d.system = $1 and d.version_sequence is not null and not d.deleted
         and (exists (select from listed l join source_file g on g.system = d.system and g.ordinal = l.ordinal where g.path = f.path and l.ordinal > f.ordinal)
              or not exists (select from source_file g where g.system = d.system))
         and not exists (select from listed l where l.dossier = d.id)
       order by d.id limit ${LISTED}`,
      [this.system],
    );
    return {
      ...totals,
      unidentified: this.unidentified,
      missing: missing.map((row) => row.dossier),
      gone: gone.map((row) => row.id),
    };
  }

  async end(): Promise<void> {
    await this.runner.query('drop table if exists listed');
    await this.runner.release();
  }
}
