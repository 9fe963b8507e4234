import type { DataSource } from 'typeorm';
import { filterConditions, hits, OVERDUE, Parameters, scopeConditions } from './listing-filter';
import type {
  DossierFilter, FoundDossier, ListCounts, ListedChanges, ListedDossier, ListKey, Scope,
} from './listing-rows'; // prettier-ignore

const ROW = `d.id, d.system, d.code, d.status, d.procedure, d.procedure_name as "procedureName", d.channel,
  nullif(d.received_on, '') as "receivedOn", d.due_at as "dueAt", d.finished_on as "finishedOn", d.receiving_unit as receiving,
  d.competent_unit as competent, d.returning_unit as "returning", ${OVERDUE} as overdue, d.deleted, d.changed_at as "changedAt"`;

/** The three unit indices; what lies in an earlier one is left out of the later. */
const UNIT_WALKS = [
  ['receiving_unit', 'true'],
  ['competent_unit', 'd.competent_unit is distinct from d.receiving_unit'],
  ['returning_unit', 'd.returning_unit is distinct from d.receiving_unit'],
] as const;

/**
 * Lists, counts and search over the projection. It lags behind the register by the projector's last batch. Pages go by
 * key along an index; only what a search finds is sorted.
 */
export class Listing {
  constructor(private readonly db: DataSource) {}

  /** The dossiers after a key, at most `limit`: rank 0 first, then received last first, then by id downwards. */
  async page(filter: DossierFilter, after: ListKey | undefined, limit: number): Promise<FoundDossier[]> {
    const parameters = new Parameters();
    const sql = filter.search
      ? foundPage(filter, after, limit, parameters)
      : walkedPage(filter, after, limit, parameters);
    return this.db.query(sql, parameters.values);
  }

  /** How many dossiers a filter finds, and of which status and system. */
  async counts(filter: DossierFilter): Promise<ListCounts> {
    const parameters = new Parameters();
    const found = filter.search
      ? `(${hits(filter.search, parameters)}) hit join listed_dossier d on d.id = hit.dossier`
      : ofUnits(unitsOf(filter), parameters);
    const groups: { system: string; status: string; total: number; overdue: number }[] = await this.db.query(
      `select d.system, d.status, count(*)::integer as total, (count(*) filter (where ${OVERDUE}))::integer as overdue
       from ${found}${where(filterConditions(filter, parameters))} group by d.system, d.status order by d.system, d.status`,
      parameters.values,
    );
    const counts = {
      total: 0,
      overdue: 0,
      byStatus: {} as Record<string, number>,
      bySystem: {} as Record<string, number>,
    };
    for (const { system, status, total, overdue } of groups) {
      counts.total += total;
      counts.overdue += overdue;
      counts.byStatus[status] = (counts.byStatus[status] ?? 0) + total;
      counts.bySystem[system] = (counts.bySystem[system] ?? 0) + total;
    }
    return counts;
  }

  /** May a dossier be shown within a scope? One that is not listed yet may not, unless the scope is everything. */
  async isVisible(id: string, scope: Scope): Promise<boolean> {
    const parameters = new Parameters();
    const conditions = scopeConditions(scope, parameters);
    if (conditions.length === 0) return true;
    const rows: unknown[] = await this.db.query(
      `select 1 from listed_dossier d${where([`d.id = ${parameters.add(id)}`, ...conditions])}`,
      parameters.values,
    );
    return rows.length > 0;
  }

  /**
   * What has changed after a position: looks at the next `limit` changes of all dossiers and gives those of the scope.
   * A dossier that changed several times comes once, at its last change. Numbers are committed in their order
   * ({@link Projection.save}), so that none appears below a position that was given.
   *
   * @param position undefined for none yet: gives the position of now, and no changes
   */
  async since(position: bigint | undefined, scope: Scope, limit: number): Promise<ListedChanges> {
    if (position === undefined) return { position: await this.lastChange(), changes: [], more: false };
    const parameters = new Parameters();
    const visible = scopeConditions(scope, parameters).join(' and ') || 'true';
    const rows: (ListedDossier & { number: string; visible: boolean })[] = await this.db.query(
      `select ${ROW}, d.changed_no::text as number, coalesce(${visible}, false) as visible from listed_dossier d
       where d.changed_no > ${parameters.add(String(position))} order by d.changed_no limit ${parameters.add(limit)}`,
      parameters.values,
    );
    return {
      position: BigInt(rows.at(-1)?.number ?? position),
      changes: rows.filter((row) => row.visible).map(({ number: _, visible: __, ...row }) => row),
      more: rows.length === limit,
    };
  }

  private async lastChange(): Promise<bigint> {
    const rows: { last: string }[] = await this.db.query(
      'select coalesce(max(changed_no), 0)::text as last from listed_dossier',
    );
    return BigInt(rows[0]?.last ?? 0);
  }
}

function foundPage(filter: DossierFilter, after: ListKey | undefined, limit: number, parameters: Parameters): string {
  const found = hits(filter.search ?? { exact: [], folded: [] }, parameters);
  const conditions = filterConditions(filter, parameters);
  if (after) {
    const rank = parameters.add(after.rank, 'integer');
    conditions.push(`(hit.rank > ${rank} or hit.rank = ${rank} and ${isAfter(after, parameters)})`);
  }
  return `select ${ROW}, hit.rank from (${found}) hit join listed_dossier d on d.id = hit.dossier${where(conditions)}
    order by hit.rank, d.received_on desc, d.id desc limit ${parameters.add(limit)}`;
}

/** Without a search: by the index of the units asked for, or as the planner finds best. */
function walkedPage(filter: DossierFilter, after: ListKey | undefined, limit: number, parameters: Parameters): string {
  const conditions = filterConditions(filter, parameters);
  if (after) conditions.push(isAfter(after, parameters));
  const rows = parameters.add(limit);
  const order = `order by d.received_on desc, d.id desc`;
  const units = unitsOf(filter);
  if (!units) return `select ${ROW}, 0 as rank from listed_dossier d${where(conditions)} ${order} limit ${rows}`;
  const codes = parameters.add([...new Set(units)], 'text[]');
  const walks = UNIT_WALKS.map(
    ([name, once]) => `select walk.* from unnest(${codes}) unit, lateral (
      select d.id, d.received_on from listed_dossier d
      where d.${name} = unit and ${once} and ${conditions.join(' and ')} ${order} limit ${rows}) walk`,
  );
  return `select ${ROW}, 0 as rank from (
      select d.id from (${walks.join(' union ')}) d ${order} limit ${rows}) page
    join listed_dossier d using (id) ${order}`;
}

/** The dossiers to count: where units limit them, those their indices give, and not the whole table. */
function ofUnits(units: readonly string[] | undefined, parameters: Parameters): string {
  if (!units) return 'listed_dossier d';
  const codes = parameters.add(units, 'text[]');
  const walks = UNIT_WALKS.map(
    ([name, once]) => `select d.id from listed_dossier d where d.${name} = any(${codes}) and ${once}`,
  );
  return `(${walks.join(' union ')}) walk join listed_dossier d using (id)`;
}

function unitsOf({ unit, scope }: DossierFilter): readonly string[] | undefined {
  return unit === undefined ? scope?.units : [unit];
}

function isAfter({ receivedOn, id }: ListKey, parameters: Parameters): string {
  return `(d.received_on, d.id) < (${parameters.add(receivedOn)}, ${parameters.add(id, 'uuid')})`;
}

function where(conditions: readonly string[]): string {
  return conditions.length === 0 ? '' : ` where ${conditions.join(' and ')}`;
}
