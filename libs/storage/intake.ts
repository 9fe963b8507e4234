import type { DataSource } from 'typeorm';
import { Fault } from '@lienthong/canonical';
import { column, join } from './rows';
import { stage, type StagedPage } from './staged-parts';

/** A page as saved with the cursor. `offsets` lists [partition, first offset, count] of what it published. */
export interface PageRow {
  readonly readSeq: number;
  readonly from: unknown;
  readonly to: unknown;
  readonly rows: number;
  readonly published: number;
  readonly same: number;
  /** Rows that are parts of dossiers and gave no record of their own. */
  readonly staged?: number;
  readonly incomplete: { code: string; place: string; rule: string } | undefined;
  readonly offsets: readonly (readonly [partition: number, first: number, count: number])[];
  /** Parts that are kept from now on, saved with the cursor. */
  readonly parts?: StagedPage;
}

/** A system under lease: its cursor can be written only while the epoch is still the lease's. */
export interface Lease {
  readonly system: string;
  readonly epoch: number;
}

/** Where reading goes on: null at the beginning. `restart` is the command that let it begin again. */
export interface Beginning {
  readonly cursor: unknown;
  readonly restart: number | undefined;
}

/** Leases, cursors, pages and files: what intake needs to read each system once and from where it was left. */
export class IntakeStore {
  constructor(private readonly db: DataSource) {}

  /** Takes a lease that is free, expired or our own; undefined when another process holds it. */
  async take(system: string, holder: string, ttlMs: number): Promise<Lease | undefined> {
    const rows: { epoch: string }[] = await this.db.query(
      `insert into lease (system, epoch, holder, expires_at) values ($1, 1, $2, now() + $3 * interval '1 millisecond')
       on conflict (system) do update set epoch = lease.epoch + 1, holder = excluded.holder, expires_at = excluded.expires_at
       where lease.holder = excluded.holder or lease.holder is null or lease.expires_at < now()
       returning epoch`,
      [system, holder, ttlMs],
    );
    return rows[0] && { system, epoch: Number(rows[0].epoch) };
  }

  /** Extends leases; returns the systems still held. */
  async renew(holder: string, ttlMs: number): Promise<Set<string>> {
    const [rows]: [{ system: string }[], number] = await this.db.query(
      `update lease set expires_at = now() + $2 * interval '1 millisecond' where holder = $1 and expires_at >= now() returning system`,
      [holder, ttlMs],
    );
    return new Set(rows.map((row) => row.system));
  }

  /** Gives leases back, so that another process need not wait for them to expire. */
  async release(holder: string): Promise<void> {
    await this.db.query('update lease set holder = null, expires_at = now() where holder = $1', [holder]);
  }

  /** Gives one lease back, if it is still ours. */
  async giveBack({ system, epoch }: Lease): Promise<void> {
    await this.db.query('update lease set holder = null, expires_at = now() where system = $1 and epoch = $2', [
      system,
      epoch,
    ]);
  }

  /** Numbers for records that are handed over, each given once for ever. @returns the first of `count` */
  async arrivals(system: string, count: number): Promise<number> {
    const rows: { last: string }[] = await this.db.query(
      `insert into arrival (system, last) values ($1, $2)
       on conflict (system) do update set last = arrival.last + $2 returning last`,
      [system, count],
    );
    return Number(rows[0]?.last) - count + 1;
  }

  /** Where reading goes on: after the last saved page, or at the beginning where somebody asked for that. */
  async beginning(system: string): Promise<Beginning> {
    const rows: { cursor: unknown; restart: number | null }[] = await this.db.query(
      `select c.cursor, r.number::float8 as restart
       from system s left join intake_cursor c on c.system = s.code
       left join system_restart r on r.system = s.code and r.page is null where s.code = $1`,
      [system],
    );
    const restart = rows[0]?.restart ?? undefined;
    return { cursor: restart === undefined ? (rows[0]?.cursor ?? null) : null, restart };
  }

  /**
   * Saves a page and moves the cursor, if the lease is still ours.
   *
   * @param restart the command whose first page this is: it names the page from now on
   * @throws Fault LT-DB-4 when another process took the system over
   */
  async savePage({ system, epoch }: Lease, page: PageRow, restart?: number): Promise<void> {
    await this.db.transaction(async (tx) => {
      const held: { epoch: string }[] = await tx.query('select epoch from lease where system = $1 for update', [
        system,
      ]);
      if (Number(held[0]?.epoch) !== epoch)
        throw new Fault('LT-DB-4', `System ${system} is read by another process now.`);
      const saved: { number: string }[] = await tx.query(
        `insert into page (system, lease_epoch, read_seq, from_cursor, to_cursor, rows, published, same, staged, incomplete, offsets)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning number`,
        [
          system,
          epoch,
          page.readSeq,
          page.from === null ? null : JSON.stringify(page.from),
          JSON.stringify(page.to),
          page.rows,
          page.published,
          page.same,
          page.staged ?? 0,
          page.incomplete ? JSON.stringify(page.incomplete) : null,
          JSON.stringify(page.offsets),
        ],
      );
      if (page.parts) await stage(tx, system, page.parts);
      if (restart !== undefined)
        await tx.query('update system_restart set page = $2, begun_at = now() where number = $1 and page is null', [
          restart,
          saved[0]?.number,
        ]);
      await tx.query(
        `insert into intake_cursor (system, cursor) values ($1, $2)
         on conflict (system) do update set cursor = excluded.cursor, saved_at = now(), idle_at = null, last_error = null`,
        [system, JSON.stringify(page.to)],
      );
    });
  }

  /** Notes that the source has nothing more to read now. */
  async idle(system: string): Promise<void> {
    await this.db.query(
      `insert into intake_cursor (system, idle_at) values ($1, now()) on conflict (system) do update set idle_at = now(), last_error = null`,
      [system],
    );
  }

  /** Notes why a system could not be read; the text names places and rules, never values. */
  async failed(system: string, error: string): Promise<void> {
    await this.db.query(
      `insert into intake_cursor (system, last_error) values ($1, $2) on conflict (system) do update set last_error = excluded.last_error, idle_at = null`,
      [system, error],
    );
  }

  /** Raw commitments of the newest records the registry has applied, by dossier. */
  async rawCommitments(dossiers: readonly string[]): Promise<Map<string, string>> {
    const rows: { id: string; raw_commitment: string }[] = await this.db.query(
      `select id, raw_commitment from dossier where id in (select ${column(1, 'uuid')})`,
      [join(dossiers)],
    );
    return new Map(rows.map((row) => [row.id, row.raw_commitment]));
  }

  /** The offset the registry has applied up to, by partition of `records.v1`: one above the highest ledger line. */
  async appliedUpTo(generation: number): Promise<Map<number, number>> {
    const rows: { partition: number; next: string | null }[] = await this.db.query(
      `select p.partition, (select record_offset + 1 from ledger_line l where l.generation = $1 and l.partition = p.partition
                            order by record_offset desc limit 1) as next
       from generate_series(0, 63) as p(partition)`,
      [generation],
    );
    return new Map(rows.filter((row) => row.next !== null).map((row) => [row.partition, Number(row.next)]));
  }

  /** The ordinal of a content of a file: the same one for ever, a new content always a higher one. */
  async fileOrdinal(system: string, path: string, contentHash: string, size: number, mtimeMs: number): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query('select 1 from system where code = $1 for update', [system]);
      const known: { ordinal: number }[] = await tx.query(
        'select ordinal from source_file where system = $1 and path = $2 and content_hash = $3',
        [system, path, contentHash],
      );
      if (known[0]) return known[0].ordinal;
      const rows: { ordinal: number }[] = await tx.query(
        `insert into source_file (system, ordinal, path, content_hash, size, modified_at)
         select $1, coalesce(max(ordinal), 0) + 1, $2, $3, $4, to_timestamp($5::float8 / 1000) from source_file where system = $1
         returning ordinal`,
        [system, path, contentHash, size, mtimeMs],
      );
      return rows[0]?.ordinal ?? 0;
    });
  }
}
