import type { DataSource } from 'typeorm';
import { column, join } from './rows';

/** First offset that a partition still has. */
export interface FirstOffset {
  readonly partition: number;
  readonly low: number;
}

/**
 * Lets a group that has not consumed anything begin where the log begins. A projection added to an installation, or made
 * anew, finds a log whose first messages are gone; a register must not skip them, a projection cannot wait for them.
 *
 * @returns how many partitions begin after their first message
 */
export async function beginWhereLogBegins(
  db: DataSource,
  group: { role: string; generation: number; topic: string },
  first: readonly FirstOffset[],
): Promise<number> {
  const gone = first.filter(({ low }) => low > 0);
  if (gone.length === 0) return 0;
  const rows: unknown[] = await db.query(
    `insert into consumed (role, generation, topic, partition, next_offset)
     select $3, $4, $5, ${column(1, 'integer')}, ${column(2, 'bigint')} on conflict do nothing returning partition`,
    [
      join(gone.map(({ partition }) => partition)),
      join(gone.map(({ low }) => low)),
      group.role,
      group.generation,
      group.topic,
    ],
  );
  return rows.length;
}
