import type { DataSource } from 'typeorm';
import { Fault } from '@lienthong/canonical';

/** What the broker says of itself: its cluster id, and for each partition of a topic the offsets it can still give. */
export interface LogState {
  readonly cluster: string;
  readonly topics: ReadonlyMap<string, readonly { partition: number; low: number; high: number }[]>;
}

/**
 * The generation of the log: it names which Kafka cluster the offsets in this database belong to.
 *
 * A log that was replaced, cut or rolled back would make every offset point at another record. So nothing starts on it
 * until a person decides: bring the log back, or begin a new generation with `--adopt-log`.
 */
export class LogGeneration {
  constructor(private readonly db: DataSource) {}

  /**
   * The generation to work in, after checking that the log is the one this database knows.
   *
   * @param adopt begin a new generation when the log is another one
   * @throws Fault LT-LOG-1 another cluster, LT-LOG-2 offsets removed before they were applied, LT-LOG-3 offsets lost
   */
  async resolve(log: LogState, adopt: boolean): Promise<number> {
    return this.db.transaction(async (tx) => {
      await tx.query('lock table log_generation in share row exclusive mode');
      const rows: { generation: number; cluster: string }[] = await tx.query(
        'select generation, cluster from log_generation order by generation desc limit 1',
      );
      const known = rows[0];
      const fault = known ? await this.mismatch(known, log) : undefined;
      if (known && !fault) return known.generation;
      if (fault && !adopt) throw fault;
      const generation = (known?.generation ?? 0) + 1;
      await tx.query('insert into log_generation (generation, cluster) values ($1, $2)', [generation, log.cluster]);
      return generation;
    });
  }

  private async mismatch(known: { generation: number; cluster: string }, log: LogState): Promise<Fault | undefined> {
    const ways =
      'Ways out: (1) bring back the Kafka data this database belongs to (the folder .data/kafka, or KAFKA_BROKERS of that cluster); ' +
      '(2) start once with --adopt-log (LT_ADOPT_LOG=true): a new generation begins, what is stored stays, raw records of the old log can no longer be read back.';
    if (known.cluster !== log.cluster) {
      return new Fault('LT-LOG-1', `The Kafka log is not the one this database was filled from. ${ways}`);
    }
    const consumed: { role: string; topic: string; partition: number; next_offset: string }[] = await this.db.query(
      'select role, topic, partition, next_offset from consumed where generation = $1',
      [known.generation],
    );
    for (const row of consumed) {
      const next = Number(row.next_offset);
      const place = log.topics.get(row.topic)?.find((p) => p.partition === row.partition) ?? { low: 0, high: 0 };
      const where = `${row.role} stands at offset ${next} of ${row.topic}/${row.partition}`;
      if (next < place.low) {
        return new Fault(
          'LT-LOG-2',
          `${where}, but the log begins at ${place.low}: records were removed before they were applied. ${ways}`,
        );
      }
      if (next > place.high) {
        return new Fault('LT-LOG-3', `${where}, but the log ends at ${place.high}: it has lost records. ${ways}`);
      }
    }
    return undefined;
  }
}
