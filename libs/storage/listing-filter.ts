import type { DossierFilter, Scope, SearchTokens } from './listing-rows';

/** Statuses in which nobody waits for the office any more. */
const OVER = `('REJECTED_AT_INTAKE', 'WITHDRAWN', 'DECIDED', 'RETURNED')`;

/** Is the promise of a dossier `d` broken now? Derived at query time: no clock rewrites rows. */
export const OVERDUE = `coalesce(d.due_until < now() and d.finished_on is null and not d.deleted and d.status not in ${OVER}, false)`;

/** Fewest last digits a dossier is found by. */
const FEWEST_DIGITS = 4;

/** Parameters of a statement, in the order they were named. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The place holder of a value. */
  add(value: unknown, type = ''): string {
    this.values.push(value);
    return `$${this.values.length}${type && `::${type}`}`;
  }
}

/** The conditions on a dossier `d` within a scope; empty for everything. */
export function scopeConditions({ units, systems }: Scope, parameters: Parameters): string[] {
  return [
    ...(units ? [inUnits(parameters.add(units, 'text[]'))] : []),
    ...(systems ? [`d.system = any(${parameters.add(systems, 'text[]')})`] : []),
  ];
}

/** All conditions of a filter on a dossier `d` but the search. */
export function filterConditions(filter: DossierFilter, parameters: Parameters): string[] {
  const conditions = scopeConditions(filter.scope ?? {}, parameters);
  const limit = (value: unknown, sql: (place: string) => string): void => {
    if (value !== undefined) conditions.push(sql(parameters.add(value)));
  };
  limit(filter.unit === undefined ? undefined : [filter.unit], (place) => inUnits(`${place}::text[]`));
  limit(filter.system, (place) => `d.system = ${place}`);
  limit(filter.status, (place) => `d.status = ${place}`);
  limit(filter.procedure, (place) => `d.procedure = ${place}`);
  limit(filter.channel, (place) => `d.channel = ${place}`);
  limit(filter.receivedFrom, (place) => `d.received_on >= ${place}`);
  limit(filter.receivedTo, (place) => `d.received_on <= ${place} and d.received_on <> ''`);
  limit(filter.dueFrom, (place) => `d.due_at >= ${place}`);
  limit(filter.dueTo, (place) => `left(d.due_at, 10) <= ${place}`);
  limit(filter.overdue, (place) => `${OVERDUE} = ${place}`);
  limit(filter.deleted, (place) => `d.deleted = ${place}`);
  return conditions;
}

/** A query of (dossier, rank): those found, each once, with its best rank. */
export function hits(search: SearchTokens, parameters: Parameters): string {
  const ways = [
    ...(search.folded.length > 0 ? [byName(search, parameters)] : []),
    ...(search.personId === undefined ? [] : [byPersonId(search.personId, parameters)]),
    ...(search.code ? [byCode(search.code, parameters)] : []),
  ];
  if (ways.length === 0) return 'select null::uuid as dossier, 0 as rank where false';
  return ways.length === 1
    ? (ways[0] ?? '')
    : `select dossier, min(rank) as rank from (${ways.join(' union all ')}) way group by dossier`;
}

/** The rarest word leads, as the planner knows it; each further one is a look into the same index. */
function byName({ exact, folded }: SearchTokens, parameters: Parameters): string {
  const token = (name: string, kind: string, hex: string): string =>
    `${name}.token = decode(${parameters.add(hex)}, 'hex') and ${name}.kind = '${kind}'`;
  const [first = '', ...others] = [...new Set(folded)];
  const joins = others.map(
    (hex, n) => ` join dossier_token f${n} on f${n}.dossier = f.dossier and ${token(`f${n}`, 'f', hex)}`,
  );
  const written = [...new Set(exact)].map(
    (hex, n) => ` left join dossier_token e${n} on e${n}.dossier = f.dossier and ${token(`e${n}`, 'e', hex)}`,
  );
  const all = written.map((_, n) => `e${n}.dossier is not null`).join(' and ') || 'true';
  return `select f.dossier, case when ${all} then 0 else 1 end as rank
    from dossier_token f${joins.join('')}${written.join('')} where ${token('f', 'f', first)}`;
}

function byPersonId(hex: string, parameters: Parameters): string {
  return `select dossier, 0 as rank from dossier_token where token = decode(${parameters.add(hex)}, 'hex') and kind = 'i'`;
}

function byCode(code: string, parameters: Parameters): string {
  const isEnding = /^\d+$/.test(code) && code.length >= FEWEST_DIGITS;
  const matches = isEnding
    ? `reverse(key) like ${parameters.add(`${Array.from(code).reverse().join('')}%`)}`
    : `key = ${parameters.add(code)}`;
  return `select distinct dossier, 0 as rank from dossier_code where ${matches}`;
}

function inUnits(place: string): string {
  return `(d.receiving_unit = any(${place}) or d.competent_unit = any(${place}) or d.returning_unit = any(${place}))`;
}
