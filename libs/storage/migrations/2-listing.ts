import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The projection for lists and search: one row per dossier, its tokens and its numbers. Everything here is derived from
 * `dossiers.v1` and may be thrown away; versions, leaves and commitments know nothing of it.
 *
 * A list is walked along an index of (what it is limited to, received_on, id), read backwards. A dossier whose three
 * units are one lies in one of the unit indices only.
 */
export class Listing1764200000000 implements MigrationInterface {
  name = 'Listing1764200000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`create sequence listed_change`);
    await db.query(`
      create table listed_dossier (
        id             uuid primary key,
        system         text not null,
        sequence       text collate "C" not null,
        record_offset  bigint not null,
        content        text not null,
        code           text,
        status         text not null,
        procedure      text,
        procedure_name text,
        channel        text,
        received_on    text collate "C" not null,
        due_at         text collate "C",
        due_until      timestamptz,
        finished_on    text collate "C",
        receiving_unit text,
        competent_unit text,
        returning_unit text,
        deleted        boolean not null,
        changed_at     timestamptz not null,
        changed_no     bigint not null,
        tokens         text not null,
        codes          text not null
      ) with (fillfactor = 85)`);
    await db.query(`create index listed_dossier_received on listed_dossier (received_on, id)`);
    await db.query(`create index listed_dossier_system on listed_dossier (system, received_on, id)`);
    await db.query(`create index listed_dossier_status on listed_dossier (status, received_on, id)`);
    await db.query(`create index listed_dossier_receiving on listed_dossier (receiving_unit, received_on, id)`);
    await db.query(`
      create index listed_dossier_competent on listed_dossier (competent_unit, received_on, id)
      where competent_unit is distinct from receiving_unit`);
    await db.query(`
      create index listed_dossier_returning on listed_dossier (returning_unit, received_on, id)
      where returning_unit is distinct from receiving_unit`);
    await db.query(`
      create index listed_dossier_due on listed_dossier (due_until)
      where finished_on is null and not deleted and status not in ('REJECTED_AT_INTAKE', 'WITHDRAWN', 'DECIDED', 'RETURNED')`);
    await db.query(`create index listed_dossier_changed on listed_dossier (changed_no)`);
    await db.query(`
      create table dossier_token (
        token   bytea not null,
        dossier uuid not null,
        kind    "char" not null check (kind in ('e', 'f', 'i')),
        primary key (token, dossier, kind)
      )`);
    await db.query(`
      create table dossier_code (
        key     text collate "C" not null,
        dossier uuid not null,
        primary key (key, dossier)
      )`);
    await db.query(`create index dossier_code_ending on dossier_code (reverse(key) text_pattern_ops)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop table if exists dossier_code, dossier_token, listed_dossier`);
    await db.query(`drop sequence if exists listed_change`);
  }
}
