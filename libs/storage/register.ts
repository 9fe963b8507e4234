import type { QueryRunner } from 'typeorm';
import type { Head, Line, Outcome, ParkedRow, Version } from './register-rows';
import { column, join } from './rows';

/** Statements of the registry's transaction: one multi-row statement per batch and table. */
export class Register {
  constructor(private readonly tx: QueryRunner) {}

  /** Heads of the dossiers asked for, by id. The partition's lock stands for row locks: a dossier has one partition. */
  async heads(ids: readonly string[]): Promise<Map<string, Head>> {
    const rows: HeadRow[] = await this.tx.query(
      `select id, system, sequence, generation, partition, record_offset, outcome, raw_commitment, asserted, version_sequence,
              version_offset, content, deleted, status, received_on, timeline_entries, extract(epoch from changed_at) * 1000 as changed_ms
       from dossier where id in (select ${column(1, 'uuid')})`,
      [join(ids)],
    );
    return new Map(rows.map((row) => [row.id, toHead(row)]));
  }

  /** Sequences of ledger lines that exist already, by offset: those records come again, or mapped anew. */
  async lines(generation: number, partition: number, offsets: readonly number[]): Promise<Map<number, string>> {
    const rows: { record_offset: string; sequence: string }[] = await this.tx.query(
      `select record_offset, sequence from ledger_line
       where generation = $2 and partition = $3 and record_offset in (select ${column(1, 'bigint')})`,
      [join(offsets), generation, partition],
    );
    return new Map(rows.map((row) => [Number(row.record_offset), row.sequence]));
  }

  async insertVersions(versions: readonly Version[]): Promise<void> {
    if (versions.length === 0) return;
    await this.tx.query(
      `insert into dossier_version (dossier, sequence, record_offset, generation, partition, system, content, deleted, timeline_entries, appended_at, document, mapping_epoch)
       select ${column(1, 'uuid')}, ${column(2, 'text')}, ${column(3, 'bigint')}, ${column(4, 'integer')}, ${column(5, 'integer')}, ${column(6, 'text')},
              ${column(7, 'text')}, ${column(8, 'boolean')}, ${column(9, 'integer')}, to_timestamp(${column(10, 'float8')} / 1000), convert_to(${column(11, 'text')}, 'UTF8'), ${column(12, 'bigint')}
       on conflict do nothing`,
      columns(versions, (v) => [
        v.dossier,
        v.sequence,
        v.offset,
        v.generation,
        v.partition,
        v.system,
        v.content,
        v.deleted,
        v.timelineEntries,
        v.appendedAtMs,
        v.document,
        mappingEpoch(v.sequence),
      ]),
    );
  }

  async saveHeads(heads: readonly Head[]): Promise<void> {
    if (heads.length === 0) return;
    const sorted = [...heads].sort((a, b) => (a.id < b.id ? -1 : 1));
    await this.tx.query(
      `insert into dossier (id, system, sequence, generation, partition, record_offset, outcome, raw_commitment, asserted, version_sequence,
                            version_offset, content, deleted, status, received_on, timeline_entries, changed_at)
       select ${column(1, 'uuid')}, ${column(2, 'text')}, ${column(3, 'text')}, ${column(4, 'integer')}, ${column(5, 'integer')}, ${column(6, 'bigint')},
              ${column(7, 'text')}, ${column(8, 'text')}, ${column(9, 'text')}, ${column(10, 'text')}, ${column(11, 'bigint')}, ${column(12, 'text')},
              ${column(13, 'boolean')}, ${column(14, 'text')}, ${column(15, 'text')}, ${column(16, 'integer')}, to_timestamp(${column(17, 'float8')} / 1000)
       on conflict (id) do update set
         sequence = excluded.sequence, generation = excluded.generation, partition = excluded.partition, record_offset = excluded.record_offset,
         outcome = excluded.outcome, raw_commitment = excluded.raw_commitment, asserted = excluded.asserted,
         version_sequence = excluded.version_sequence, version_offset = excluded.version_offset, content = excluded.content,
         deleted = excluded.deleted, status = excluded.status, received_on = excluded.received_on,
         timeline_entries = excluded.timeline_entries, changed_at = excluded.changed_at`,
      columns(sorted, (h) => [
        h.id,
        h.system,
        h.sequence,
        h.generation,
        h.partition,
        h.offset,
        h.outcome,
        h.rawCommitment,
        h.asserted,
        h.versionSequence,
        h.versionOffset,
        h.content,
        h.deleted,
        h.status,
        h.receivedOn,
        h.timelineEntries,
        h.changedAtMs,
      ]),
    );
  }

  async saveLines(lines: readonly Line[]): Promise<void> {
    if (lines.length === 0) return;
    await this.tx.query(
      `insert into ledger_line (generation, partition, record_offset, system, appended_at, day, page, dossier, sequence, outcome, cause)
       select generation, partition, record_offset, system, appended_at, (appended_at at time zone 'Asia/Ho_Chi_Minh')::date, page, dossier, sequence, outcome, cause
       from (select ${column(1, 'integer')} as generation, ${column(2, 'integer')} as partition, ${column(3, 'bigint')} as record_offset, ${column(4, 'text')} as system,
                    to_timestamp(${column(5, 'float8')} / 1000) as appended_at, ${column(6, 'text')} as page, ${column(7, 'uuid')} as dossier,
                    ${column(8, 'text')} as sequence, ${column(9, 'text')} as outcome, ${column(10, 'text')} as cause) line
       on conflict (generation, partition, record_offset) do update set
         sequence = excluded.sequence, outcome = excluded.outcome, cause = excluded.cause
       where ledger_line.sequence < excluded.sequence`,
      columns(lines, (l) => [
        l.generation,
        l.partition,
        l.offset,
        l.system,
        l.appendedAtMs,
        l.page,
        l.dossier,
        l.sequence,
        l.outcome,
        l.cause,
      ]),
    );
  }

  async saveParked(parked: readonly ParkedRow[]): Promise<void> {
    if (parked.length === 0) return;
    await this.tx.query(
      `insert into parked (generation, partition, record_offset, system, dossier, cause, path, rule, sample, field, suggestion)
       select ${column(1, 'integer')}, ${column(2, 'integer')}, ${column(3, 'bigint')}, ${column(4, 'text')}, ${column(5, 'uuid')}, ${column(6, 'text')}, ${column(7, 'text')}, ${column(8, 'text')}, ${column(9, 'text')}, ${column(10, 'text')}, ${column(11, 'text')}
       on conflict (generation, partition, record_offset) do update set
         cause = excluded.cause, path = excluded.path, rule = excluded.rule, sample = excluded.sample,
         field = excluded.field, suggestion = excluded.suggestion`,
      columns(parked, (p) => [
        p.generation,
        p.partition,
        p.offset,
        p.system,
        p.dossier,
        p.cause,
        p.path,
        p.rule,
        p.sample,
        p.field,
        p.suggestion,
      ]),
    );
  }

  async savepoint(): Promise<void> {
    await this.tx.query('savepoint batch');
  }

  async rollbackToSavepoint(): Promise<void> {
    await this.tx.query('rollback to savepoint batch');
  }

  async releaseSavepoint(): Promise<void> {
    await this.tx.query('release savepoint batch');
  }
}

type Cell = string | number | boolean | null;

function columns<Row>(rows: readonly Row[], cells: (row: Row) => Cell[]): (string | null)[] {
  const table = rows.map(cells);
  return (table[0] ?? []).map((_, index) => join(table.map((row) => row[index])));
}

/** Of a sequence, which is checked where it is read: its last 16 hex digits. */
function mappingEpoch(sequence: string): number {
  return Number.parseInt(sequence.slice(64), 16);
}

interface HeadRow {
  id: string;
  system: string;
  sequence: string;
  generation: number;
  partition: number;
  record_offset: string;
  outcome: Outcome;
  raw_commitment: string;
  asserted: string | null;
  version_sequence: string | null;
  version_offset: string | null;
  content: string | null;
  deleted: boolean;
  status: string | null;
  received_on: string | null;
  timeline_entries: number;
  changed_ms: string;
}

function toHead(row: HeadRow): Head {
  return {
    id: row.id,
    system: row.system,
    sequence: row.sequence,
    generation: row.generation,
    partition: row.partition,
    offset: Number(row.record_offset),
    outcome: row.outcome,
    rawCommitment: row.raw_commitment,
    asserted: row.asserted,
    versionSequence: row.version_sequence,
    versionOffset: row.version_offset === null ? null : Number(row.version_offset),
    content: row.content,
    deleted: row.deleted,
    status: row.status,
    receivedOn: row.received_on,
    timelineEntries: row.timeline_entries,
    changedAtMs: Number(row.changed_ms),
  };
}
