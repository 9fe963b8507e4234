import type { DataSource } from 'typeorm';
import { Parameters, scopeConditions } from './listing-filter';
import type { Scope } from './listing-rows';

/** A unit that listed dossiers name. A code means nothing without a date: it may stand for two units one after the other. */
export interface UnitRow {
  readonly code: string;
  /** As the newest dossier names it; null where none does. */
  readonly name: string | null;
  /** How many dossiers name it as each of the three. */
  readonly receiving: number;
  readonly competent: number;
  readonly returning: number;
}

const PARTS = ['receiving', 'competent', 'returning'] as const;

/** The units of listed dossiers. */
export class Units {
  constructor(private readonly db: DataSource) {}

  /** At most `limit` units after a code, by code, with how many dossiers of the scope name them. */
  async after(code: string, limit: number, scope: Scope): Promise<UnitRow[]> {
    const parameters = new Parameters();
    const [from, most] = [parameters.add(code, 'text'), parameters.add(limit)];
    const visible = scopeConditions(scope, parameters);
    const counts = PARTS.map((part, n) => {
      const conditions = [`d.${part}_unit > ${from}`, 'not d.deleted', ...visible].join(' and ');
      return `select d.${part}_unit as code, ${n} as part, count(*)::integer as count from listed_dossier d where ${conditions} group by 1`;
    });
    const sums = PARTS.map((part, n) => `coalesce(sum(count) filter (where part = ${n}), 0)::integer as "${part}"`);
    return this.db.query(
      `with seen as (select code, ${sums.join(', ')} from (${counts.join(' union all ')}) part group by code order by code limit ${most})
       select seen.code, named.name, seen."receiving", seen."competent", seen."returning"
       from seen left join lateral (${nameOf(visible)}) named on true order by seen.code`,
      parameters.values,
    );
  }
}

/** The name in the newest document of the scope that names a unit; the projection keeps codes alone. */
function nameOf(visible: readonly string[]): string {
  const newest = PARTS.map((part) => {
    const conditions = [`d.${part}_unit = seen.code`, ...visible].join(' and ');
    return `(select d.id, d.received_on, '${part}' as part from listed_dossier d where ${conditions} order by d.received_on desc limit 1)`;
  });
  return `select document.name from (${newest.join(' union all ')}) one
    join dossier h on h.id = one.id
    join dossier_version v on v.dossier = h.id and v.sequence = h.version_sequence and v.record_offset = h.version_offset
    cross join lateral (select convert_from(v.document, 'UTF8')::jsonb #>> array['units', one.part, 'name'] as name) document
    where document.name is not null order by one.received_on desc limit 1`;
}
