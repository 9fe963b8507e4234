import type { QueryRunner } from 'typeorm';
import { difference, differencesOf, type LedgerDifference } from './ledger-difference';
import { dayText, onDays, withinDays, type DaySpan } from './ledger-span';

/** Pages of one system in the span. */
export interface PageCounts {
  readonly system: string;
  readonly pages: number;
  readonly rows: number;
  readonly published: number;
  readonly same: number;
  readonly staged: number;
  readonly dropped: number;
  readonly incomplete: number;
}

/** Lines that carry a page which was never saved: an attempt that came again, or one that may still be saved. */
export interface Attempt {
  readonly system: string;
  readonly page: string;
  readonly day: string;
  readonly lines: number;
  readonly state: 'repeated' | 'open';
}

const NAME = `p.lease_epoch || '-' || p.read_seq`;
const GENERATION = `(select max(generation) from log_generation g where g.adopted_at <= p.saved_at)`;

/** L2: the chain of pages of each system, and the lines that carry them. */
export class LedgerPages {
  constructor(
    private readonly tx: QueryRunner,
    private readonly span: DaySpan,
  ) {}

  async counts(): Promise<PageCounts[]> {
    return this.tx.query(
      `select system, count(*)::integer as pages, sum(rows)::integer as rows, sum(published)::integer as published, sum(same)::integer as same,
              sum(staged)::integer as staged, sum(dropped)::integer as dropped, count(incomplete)::integer as incomplete
       from page p where ${this.pages()} group by system`,
    );
  }

  async differences(): Promise<LedgerDifference[]> {
    const all = [await this.brokenChain(), await this.wrongSums(), await this.wrongLines()];
    if (this.span.last === null) all.push(await this.cursors());
    return all.flat();
  }

  private pages(): string {
    return withinDays('p.saved_at', this.span);
  }

  private brokenChain(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'CHAIN_BROKEN',
      'the page does not begin where the page before it ended',
      `select p.system, ${dayText('p.saved_at')} as day, ${NAME} as page,
              coalesce('page ' || b.page || ' ended at ' || coalesce(b.to_cursor::text, 'nothing'), 'the beginning') as expected,
              coalesce(p.from_cursor::text, 'the beginning') as found
       from page p
       left join lateral (select ${NAME.replaceAll('p.', 'q.')} as page, q.to_cursor from page q
                          where q.system = p.system and q.number < p.number order by q.number desc limit 1) b on true
       where ${this.pages()} and nullif(p.from_cursor, 'null') is distinct from nullif(b.to_cursor, 'null')
         and not (nullif(p.from_cursor, 'null') is null and exists (select 1 from system_restart r where r.page = p.number and r.system = p.system))`,
    );
  }

  /** The last page of a chain has no page after it: the cursor is what follows. */
  private cursors(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'CHAIN_BROKEN',
      'the cursor is not where the last page ended',
      `select c.system, ${dayText('c.saved_at')} as day, b.page,
              coalesce('page ' || b.page || ' ended at ' || b.to_cursor, 'no page was saved') as expected, c.cursor::text as found
       from intake_cursor c
       left join lateral (select ${NAME} as page, p.to_cursor from page p where p.system = c.system order by p.number desc limit 1) b on true
       where nullif(c.cursor, 'null') is distinct from nullif(b.to_cursor, 'null')`,
    );
  }

  private wrongSums(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'PAGE_DIFFERS',
      'the rows of the page are not published + same + staged + dropped, or its offsets are not as many as published',
      `select p.system, ${dayText('p.saved_at')} as day, ${NAME} as page, p.rows || ' rows, ' || p.published || ' published' as expected,
              p.published + p.same + p.staged + p.dropped || ' rows, ' || o.count || ' offsets' as found
       from page p, lateral (select coalesce(sum((r ->> 2)::bigint), 0) as count from jsonb_array_elements(p.offsets) r) o
       where ${this.pages()} and (p.rows <> p.published + p.same + p.staged + p.dropped or o.count <> p.published)`,
    );
  }

  /**
   * Lines grouped by page against what the page published. Where they are fewer, each of its offsets must be a line of
   * this page, or have no line at all: then L1 finds it in flight or lost.
   */
  private wrongLines(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'PAGE_DIFFERS',
      'the ledger lines that carry the page are not those it published',
      `with carried as (select l.system, l.page, count(*) as lines from ledger_line l where ${onDays('l.day', this.span)} group by 1, 2),
            suspect as (select p.*, ${NAME} as name, coalesce(c.lines, 0) as lines, ${GENERATION} as generation
                        from page p left join carried c on c.system = p.system and c.page = ${NAME}
                        where ${this.pages()} and coalesce(c.lines, 0) <> p.published)
       select s.system, ${dayText('s.saved_at')} as day, s.name as page, s.published::text as expected,
              greatest(s.lines, o.own) || ' lines, ' || o.count - o.present || ' missing' as found
       from suspect s, lateral (
         select coalesce(sum((r ->> 2)::bigint), 0) as count, coalesce(sum(l.present), 0) as present, coalesce(sum(l.own), 0) as own
         from jsonb_array_elements(s.offsets) r, lateral (
           select count(*) as present, count(*) filter (where l.system = s.system and l.page = s.name) as own
           from ledger_line l
           where l.generation = s.generation and l.partition = (r ->> 0)::integer
             and l.record_offset >= (r ->> 1)::bigint and l.record_offset < (r ->> 1)::bigint + (r ->> 2)::bigint) l) o
       where s.lines > s.published or o.own <> o.present
          or (o.present < o.count and s.generation < (select max(generation) from log_generation))`,
    );
  }

  /**
   * Lines without a saved page. Lawful are those above the last saved page of their lease, once a later lease has read
   * them again, or while their page can still be saved; any other is a page that was swallowed.
   */
  async attempts(boundMs: number): Promise<{ attempts: Attempt[]; differences: LedgerDifference[] }> {
    const rows: (Attempt & { dossier: string; coordinate: string; lawful: boolean })[] = await this.tx.query(
      `with carried as (select l.system, l.page, l.day, count(*)::integer as lines, max(l.appended_at) as last from ledger_line l
                        where ${onDays('l.day', this.span)} group by 1, 2, 3),
            lone as (select c.*, case when c.page ~ '^\\d{1,15}-\\d{1,15}$' then split_part(c.page, '-', 1)::bigint end as epoch,
                            case when c.page ~ '^\\d{1,15}-\\d{1,15}$' then split_part(c.page, '-', 2)::bigint end as seq
                     from carried c where not exists (select from page p where p.system = c.system and ${NAME} = c.page)),
            judged as (select n.*, s.epoch as held, s.epoch > n.epoch as again,
                              s.epoch = n.epoch and (n.last > now() - $1 * interval '1 millisecond' or s.holder is null or s.expires_at < now()) as may_come,
                              exists (select from page p where p.system = n.system and p.lease_epoch = n.epoch and p.read_seq >= n.seq) as passed
                       from lone n left join lease s on s.system = n.system)
       select j.system, j.page, j.day::text as day, j.lines, case when again then 'repeated' else 'open' end as state,
              epoch is not null and not passed and (coalesce(again, false) or coalesce(may_come, false)) as lawful, e.dossier::text as dossier, e.coordinate
       from judged j, lateral (select l.dossier, concat_ws('/', l.generation, l.partition, l.record_offset) as coordinate from ledger_line l
                               where l.system = j.system and l.day = j.day and l.page = j.page limit 1) e`,
      [boundMs],
    );
    const what = (lines: number): string =>
      `${lines} ledger lines carry a page that is not in the chain; one of them is named`;
    return {
      attempts: rows
        .filter((row) => row.lawful)
        .map(({ system, page, day, lines, state }) => ({ system, page, day, lines, state })),
      differences: rows.filter((row) => !row.lawful).map((row) => difference('PAGE_MISSING', what(row.lines), row)),
    };
  }
}
