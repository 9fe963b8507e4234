import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The parts of dossiers of sources that hand them over in parts, each sealed by the data key of its dossier: a later
 * part makes a whole record only with those before it.
 */
export class StagedParts1764700000000 implements MigrationInterface {
  name = 'StagedParts1764700000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table staged_part (
        system  text not null references system (code),
        dossier uuid not null,
        slot    text collate "C" not null,
        key     text not null,
        sealed  text not null,
        waits   boolean not null,
        seen_at timestamptz not null default now(),
        primary key (dossier, slot)
      )`);
    await db.query(`create index staged_part_waits on staged_part (system, seen_at) where waits`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table if exists staged_part');
  }
}
