import type { DataSource, QueryRunner } from 'typeorm';

/**
 * Consumed offsets, kept beside the effects they stand for.
 *
 * {@link Consumption.apply} is the fence of "exactly once in effect": it locks the row of (role, generation, topic,
 * partition), hands over only what lies at or above its next offset, and advances it in the transaction of the effects.
 * A process that lost its partition without noticing finds nothing left to apply.
 */
export class Consumption {
  constructor(
    private readonly db: DataSource,
    private readonly role: string,
    private readonly generation: number,
  ) {}

  /** The next offset to apply; 0 for a partition never seen. */
  async next(topic: string, partition: number): Promise<number> {
    const rows: { next_offset: string }[] = await this.db.query(
      'select next_offset from consumed where role = $1 and generation = $2 and topic = $3 and partition = $4',
      [this.role, this.generation, topic, partition],
    );
    return Number(rows[0]?.next_offset ?? 0);
  }

  /** All next offsets of a topic, by partition. */
  async positions(topic: string): Promise<Map<number, number>> {
    const rows: { partition: number; next_offset: string }[] = await this.db.query(
      'select partition, next_offset from consumed where role = $1 and generation = $2 and topic = $3',
      [this.role, this.generation, topic],
    );
    return new Map(rows.map((row) => [row.partition, Number(row.next_offset)]));
  }

  /**
   * Applies the part of a batch that was not applied yet, in one transaction with the advance of the offset.
   *
   * @param offsets offsets of the batch, rising
   * @param work gets the transaction and the index of the first message to apply
   * @returns the next offset after the transaction. Where it is not the one after the batch, the caller seeks to it:
   *   the batch began after the next offset, and nothing was applied.
   */
  async apply(
    topic: string,
    partition: number,
    offsets: readonly number[],
    work: (tx: QueryRunner, from: number) => Promise<void>,
  ): Promise<number> {
    const runner = this.db.createQueryRunner();
    const row = [this.role, this.generation, topic, partition];
    try {
      await runner.startTransaction();
      const next = await this.lock(runner, row);
      const from = offsets.findIndex((offset) => offset >= next);
      if (from === -1 || offsets[from] !== next) {
        await runner.rollbackTransaction();
        return next;
      }
      await work(runner, from);
      const after = (offsets.at(-1) ?? next) + 1;
      await runner.query(
        'update consumed set next_offset = $5 where role = $1 and generation = $2 and topic = $3 and partition = $4',
        [...row, after],
      );
      await runner.commitTransaction();
      return after;
    } catch (error) {
      await rollback(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  private async lock(runner: QueryRunner, row: unknown[]): Promise<number> {
    const select =
      'select next_offset from consumed where role = $1 and generation = $2 and topic = $3 and partition = $4 for update';
    let rows: { next_offset: string }[] = await runner.query(select, row);
    if (rows.length === 0) {
      await runner.query('insert into consumed values ($1, $2, $3, $4, 0) on conflict do nothing', row);
      rows = await runner.query(select, row);
    }
    return Number(rows[0]?.next_offset ?? 0);
  }
}

/** Rolls back where a transaction is still open; a broken connection has nothing to roll back. */
export async function rollback(runner: QueryRunner): Promise<void> {
  if (!runner.isTransactionActive) return;
  try {
    await runner.rollbackTransaction();
  } catch {
    // The connection is gone, and the transaction with it: the error that led here is the one to report.
    return;
  }
}
