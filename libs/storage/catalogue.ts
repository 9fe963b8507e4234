import type { DataSource } from 'typeorm';
import type { Coordinate } from '@lienthong/canonical';

/** A dossier in a list: public columns of its head, no value of a person. */
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

/** Which dossiers, after which id. */
export interface DossierFilter {
  readonly system?: string | undefined;
  readonly status?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

const ROW = `h.id, h.system, h.status, h.received_on as "receivedOn", h.deleted, h.timeline_entries as "timelineEntries",
  h.changed_at as "changedAt"`;

/** Reading queries over what the registry has written. Lists go by key: a page costs the same wherever it lies. */
export class Catalogue {
  constructor(private readonly db: DataSource) {}

  /** Dossiers that have a version, in the order of their ids. */
  async dossiers({ system, status, after, limit }: DossierFilter): Promise<DossierRow[]> {
    return this.db.query(
      `select ${ROW} from dossier h
       where h.version_sequence is not null and ($1::text is null or h.system = $1) and ($2::text is null or h.status = $2)
         and ($3::uuid is null or h.id > $3) order by h.id limit $4`,
      [system ?? null, status ?? null, after ?? null, limit],
    );
  }

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
