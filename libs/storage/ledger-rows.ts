import type { QueryRunner } from 'typeorm';
import { differencesOf, type LedgerDifference } from './ledger-difference';
import { dayText, onDays, withinDays, type DaySpan } from './ledger-span';

/** Lines of one system and day by outcome; `current` are those that are a dossier's current version. */
export interface LineCounts {
  readonly system: string;
  readonly day: string;
  readonly outcome: string;
  readonly lines: number;
  readonly current: number;
}

const COORDINATE = (row: string): string => `concat_ws('/', ${row}.generation, ${row}.partition, ${row}.record_offset)`;
/** Sequences but for the mapping epoch: the same reading of the same record, whatever it was mapped with. */
const SAME_READING = (a: string, b: string): string => `left(${a}, 64) = left(${b}, 64)`;

/**
 * Compares lines, versions, heads and parked rows of the days of a span, two tables at a time, by joins over whole sets.
 *
 * Under a newer mapping epoch a line's sequence may be higher than that of the version its record once made: a version
 * stands for its record's line when both are the same reading and the line is not older.
 */
export class LedgerRows {
  constructor(
    private readonly tx: QueryRunner,
    private readonly span: DaySpan,
  ) {}

  async counts(): Promise<LineCounts[]> {
    return this.tx.query(
      `select l.system, l.day::text as day, l.outcome, count(*)::integer as lines, count(h.id)::integer as current
       from ledger_line l
       left join dossier h on l.outcome = 'APPLIED' and h.id = l.dossier and h.version_offset = l.record_offset
                          and ${SAME_READING('h.version_sequence', 'l.sequence')}
       where ${this.lines()} group by 1, 2, 3`,
    );
  }

  async differences(): Promise<LedgerDifference[]> {
    const all = [];
    all.push(await this.versionsMissing(), await this.versionsExtra());
    all.push(await this.headsMissing(), await this.headsExtra(), await this.headsDiffering());
    all.push(await this.parkedMissing(), await this.parkedExtra());
    return all.flat();
  }

  private lines(): string {
    return onDays('l.day', this.span);
  }

  private versionsMissing(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'VERSION_MISSING',
      'the ledger line says that a version was made, and there is no version row',
      `select l.system, l.day::text as day, l.dossier::text as dossier, ${COORDINATE('l')} as coordinate, l.page
       from ledger_line l
       where ${this.lines()} and l.outcome in ('APPLIED', 'DELETED') and not exists (
         select from dossier_version v where v.dossier = l.dossier and v.record_offset = l.record_offset
           and ${SAME_READING('v.sequence', 'l.sequence')} and v.sequence <= l.sequence)`,
    );
  }

  private versionsExtra(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'VERSION_EXTRA',
      'a version row that no ledger line stands behind',
      `select v.system, ${dayText('v.appended_at')} as day, v.dossier::text as dossier, ${COORDINATE('v')} as coordinate
       from dossier_version v
       where ${withinDays('v.appended_at', this.span)} and not exists (
         select from ledger_line l where l.generation = v.generation and l.partition = v.partition and l.record_offset = v.record_offset
           and l.dossier = v.dossier and ${SAME_READING('l.sequence', 'v.sequence')}
           and (l.sequence > v.sequence or (l.sequence = v.sequence and l.outcome in ('APPLIED', 'DELETED'))))`,
    );
  }

  private headsMissing(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'HEAD_MISSING',
      'a ledger line whose dossier has no head row, or only an older one',
      `select distinct on (l.dossier) l.system, l.day::text as day, l.dossier::text as dossier, ${COORDINATE('l')} as coordinate, l.page
       from ledger_line l left join dossier h on h.id = l.dossier
       where ${this.lines()} and (h.id is null or h.sequence < l.sequence)
       order by l.dossier, l.sequence desc`,
    );
  }

  private headsExtra(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'HEAD_EXTRA',
      'a head row that no ledger line stands behind',
      `select h.system, ${dayText('h.changed_at')} as day, h.id::text as dossier, ${COORDINATE('h')} as coordinate
       from dossier h
       where ${withinDays('h.changed_at', this.span)} and not exists (
         select from ledger_line l where l.generation = h.generation and l.partition = h.partition and l.record_offset = h.record_offset
           and l.dossier = h.id and l.sequence = h.sequence and l.system = h.system)`,
    );
  }

  private headsDiffering(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'HEAD_DIFFERS',
      'the version row that the head calls current is missing or says something else',
      `select h.system, ${dayText('h.changed_at')} as day, h.id::text as dossier, ${COORDINATE('h')} as coordinate,
              case when v.dossier is null then 'no version row' else 'another content' end as found
       from dossier h
       left join dossier_version v on v.dossier = h.id and v.sequence = h.version_sequence and v.record_offset = h.version_offset
       where ${withinDays('h.changed_at', this.span)} and h.version_sequence is not null
         and (v.dossier is null or v.deleted <> h.deleted or v.content is distinct from h.content)`,
    );
  }

  private parkedMissing(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'PARKED_MISSING',
      'the ledger line says that the record was parked, and there is no parked row',
      `select l.system, l.day::text as day, l.dossier::text as dossier, ${COORDINATE('l')} as coordinate, l.page
       from ledger_line l
       where ${this.lines()} and l.outcome = 'PARKED' and not exists (
         select from parked p where p.generation = l.generation and p.partition = l.partition and p.record_offset = l.record_offset)`,
    );
  }

  private parkedExtra(): Promise<LedgerDifference[]> {
    return differencesOf(
      this.tx,
      'PARKED_EXTRA',
      'a parked row that no ledger line stands behind',
      `select p.system, ${dayText('p.parked_at')} as day, p.dossier::text as dossier, ${COORDINATE('p')} as coordinate
       from parked p
       where ${withinDays('p.parked_at', this.span)} and not exists (
         select from ledger_line l where l.generation = p.generation and l.partition = p.partition and l.record_offset = p.record_offset
           and l.dossier = p.dossier)`,
    );
  }
}
