import type { DataSource, QueryRunner } from 'typeorm';
import { rollback } from './consumption';

/**
 * Runs comparisons in one read-only snapshot: what a transaction wrote together is seen together, however long they take.
 * The snapshot is taken before `work` begins.
 */
export async function ledgerSnapshot<T>(db: DataSource, work: (tx: QueryRunner) => Promise<T>): Promise<T> {
  const runner = db.createQueryRunner();
  try {
    await runner.startTransaction('REPEATABLE READ');
    // Whole tables are joined: memory for hashes, and no time spent compiling.
    await runner.query(`set transaction read only`);
    await runner.query(`select set_config('work_mem', '96MB', true), set_config('jit', 'off', true)`);
    const result = await work(runner);
    await runner.commitTransaction();
    return result;
  } catch (error) {
    await rollback(runner);
    throw error;
  } finally {
    await runner.release();
  }
}
