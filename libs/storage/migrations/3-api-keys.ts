import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of programs. A row stays for ever: what is kept of an act names its account. */
export class ApiKeys1764300000000 implements MigrationInterface {
  name = 'ApiKeys1764300000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table api_key (
        name         text collate "C" primary key,
        role         text not null check (role in ('administrator', 'operator', 'unit', 'vendor', 'auditor')),
        units        text[] check (cardinality(units) > 0),
        systems      text[] check (cardinality(systems) > 0),
        digest       bytea not null unique,
        created_by   text not null,
        created_at   timestamptz not null default now(),
        expires_at   timestamptz not null,
        revoked_at   timestamptz,
        last_used_at timestamptz,
        check (role <> 'unit' or units is not null),
        check (role <> 'vendor' or systems is not null)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table if exists api_key');
  }
}
