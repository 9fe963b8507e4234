import type { DataSource } from 'typeorm';
import type { Coordinate } from '@lienthong/canonical';
import type { Scope } from './listing-rows';
import { systemScopeValues, withinSystems } from './system-scope';

/** A record that was set aside: where it lies, why, and its masked shape; never a value. */
export interface ParkedItem extends Coordinate {
  readonly system: string;
  readonly dossier: string;
  readonly cause: string;
  /** JSON Pointer of the canonical value whose field refused. */
  readonly field: string | null;
  readonly path: string | null;
  readonly rule: string;
  readonly sample: string | null;
  /** What would mend it. */
  readonly suggestion: string | null;
  readonly parkedAt: Date;
}

/** Parked records of one system with one cause. */
export interface ParkedGroup {
  readonly system: string;
  readonly cause: string;
  readonly count: number;
}

/** What a system's mapping has failed on: records that wait for it to be mended and replayed. */
export interface MappingStops {
  readonly records: number;
  /** The cause of the newest of them. */
  readonly cause: string;
  readonly lastAt: Date;
}

/** Causes of which the mapping is guilty, not the record. */
const MAPPING_CAUSES = ['MAPPING_TIMEOUT', 'MAPPING_MEMORY', 'MAPPING_DEFECT', 'MAPPING_UNCONFINED'];

/** Which parked records. */
export interface ParkedFilter {
  /** A parked record has no unit of its own: it is seen by whoever sees its system. */
  readonly scope?: Scope | undefined;
  readonly system?: string | undefined;
  readonly cause?: string | undefined;
}

const CHOSEN = `($1::text is null or system = $1) and ($2::text is null or cause = $2) and ${withinSystems('system', 3)}`;

/** Reading queries over table parked. */
export class ParkedRecords {
  constructor(private readonly db: DataSource) {}

  /** Parked records in the order of their coordinates, after one. */
  async list({ system, cause, scope = {} }: ParkedFilter, after: Coordinate, limit: number): Promise<ParkedItem[]> {
    return this.db.query(
      `select generation, partition, record_offset::float8 as "offset", system, dossier, cause, field, path, rule, sample, suggestion,
              parked_at as "parkedAt"
       from parked where ${CHOSEN} and (generation, partition, record_offset) > ($5, $6, $7)
       order by generation, partition, record_offset limit $8`,
      [
        system ?? null,
        cause ?? null,
        ...systemScopeValues(scope),
        after.generation,
        after.partition,
        after.offset,
        limit,
      ],
    );
  }

  /** The systems of those given whose mapping has failed on records that still wait. */
  async mappingStops(systems: readonly string[]): Promise<Map<string, MappingStops>> {
    const rows: (MappingStops & { system: string })[] = await this.db.query(
      `select system, sum(records)::integer as records, (array_agg(cause order by last_at desc, cause))[1] as cause,
              max(last_at) as "lastAt"
       from (select system, cause, count(*) as records, max(parked_at) as last_at from parked
             where system = any($1) and cause = any($2) group by system, cause) causes group by system`,
      [systems, MAPPING_CAUSES],
    );
    return new Map(rows.map(({ system, ...stops }) => [system, stops]));
  }

  /** How many there are, by system and cause; the largest groups first. */
  async groups({ system, cause, scope = {} }: ParkedFilter, limit: number): Promise<ParkedGroup[]> {
    return this.db.query(
      `select system, cause, count(*)::integer as count from parked where ${CHOSEN}
       group by system, cause order by count(*) desc, system, cause limit $5`,
      [system ?? null, cause ?? null, ...systemScopeValues(scope), limit],
    );
  }
}
