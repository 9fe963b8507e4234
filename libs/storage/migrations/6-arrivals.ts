import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of systems that are pushed: the number of the last record handed over, each given once. */
export class Arrivals1764600000000 implements MigrationInterface {
  name = 'Arrivals1764600000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query('create table arrival (system text primary key references system (code), last bigint not null)');
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('drop table if exists arrival');
  }
}
