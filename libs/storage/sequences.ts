import type { DataSource } from 'typeorm';
import { Parameters, scopeConditions } from './listing-filter';
import type { Scope } from './listing-rows';

/** Numbers from one to another that no dossier has, both included. */
export interface NumberGap {
  readonly from: number;
  readonly to: number;
}

/** A number that several dossiers have. */
export interface NumberDouble {
  readonly number: number;
  readonly dossiers: number;
  /** Those of the scope, at most ten. */
  readonly ids: readonly string[];
}

/** The numbers that an agency gave on one day: those of equally many digits, since software may keep several series. */
export interface SequenceDay {
  readonly day: string;
  readonly agency: string;
  readonly digits: number;
  readonly dossiers: number;
  readonly first: number;
  readonly last: number;
  /** Numbers of five digits are drawn at random by one known software: their gaps mean nothing and are not listed. */
  readonly drawn: boolean;
  /** Numbers between first and last that no dossier has. */
  readonly missing: number;
  /** At most a hundred, the lowest first; so are the doubles. */
  readonly gaps: readonly NumberGap[];
  readonly doubles: readonly NumberDouble[];
}

/** Where a page ends. */
export type SequenceKey = Pick<SequenceDay, 'day' | 'agency' | 'digits'>;

/** Which numbers: days are `yyyy-MM-dd`, both ends included. */
export interface SequenceFilter {
  readonly system: string;
  readonly from: string;
  readonly to: string;
  /** Whose dossiers are named; all of the system are counted, since a part of them would have gaps of its own. */
  readonly scope: Scope;
}

/** Article 14 of Decree 61/2018/NĐ-CP: agency (QCVN 102:2016 or Decision 20/2020), day of receipt, number of that day. */
const CODE = String.raw`^([0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{1,3}){0,4})-([0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])-([0-9]{3,6})$`;
const DRAWN_DIGITS = 5;
const MOST = 100;
const MOST_IDS = 10;

/** The sequences of dossier codes, as the projection for lists has them: whether numbers are left out or given twice. */
export class Sequences {
  constructor(private readonly db: DataSource) {}

  /** The days of a system after a key, at most `limit`: by day, agency and digits. Reads every code of the system. */
  days(filter: SequenceFilter, after: SequenceKey | undefined, limit: number): Promise<SequenceDay[]> {
    const parameters = new Parameters();
    return this.db.query(statement(filter, after, limit, parameters), parameters.values);
  }
}

function statement(
  { system, from, to, scope }: SequenceFilter,
  after: SequenceKey | undefined,
  limit: number,
  parameters: Parameters,
): string {
  const visible = scopeConditions(scope, parameters).join(' and ') || 'true';
  const key =
    after && [parameters.add(after.day), parameters.add(after.agency), parameters.add(after.digits)].join(', ');
  // Matched once for each code: without the materialised step each part would match it again.
  return `
    with coded as materialized (
      select d.id, coalesce(${visible}, false) as visible, regexp_match(upper(d.code), '${CODE}') as part
      from listed_dossier d where d.system = ${parameters.add(system)} and d.code is not null),
    numbered as materialized (
      select id, visible, part[1] collate "C" as agency, ('20' || part[2] || '-' || part[3] || '-' || part[4]) collate "C" as day,
             length(part[5]) as digits, part[5]::integer as number
      from coded where part is not null),
    page as (
      select day, agency, digits from numbered
      where day between ${parameters.add(from)} and ${parameters.add(to)}${key ? ` and (day, agency, digits) > (${key})` : ''}
      group by day, agency, digits order by day, agency, digits limit ${parameters.add(limit)}),
    given as (
      select day, agency, digits, number, count(*)::integer as dossiers,
             (array_agg(id order by id) filter (where visible))[1:${MOST_IDS}] as ids,
             lag(number) over (partition by day, agency, digits order by number) as before
      from numbered join page using (day, agency, digits) group by day, agency, digits, number),
    told as (
      select *, digits <> ${DRAWN_DIGITS} and number - before > 1 as is_gap,
             row_number() over (partition by day, agency, digits, digits <> ${DRAWN_DIGITS} and number - before > 1 order by number) as gap_no,
             row_number() over (partition by day, agency, digits, dossiers > 1 order by number) as double_no
      from given)
    select day, agency, digits, sum(dossiers)::integer as dossiers, min(number) as first, max(number) as last,
           digits = ${DRAWN_DIGITS} as drawn, coalesce(sum(number - before - 1) filter (where is_gap), 0)::integer as missing,
           coalesce(jsonb_agg(jsonb_build_object('from', before + 1, 'to', number - 1) order by number) filter (where is_gap and gap_no <= ${MOST}), '[]') as gaps,
           coalesce(jsonb_agg(jsonb_build_object('number', number, 'dossiers', dossiers, 'ids', coalesce(to_jsonb(ids), '[]')) order by number)
             filter (where dossiers > 1 and double_no <= ${MOST}), '[]') as doubles
    from told group by day, agency, digits order by day, agency, digits`;
}
