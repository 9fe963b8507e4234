import type { DataSource } from 'typeorm';
import type { Coordinate } from '@lienthong/canonical';

/** A head as the digest reads it: what it says of the dossier, where its newest record lies, and its wrapped key. */
export interface DigestHead extends Coordinate {
  readonly id: string;
  readonly system: string;
  readonly outcome: string;
  readonly deleted: boolean;
  readonly versions: number;
  readonly timelineEntries: number;
  readonly key: string | null;
  readonly wrapped: Buffer | null;
}

/** Reads heads and current documents in the order of dossier ids, a bounded part at a time. */
export class DigestSource {
  constructor(private readonly db: DataSource) {}

  /** The next heads after an id (undefined: from the first on). */
  async heads(after: string | undefined, limit: number): Promise<DigestHead[]> {
    return this.db.query(
      `select h.id, h.system, h.outcome, h.deleted, h.generation, h.partition, h.record_offset::float8 as "offset",
              h.timeline_entries as "timelineEntries", k.key, k.wrapped,
              (select count(*)::integer from dossier_version v where v.dossier = h.id) as versions
       from dossier h left join data_key k on k.dossier = h.id
       where $1::uuid is null or h.id > $1 order by h.id limit $2`,
      [after ?? null, limit],
    );
  }

  /** Current documents (dossier.v1 as JSON text) of the dossiers with ids from `first` to `last`, by id. */
  async documents(first: string, last: string): Promise<Map<string, string>> {
    const rows: { id: string; document: string }[] = await this.db.query(
      `select h.id, convert_from(v.document, 'UTF8') as document
       from dossier h join dossier_version v
         on v.dossier = h.id and v.sequence = h.version_sequence and v.record_offset = h.version_offset
       where h.id between $1 and $2`,
      [first, last],
    );
    return new Map(rows.map((row) => [row.id, row.document]));
  }
}
