/** The other side of P1 and P2: Kafka Connect with the Debezium JDBC sink, in the form and settings best for it. */
import { Client } from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Kafka } from 'kafkajs';
import { counted, freshDatabase } from './database';
import { connectorOf, tableOf, updatedRow } from './peer/connector';
import type { PeerSettings } from './peer/settings';
import { Worker } from './peer/worker';
import { say } from './result';
import type { Side } from './side';
import type { Look } from './stretch';

const QUIET_MS = 30_000;
const WARM_MESSAGES = 120_000;
const WARM_TURNS = 4;

/** The peer as a whole: a worker, a database of its own on the same server, a table for each run. */
export class Peer {
  private isWarm = false;

  private constructor(
    private readonly worker: Worker,
    private readonly kafka: Kafka,
    private readonly database: string,
    private readonly client: Client,
  ) {}

  /** Starts the worker. */
  static async start(ground: { brokers: string; database: string; folder: string; kafka: Kafka }): Promise<Peer> {
    const database = await freshDatabase(ground.database, 'peer');
    const worker = await Worker.start(ground.brokers, ground.folder);
    const client = new Client({ connectionString: database });
    await client.connect();
    return new Peer(worker, ground.kafka, database, client);
  }

  /** One run: a connector, its consumer group and its table, all of that name (letters, digits, `_`). */
  run(name: string, topic: string, settings: () => PeerSettings): Side {
    const { worker, client, database } = this;
    return {
      begin: async () => {
        await client.query(tableOf(name, settings().form));
        await worker.begin(name, connectorOf({ topic, table: name, database }, settings()));
      },
      look: (round) => this.look(name, round, settings().form),
      end: async () => {
        await worker.check(name);
        await worker.end(name);
        await this.quiet(`connect-${name}`);
      },
      remove: async () => {
        await client.query(`drop table if exists ${name}`);
      },
    };
  }

  /** Lets the worker apply 120,000 messages, in at most four runs, that do not count, so that its just-in-time compiler is done. */
  async warm(run: (name: string) => Side, speed: (side: Side) => Promise<number>, count: number): Promise<void> {
    if (this.isWarm) return;
    this.isWarm = true;
    for (let turn = 0; turn * count < WARM_MESSAGES && turn < WARM_TURNS; turn++) {
      const side = run(`warm_${turn}`);
      say(`the peer warms up: ${Math.round(await speed(side))}/s`);
      await side.remove();
    }
  }

  /** Ends the worker. */
  async stop(): Promise<void> {
    await this.client.end();
    await this.worker.stop();
  }

  private look(table: string, round: number, form: PeerSettings['form']): Look {
    const state = round === 0 ? '' : ` and ${updatedRow(form, round)}`;
    let looks = 0;
    return async (keys) => {
      if (++looks % 100 === 0) await this.worker.check(table);
      return counted(this.client, `select count(*) from ${table} where id = any($1)${state}`, keys);
    };
  }

  /** Waits until the group has no member: its offsets are committed then. */
  private async quiet(group: string): Promise<void> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      const limit = performance.now() + QUIET_MS;
      for (;;) {
        const { groups } = await admin.describeGroups([group]);
        if (groups.every(({ state }) => state === 'Empty' || state === 'Dead')) return;
        if (performance.now() > limit) throw new Error(`the consumer group ${group} does not end`);
        await sleep(100);
      }
    } finally {
      await admin.disconnect();
    }
  }
}
