import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What intake tells of its links, and the commands by which a source is read from its beginning again. */
export class Links1764400000000 implements MigrationInterface {
  name = 'Links1764400000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table link_state (
        system          text primary key references system (code),
        state           text not null check (state in ('closed', 'open', 'half-open')),
        calls_ok        bigint not null default 0,
        calls_failed    bigint not null default 0,
        last_success_at timestamptz,
        last_error_at   timestamptz,
        last_error      text,
        saved_at        timestamptz not null default now()
      ) with (fillfactor = 70)`);
    await db.query(`
      create table system_restart (
        number   bigint generated always as identity primary key,
        system   text not null references system (code),
        asked_by text not null,
        asked_at timestamptz not null default now(),
        page     bigint unique references page (number),
        begun_at timestamptz
      )`);
    await db.query(`create unique index system_restart_waiting on system_restart (system) where page is null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table if exists system_restart, link_state');
  }
}
