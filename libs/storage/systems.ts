import type { DataSource, EntityManager } from 'typeorm';
import { Fault } from '@lienthong/canonical';
import type { Scope } from './listing-rows';
import { SystemEntity } from './system.entity';

/** What may be written of a system; what is left out stays as it is (of a new system: no unit, ACTIVE, no demo). */
export interface SystemDraft {
  readonly code: string;
  readonly name: string;
  readonly adapter: string;
  readonly settings: Record<string, unknown>;
  readonly unit?: string | null | undefined;
  readonly state?: SystemEntity['state'] | undefined;
  readonly demo?: boolean | undefined;
}

/** What a write did. */
export type SystemChange = 'created' | 'changed' | 'unchanged';

/** The systems that are connected. None is ever removed: its code would otherwise be used again. */
export class Systems {
  constructor(private readonly db: DataSource) {}

  /** The system of that code; undefined when there is none. */
  async find(code: string): Promise<SystemEntity | undefined> {
    return (await this.db.getRepository(SystemEntity).findOneBy({ code })) ?? undefined;
  }

  /** All systems, by code. */
  async list(): Promise<SystemEntity[]> {
    return this.db.getRepository(SystemEntity).find({ order: { code: 'ASC' } });
  }

  /** At most `limit` systems of a scope after a code, by code. */
  async after(code: string, limit: number, { systems, units }: Scope = {}): Promise<SystemEntity[]> {
    const rows = this.db.getRepository(SystemEntity).createQueryBuilder('system').orderBy('system.code').limit(limit);
    rows.where('system.code > :code', { code });
    if (systems) rows.andWhere('system.code = any(:systems)', { systems });
    if (units) rows.andWhere('system.unit = any(:units)', { units });
    return rows.getMany();
  }

  /** The codes of all systems of a scope. */
  async codes({ systems, units }: Scope): Promise<string[]> {
    const rows: { code: string }[] = await this.db.query(
      `select code from system where ($1::text[] is null or code = any($1)) and ($2::text[] is null or unit = any($2))`,
      [systems ?? null, units ?? null],
    );
    return rows.map(({ code }) => code);
  }

  /** Pauses a system or lets it go on; whoever reads it sees that by its `updatedAt`. */
  async setState(code: string, state: SystemEntity['state']): Promise<void> {
    await this.db.query('update system set state = $2, updated_at = now() where code = $1 and state <> $2', [
      code,
      state,
    ]);
  }

  /**
   * Creates or changes a system; the caller has checked its settings. The row is locked meanwhile, so that two writers
   * follow each other.
   *
   * @throws Fault LT-CONFIG-3 when the code belongs to a system of another adapter: that is another system
   */
  async save(draft: SystemDraft): Promise<SystemChange> {
    return this.db.transaction(async (tx) => {
      const created: unknown[] = await tx.query(
        `insert into system (code, name, unit, adapter, settings, state, demo)
         values ($1, $2, $3, $4, $5, coalesce($6, 'ACTIVE'), coalesce($7, false)) on conflict (code) do nothing returning code`,
        cells(draft),
      );
      return created.length > 0 ? 'created' : change(tx, draft);
    });
  }
}

async function change(tx: EntityManager, draft: SystemDraft): Promise<SystemChange> {
  const held: { adapter: string }[] = await tx.query('select adapter from system where code = $1 for update', [
    draft.code,
  ]);
  if (held[0]?.adapter !== draft.adapter) {
    throw new Fault(
      'LT-CONFIG-3',
      `System ${draft.code} has the adapter ${held[0]?.adapter}, which cannot change: another software is another system. ` +
        'Give it a code that was never used.',
    );
  }
  const [changed]: [unknown[], number] = await tx.query(
    `update system s
     set name = n.name, unit = n.unit, settings = n.settings, state = n.state, demo = n.demo, updated_at = now()
     from (select code, $2::text as name, case when $8 then $3::text else unit end as unit, $5::jsonb as settings,
                  coalesce($6, state) as state, coalesce($7, demo) as demo from system where code = $1) n
     where s.code = n.code and s.adapter = $4
       and (s.name, s.unit, s.settings, s.state, s.demo) is distinct from (n.name, n.unit, n.settings, n.state, n.demo)
     returning s.code`,
    [...cells(draft), draft.unit !== undefined],
  );
  return changed.length > 0 ? 'changed' : 'unchanged';
}

function cells({ code, name, unit, adapter, settings, state, demo }: SystemDraft): unknown[] {
  return [code, name, unit ?? null, adapter, JSON.stringify(settings), state ?? null, demo ?? null];
}
