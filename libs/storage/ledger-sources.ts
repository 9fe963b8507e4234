import type { QueryRunner, DataSource } from 'typeorm';
import { difference, differencesOf, type LedgerDifference } from './ledger-difference';
import { dayText } from './ledger-span';

/** What a system's source said when it was asked to list everything it holds (L3). */
export interface SourceCount {
  readonly system: string;
  readonly state: 'counted' | 'not countable' | 'not counted';
  readonly requestedAt: string | null;
  readonly countedAt: string | null;
  readonly places?: number;
  readonly identities?: number;
  readonly unidentified?: number;
}

/** L4: identities that ever had a version, those of them whose head is deleted, and the live heads. */
export interface LiveCount {
  readonly system: string;
  readonly ever: number;
  readonly deleted: number;
  readonly live: number;
}

interface CountRow {
  system: string;
  requested_at: Date | null;
  counted_at: Date | null;
  day: string | null;
  result: {
    places?: number;
    identities?: number;
    unidentified?: number;
    missing?: string[];
    gone?: string[];
    countable?: boolean;
  } | null;
  unanswered: boolean;
  missing: string[] | null;
  gone: string[] | null;
}

/** Asks intake to count every system's source; the answer comes in table source_count. @returns the time of the request */
export async function requestCounts(db: DataSource): Promise<Date> {
  const rows: { requested_at: Date }[] = await db.query(
    `insert into source_count (system, requested_at) select code, clock_timestamp() from system
     on conflict (system) do update set requested_at = excluded.requested_at returning requested_at`,
  );
  return rows[0]?.requested_at ?? new Date();
}

/** How many requests are not answered yet. */
export async function pendingCounts(db: DataSource): Promise<number> {
  const rows: { pending: number }[] = await db.query(
    'select count(*)::integer as pending from source_count where requested_at is not null and (counted_at is null or counted_at < requested_at)',
  );
  return rows[0]?.pending ?? 0;
}

/** What sources say of themselves: faults of pages and files, and counts. */
export class LedgerSources {
  constructor(private readonly tx: QueryRunner) {}

  /** Faults of pages or files not mended by a later complete reading of the same place; the newest of each place and rule. */
  faults(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'SOURCE_FAULT',
      'a page or file of the source could not be read whole',
      `select distinct on (p.system, p.incomplete) p.system, ${dayText('p.saved_at')} as day, p.lease_epoch || '-' || p.read_seq as page,
              (p.incomplete ->> 'code') || ': ' || (p.incomplete ->> 'rule') as expected, p.incomplete ->> 'place' as found
       from page p
       where p.incomplete is not null and not exists (
         select from page q where q.system = p.system and q.number > p.number and q.incomplete is null
           and q.from_cursor is not distinct from p.from_cursor
           and not exists (select from source_file f where f.system = p.system)) and not exists (
         select from source_file f join page q on q.system = p.system and q.number > p.number and q.incomplete is null
         where f.system = p.system and starts_with(p.incomplete ->> 'place', f.path)
           and (${READ_TO_ITS_END} or ${READ_AGAIN}))
       order by p.system, p.incomplete, p.number desc`,
    );
  }

  /** The newest counts, each listed id compared once more with what is stored now. */
  async counts(): Promise<{ counts: SourceCount[]; differences: LedgerDifference[] }> {
    const rows: CountRow[] = await this.tx.query(
      `select s.code as system, c.requested_at, c.counted_at, ${dayText('c.counted_at')} as day, c.result,
              c.requested_at is not null and (c.counted_at is null or c.counted_at < c.requested_at) as unanswered,
              (select array_agg(m.listed) from jsonb_array_elements_text(c.result -> 'missing') as m(listed)
               where not exists (select from dossier d where d.id = m.listed::uuid)) as missing,
              (select array_agg(g.stored) from jsonb_array_elements_text(c.result -> 'gone') as g(stored)
               where exists (select from dossier d where d.id = g.stored::uuid and d.version_sequence is not null and not d.deleted)) as gone
       from system s left join source_count c on c.system = s.code order by s.code`,
    );
    return { counts: rows.map(toCount), differences: rows.flatMap(toDifferences) };
  }

  async live(): Promise<LiveCount[]> {
    return this.tx.query(
      `select coalesce(h.system, v.system) as system, coalesce(v.ever, 0) as ever, coalesce(h.deleted, 0) as deleted, coalesce(h.live, 0) as live
       from (select system, count(*) filter (where version_sequence is not null and deleted)::integer as deleted,
                    count(*) filter (where version_sequence is not null and not deleted)::integer as live from dossier group by system) h
       full join (select coalesce(d.system, '') as system, count(*)::integer as ever
                  from (select dossier from dossier_version group by dossier) e left join dossier d on d.id = e.dossier group by 1) v
         on v.system = h.system`,
    );
  }
}

/** A complete page that came to the end of the file: reading moved within it or to it. */
const READ_TO_ITS_END = `(q.to_cursor ->> 'ordinal' = f.ordinal::text and q.to_cursor ->> 'done' = 'true'
           and q.to_cursor - 'left' is distinct from coalesce(q.from_cursor, '{}') - 'left')`;

/** A complete page that took the file off the list of those to be read again. */
const READ_AGAIN = `(exists (select from jsonb_array_elements(q.from_cursor -> 'left') e where e ->> 0 = f.ordinal::text)
           and not exists (select from jsonb_array_elements(q.to_cursor -> 'left') e where e ->> 0 = f.ordinal::text))`;

function toCount({ system, requested_at, counted_at, result }: CountRow): SourceCount {
  const state = result === null ? 'not counted' : result.countable === false ? 'not countable' : 'counted';
  const { places, identities, unidentified } = result ?? {};
  return {
    system,
    state,
    requestedAt: requested_at?.toISOString() ?? null,
    countedAt: counted_at?.toISOString() ?? null,
    ...(state === 'counted' ? { places, identities, unidentified } : {}),
  };
}

function toDifferences({ system, day, missing, gone }: CountRow): LedgerDifference[] {
  return [
    ...(missing ?? []).map((dossier) =>
      difference('NOT_LISTED_HERE', 'the source lists a dossier that is not stored', { system, day, dossier }),
    ),
    ...(gone ?? []).map((dossier) =>
      difference('NOT_IN_SOURCE', 'a live dossier that the source does not list any more', { system, day, dossier }),
    ),
  ];
}
