import type { DataSource } from 'typeorm';
import type { Scope } from './listing-rows';

/** Role of an account; libs/platform says what each may do. */
type Role = 'administrator' | 'operator' | 'unit' | 'vendor' | 'auditor';

/** A key of a program, without the key. */
export interface ApiKey {
  /** Never used again, so that what is kept of an act names one account for ever. */
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly createdBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** To the minute. */
  readonly lastUsedAt: Date | null;
}

/** A key that is to be stored, by the SHA-256 of it. */
export type ApiKeyDraft = Pick<ApiKey, 'name' | 'role' | 'scope' | 'expiresAt' | 'createdBy'> & {
  readonly digest: Buffer;
};

type Row = Omit<ApiKey, 'scope'> & { readonly units: string[] | null; readonly systems: string[] | null };

const ROW = `name, role, units, systems, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", last_used_at as "lastUsedAt"`;

/** Table api_key: the keys of programs. The database's clock decides whether one still counts. */
export class ApiKeys {
  constructor(private readonly db: DataSource) {}

  /** @returns undefined when the name was used before */
  async create({ name, role, scope, expiresAt, createdBy, digest }: ApiKeyDraft): Promise<ApiKey | undefined> {
    const rows: Row[] = await this.db.query(
      `insert into api_key (name, role, units, systems, expires_at, created_by, digest) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (name) do nothing returning ${ROW}`,
      [name, role, scope.units ?? null, scope.systems ?? null, expiresAt, createdBy, digest],
    );
    return rows[0] && shown(rows[0]);
  }

  /** The key of that digest, if it counts now; notes to the minute that it was used. */
  async use(digest: Buffer): Promise<ApiKey | undefined> {
    const [row]: [(Row & { stale: boolean })?] = await this.db.query(
      `select ${ROW}, coalesce(last_used_at < now() - interval '1 minute', true) as stale
       from api_key where digest = $1 and revoked_at is null and expires_at > now()`,
      [digest],
    );
    if (!row) return undefined;
    const { stale, ...key } = row;
    if (stale) await this.db.query('update api_key set last_used_at = now() where digest = $1', [digest]);
    return shown(key);
  }

  /** At most `limit` keys after a name, by name; those that ended too. */
  async after(name: string, limit: number): Promise<ApiKey[]> {
    const rows: Row[] = await this.db.query(`select ${ROW} from api_key where name > $1 order by name limit $2`, [
      name,
      limit,
    ]);
    return rows.map(shown);
  }

  /** Ends a key; one that has ended already keeps its first end. @returns undefined when there is none */
  async revoke(name: string): Promise<ApiKey | undefined> {
    const [rows]: [Row[], number] = await this.db.query(
      `update api_key set revoked_at = coalesce(revoked_at, now()) where name = $1 returning ${ROW}`,
      [name],
    );
    return rows[0] && shown(rows[0]);
  }
}

function shown({ units, systems, ...row }: Row): ApiKey {
  return { ...row, scope: { ...(units ? { units } : {}), ...(systems ? { systems } : {}) } };
}
