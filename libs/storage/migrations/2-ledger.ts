import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes by which the ledger finds the rows of the recent days. Both are block ranges: they are a few pages large, cost
 * an insert next to nothing, and leave updates of a head in place.
 */
export class Ledger1764000000001 implements MigrationInterface {
  name = 'Ledger1764000000001';

  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `create index dossier_version_appended_at on dossier_version using brin (appended_at) with (autosummarize = on)`,
    );
    await db.query(`create index dossier_changed_at on dossier using brin (changed_at) with (autosummarize = on)`);
    await db.query(`create index page_incomplete on page (system) where incomplete is not null`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop index if exists dossier_version_appended_at, dossier_changed_at, page_incomplete');
  }
}
