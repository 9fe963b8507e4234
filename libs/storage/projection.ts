import type { QueryRunner } from 'typeorm';
import type { KnownRow, ListedRow } from './listing-rows';
import { column, join } from './rows';

/** Held from the moment change numbers are taken until the commit, so that a lower one is never seen later. */
const NUMBERING_LOCK = 7_310_513;

/** A token or compact key of a dossier. */
export interface DossierMark {
  readonly dossier: string;
  readonly mark: string;
}

/**
 * Statements of the projector's transaction: one multi-row statement per batch and table, sorted by dossier. As with
 * {@link Register}, the partition's lock stands for row locks.
 */
export class Projection {
  constructor(private readonly tx: QueryRunner) {}

  /**
   * Lets the commit return before it is on disk. A crash then loses the last moments of lists and of their offsets alike,
   * and they are made again from the log: nothing that cannot be derived is written in these transactions.
   */
  async commitLazily(): Promise<void> {
    await this.tx.query('set local synchronous_commit = off');
  }

  /** What is known of the dossiers asked for, by id. */
  async known(ids: readonly string[]): Promise<Map<string, KnownRow>> {
    const rows: (Omit<KnownRow, 'tokens' | 'codes'> & { tokens: string; codes: string })[] = await this.tx.query(
      `select id, sequence, record_offset::float8 as "offset", content, tokens, codes
       from listed_dossier where id in (select ${column(1, 'uuid')})`,
      [join(ids)],
    );
    return new Map(rows.map((row) => [row.id, { ...row, tokens: parts(row.tokens), codes: parts(row.codes) }]));
  }

  /** Notes newer records that say the same: nothing that is listed changes. */
  async advance(rows: readonly Pick<ListedRow, 'id' | 'sequence' | 'offset'>[]): Promise<void> {
    if (rows.length === 0) return;
    await this.tx.query(
      `update listed_dossier d set sequence = fresh.sequence, record_offset = fresh.record_offset
       from (select ${column(1, 'uuid')} as id, ${column(2, 'text')} as sequence, ${column(3, 'bigint')} as record_offset) fresh
       where d.id = fresh.id and (d.sequence, d.record_offset) < (fresh.sequence collate "C", fresh.record_offset)`,
      columns(byDossier(rows, 'id'), (row) => [row.id, row.sequence, row.offset]),
    );
  }

  async replaceTokens(gone: readonly DossierMark[], fresh: readonly DossierMark[]): Promise<void> {
    const cells = ({ dossier, mark }: DossierMark): string[] => [mark.slice(1), dossier, mark.slice(0, 1)];
    const given = `select decode(${column(1, 'text')}, 'hex') as token, ${column(2, 'uuid')} as dossier, ${column(3, '"char"')} as kind`;
    if (gone.length > 0)
      await this.tx.query(
        `delete from dossier_token t using (${given}) gone
         where t.token = gone.token and t.dossier = gone.dossier and t.kind = gone.kind`,
        columns(byDossier(gone, 'dossier'), cells),
      );
    if (fresh.length > 0)
      await this.tx.query(
        `insert into dossier_token (token, dossier, kind) ${given} on conflict do nothing`,
        columns(byDossier(fresh, 'dossier'), cells),
      );
  }

  async replaceCodes(gone: readonly DossierMark[], fresh: readonly DossierMark[]): Promise<void> {
    const cells = ({ dossier, mark }: DossierMark): string[] => [mark, dossier];
    const given = `select ${column(1, 'text')} as key, ${column(2, 'uuid')} as dossier`;
    if (gone.length > 0)
      await this.tx.query(
        `delete from dossier_code c using (${given}) gone where c.key = gone.key and c.dossier = gone.dossier`,
        columns(byDossier(gone, 'dossier'), cells),
      );
    if (fresh.length > 0)
      await this.tx.query(
        `insert into dossier_code (key, dossier) ${given} on conflict do nothing`,
        columns(byDossier(fresh, 'dossier'), cells),
      );
  }

  /**
   * Stores what is listed, under change numbers that are committed in their order: the last statement of a transaction
   * before its offset. What is stored with an equal or newer record stays.
   */
  async save(rows: readonly ListedRow[]): Promise<void> {
    if (rows.length === 0) return;
    await this.tx.query('select pg_advisory_xact_lock($1)', [NUMBERING_LOCK]);
    await this.tx.query(
      `insert into listed_dossier (id, system, sequence, record_offset, content, code, status, procedure, procedure_name, channel, due_at, due_until,
                                   finished_on, receiving_unit, competent_unit, returning_unit, deleted, changed_at, tokens, codes, received_on, changed_no)
       select id, system, sequence, record_offset, content, code, status, procedure, procedure_name, channel, due_at, due_until, finished_on,
              receiving, competent, returned_by, deleted, changed_at, coalesce(tokens, ''), coalesce(codes, ''), coalesce(received_on, ''), nextval('listed_change')
       from (
         select ${column(1, 'uuid')} as id, ${column(2, 'text')} as system, ${column(3, 'text')} as sequence, ${column(4, 'bigint')} as record_offset,
                ${column(5, 'text')} as content, ${column(6, 'text')} as code, ${column(7, 'text')} as status, ${column(8, 'text')} as procedure,
                ${column(9, 'text')} as procedure_name, ${column(10, 'text')} as channel, ${column(11, 'text')} as received_on, ${column(12, 'text')} as due_at,
                to_timestamp(${column(13, 'float8')} / 1000) as due_until, ${column(14, 'text')} as finished_on, ${column(15, 'text')} as receiving,
                ${column(16, 'text')} as competent, ${column(17, 'text')} as returned_by, ${column(18, 'boolean')} as deleted,
                to_timestamp(${column(19, 'float8')} / 1000) as changed_at, ${column(20, 'text')} as tokens, ${column(21, 'text')} as codes) fresh
       on conflict (id) do update set
         sequence = excluded.sequence, record_offset = excluded.record_offset, content = excluded.content, code = excluded.code,
         status = excluded.status, procedure = excluded.procedure, procedure_name = excluded.procedure_name, channel = excluded.channel,
         received_on = excluded.received_on, due_at = excluded.due_at, due_until = excluded.due_until, finished_on = excluded.finished_on,
         receiving_unit = excluded.receiving_unit, competent_unit = excluded.competent_unit, returning_unit = excluded.returning_unit,
         deleted = excluded.deleted, changed_at = excluded.changed_at, tokens = excluded.tokens, codes = excluded.codes, changed_no = excluded.changed_no
       where (listed_dossier.sequence, listed_dossier.record_offset) < (excluded.sequence, excluded.record_offset)`,
      columns(byDossier(rows, 'id'), cells),
    );
  }
}

type Cell = string | number | boolean | null;

function cells(row: ListedRow): Cell[] {
  return [
    row.id,
    row.system,
    row.sequence,
    row.offset,
    row.content,
    row.code,
    row.status,
    row.procedure,
    row.procedureName,
    row.channel,
    row.receivedOn,
    row.dueAt,
    row.dueUntilMs,
    row.finishedOn,
    row.receiving,
    row.competent,
    row.returning,
    row.deleted,
    row.changedAtMs,
    row.tokens.join(' ') || null,
    row.codes.join(' ') || null,
  ];
}

function columns<Row>(rows: readonly Row[], cellsOf: (row: Row) => Cell[]): (string | null)[] {
  const table = rows.map(cellsOf);
  return (table[0] ?? []).map((_, index) => join(table.map((row) => row[index])));
}

function byDossier<Name extends string, Row extends Record<Name, string>>(rows: readonly Row[], name: Name): Row[] {
  return [...rows].sort((a, b) => (a[name] < b[name] ? -1 : a[name] > b[name] ? 1 : 0));
}

function parts(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
