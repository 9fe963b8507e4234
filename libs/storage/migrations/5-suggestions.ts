import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a parked record: the canonical value whose field refused, and what would mend it. */
export class Suggestions1764500000000 implements MigrationInterface {
  name = 'Suggestions1764500000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('alter table parked add column field text, add column suggestion text');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('alter table parked drop column if exists suggestion, drop column if exists field');
  }
}
