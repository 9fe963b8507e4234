import type { DataSource } from 'typeorm';
import type { Scope } from './listing-rows';
import { systemScopeValues, withinSystems } from './system-scope';

/** State of the breaker of a link. */
export type BreakerState = 'closed' | 'open' | 'half-open';

/** What a link has done since it was last noted. */
export interface LinkChange {
  readonly state: BreakerState;
  readonly callsOk: number;
  readonly callsFailed: number;
  /** Milliseconds since the last call that succeeded; undefined where there was none since. */
  readonly succeededMsAgo: number | undefined;
  readonly failedMsAgo: number | undefined;
  /** Code and message of the fault that stopped the reading; undefined keeps what is noted. */
  readonly error: string | undefined;
}

/** The link to one system. */
export interface LinkRow {
  readonly system: string;
  /** FAILING: its last call failed; UNTRIED: it was never called; PAUSED: nobody calls it. */
  readonly standing: 'WELL' | 'FAILING' | 'UNTRIED' | 'PAUSED';
  readonly state: BreakerState;
  readonly lastSuccessAt: Date | null;
  readonly lastErrorAt: Date | null;
  readonly lastError: string | null;
  readonly callsOk: number;
  readonly callsFailed: number;
}

/** The links of all systems, as the process that reads each of them told. */
export class LinkStates {
  constructor(private readonly db: DataSource) {}

  /** Adds what a link has done to what is noted of it. */
  async note(system: string, change: LinkChange): Promise<void> {
    await this.db.query(
      `insert into link_state as l (system, state, calls_ok, calls_failed, last_success_at, last_error_at, last_error)
       values ($1, $2, $3, $4, now() - $5 * interval '1 millisecond', now() - $6 * interval '1 millisecond', $7)
       on conflict (system) do update set state = excluded.state, calls_ok = l.calls_ok + excluded.calls_ok,
         calls_failed = l.calls_failed + excluded.calls_failed,
         last_success_at = coalesce(excluded.last_success_at, l.last_success_at),
         last_error_at = coalesce(excluded.last_error_at, l.last_error_at),
         last_error = coalesce(excluded.last_error, l.last_error), saved_at = now()`,
      [
        system,
        change.state,
        change.callsOk,
        change.callsFailed,
        change.succeededMsAgo ?? null,
        change.failedMsAgo ?? null,
        change.error ?? null,
      ],
    );
  }

  /** At most `limit` links after a system's code, by code: one for each system of the scope. */
  async after(code: string, limit: number, scope: Scope): Promise<LinkRow[]> {
    return this.db.query(
      `select s.code as system, coalesce(l.state, 'closed') as state,
              case when s.state = 'PAUSED' then 'PAUSED'
                   when l.last_success_at is null and l.last_error_at is null then 'UNTRIED'
                   when l.last_success_at is null or l.last_error_at > l.last_success_at then 'FAILING' else 'WELL' end as standing,
              l.last_success_at as "lastSuccessAt", l.last_error_at as "lastErrorAt", l.last_error as "lastError",
              coalesce(l.calls_ok, 0)::float8 as "callsOk", coalesce(l.calls_failed, 0)::float8 as "callsFailed"
       from system s left join link_state l on l.system = s.code
       where s.code > $1 and ${withinSystems('s.code', 3)} order by s.code limit $2`,
      [code, limit, ...systemScopeValues(scope)],
    );
  }
}
