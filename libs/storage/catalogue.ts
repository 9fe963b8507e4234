import type { DataSource } from 'typeorm';
import type { Coordinate } from '@lienthong/canonical';

/** Public columns of a dossier's head, no value of a person. */
export interface DossierRow {
  readonly id: string;
  readonly system: string;
  readonly status: string | null;
  readonly receivedOn: string | null;
  readonly deleted: boolean;
  readonly timelineEntries: number;
  readonly changedAt: Date;
}

/** A version of a dossier, as the list of its versions shows it. */
export interface VersionRow extends Coordinate {
  readonly sequence: string;
  readonly deleted: boolean;
  readonly timelineEntries: number;
  readonly appendedAt: Date;
  readonly current: boolean;
}

/** A dossier with its current document (dossier.v1 as JSON text, personal values sealed) and its newest versions. */
export interface DossierPage extends DossierRow {
  readonly document: string;
  readonly versionCount: number;
  readonly versions: readonly VersionRow[];
}

const ROW = `h.id, h.system, h.status, h.received_on as "receivedOn", h.deleted, h.timeline_entries as "timelineEntries",
  h.changed_at as "changedAt"`;

/** Reading queries over what the registry has written; lists and search are {@link Listing}'s. */
export class Catalogue {
  constructor(private readonly db: DataSource) {}

  /** A dossier with at most `versions` of its versions, the newest first; undefined when no version of it exists. */
  async dossier(id: string, versions: number): Promise<DossierPage | undefined> {
    const [head]: (DossierRow & { document: string })[] = await this.db.query(
      `select ${ROW}, convert_from(v.document, 'UTF8') as document
       from dossier h join dossier_version v
         on v.dossier = h.id and v.sequence = h.version_sequence and v.record_offset = h.version_offset
       where h.id = $1`,
      [id],
    );
    if (!head) return undefined;
    const rows: (VersionRow & { total: number })[] = await this.db.query(
      `select v.sequence, v.generation, v.partition, v.record_offset::float8 as "offset", v.deleted,
              v.timeline_entries as "timelineEntries", v.appended_at as "appendedAt",
              (v.sequence = h.version_sequence and v.record_offset = h.version_offset) as current,
              count(*) over ()::integer as total
       from dossier_version v join dossier h on h.id = v.dossier
       where v.dossier = $1 order by v.sequence desc, v.record_offset desc limit $2`,
      [id, versions],
    );
    const list = rows.map(({ total: _, ...version }) => version);
    return { ...head, versionCount: rows[0]?.total ?? 0, versions: list };
  }
}
