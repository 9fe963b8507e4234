import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Batches,
  PARTITIONS,
  Producer,
  RECORDS,
  cloudEvent,
  ensureTopics,
  header,
  kafkaClient,
  logState,
  readAt,
  type Batch,
  type Kafka,
  type Outgoing,
} from '@lienthong/messaging';
import { startKafka, type KafkaServer } from '../../apps/standalone/embedded';
import { Proxy, freePort, isProduce } from '../support/proxy';

const folder = mkdtempSync(join(tmpdir(), 'lienthong-messaging-'));
let server: KafkaServer;
let kafka: Kafka;
let proxy: Proxy;

function messages(count: number, from = 0, bytes = 100): Outgoing[] {
  return Array.from({ length: count }, (_, i) => ({
    key: `00000000-0000-5000-8000-${String(from + i).padStart(12, '0')}`,
    value: JSON.stringify({ n: from + i, fill: 'x'.repeat(bytes) }),
    headers: cloudEvent({
      id: `${from + i}`,
      type: 'record',
      system: 's',
      subject: 'd',
      sequence: '0',
      page: '1-0',
      timeMs: 0,
    }),
  }));
}

const total = async (): Promise<number> => {
  const { topics } = await logState(kafka, [RECORDS]);
  return (topics.get(RECORDS) ?? []).reduce((sum, { high }) => sum + high, 0);
};

async function until(done: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await done())) {
    if (Date.now() > end) throw new Error('not reached');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

beforeAll(async () => {
  const [port, advertisedPort] = [await freePort(), await freePort()];
  server = await startKafka({ dataDir: folder, port, advertisedPort, log: () => undefined });
  proxy = new Proxy(port);
  await proxy.listen(advertisedPort);
  kafka = kafkaClient(`127.0.0.1:${advertisedPort}`, 'test');
  await ensureTopics(kafka);
}, 60_000);

afterAll(async () => {
  await proxy.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
}, 30_000);

describe(ensureTopics.name, () => {
  it('finds its own topics as they should be, and refuses one with other settings', async () => {
    await ensureTopics(kafka);
    const admin = kafka.admin();
    await admin.connect();
    const resource = (value: string) => ({
      validateOnly: false,
      resources: [
        {
          type: 2,
          name: RECORDS,
          configEntries: [
            { name: 'retention.ms', value },
            { name: 'message.timestamp.type', value: 'LogAppendTime' },
            { name: 'max.message.bytes', value: String(2 * 1024 * 1024) },
            { name: 'cleanup.policy', value: 'delete' },
            { name: 'retention.bytes', value: '-1' },
          ],
        },
      ],
    });
    await admin.alterConfigs(resource('1000'));
    // A broker takes a change of settings up a moment after it has answered.
    const refusal = async (): Promise<unknown> => ensureTopics(kafka).catch((error: unknown) => error);
    await until(async () => (await refusal()) !== undefined);
    expect(await refusal()).toMatchObject({
      code: 'LT-KAFKA-2',
      message: expect.stringContaining('retention.ms = 1000, needed is -1'),
    });
    await admin.alterConfigs(resource('-1'));
    await until(async () => (await refusal()) === undefined);
    await admin.disconnect();
  });
});

describe(Producer.name, () => {
  it('appends densely, keeps the order of a key, and says where each message lies', async () => {
    const producer = new Producer(kafka);
    const before = await total();
    const sent = messages(3_000);
    const appended = await producer.send(RECORDS, sent);
    await producer.close();
    expect((await total()) - before).toBe(3_000);
    const places = appended.filter((_, index) => index % 500 === 0);
    const read: string[] = [];
    expect(await readAt(kafka, RECORDS, places, (message) => void read.push(message.key))).toEqual([]);
    expect(read.sort()).toEqual(
      sent
        .filter((_, index) => index % 500 === 0)
        .map(({ key }) => key)
        .sort(),
    );
  }, 30_000);

  it('cuts requests by bytes, so that large messages pass', async () => {
    const producer = new Producer(kafka);
    const before = await total();
    await producer.send(RECORDS, messages(8, 0, 700_000));
    await producer.close();
    expect((await total()) - before).toBe(8);
  }, 30_000);

  it('loses nothing and doubles nothing when the answer of one produce is lost', async () => {
    const producer = new Producer(kafka);
    await producer.send(RECORDS, messages(10));
    const before = await total();
    proxy.dropNextAnswer(isProduce);
    const appended = await producer.send(RECORDS, messages(500, 5_000));
    await producer.send(RECORDS, messages(500, 6_000));
    await producer.close();
    expect(proxy.dropped).toBe(1);
    expect((await total()) - before).toBe(1_000);
    const keys = new Set<string>();
    await readAt(kafka, RECORDS, appended, (message) => void keys.add(message.key));
    expect(keys.size).toBe(500);
  }, 60_000);
});

describe(readAt.name, () => {
  it('names the places the log does not hold', async () => {
    const missing = await readAt(
      kafka,
      RECORDS,
      [
        { partition: 0, offset: 1e9 },
        { partition: 0, offset: 0 },
      ],
      () => undefined,
    );
    expect(missing).toEqual([{ partition: 0, offset: 1e9 }]);
  }, 30_000);
});

describe(Batches.name, () => {
  interface Group {
    batches: Batches;
    seen: Map<number, number[]>;
    next: Map<number, number>;
    failures: number;
  }

  /** A group whose positions are kept in memory as a database would keep them. */
  async function start(group: string, at: Map<number, number>, handler?: (batch: Batch) => void): Promise<Group> {
    const state: Group = { seen: new Map(), next: at, failures: 0 } as unknown as Group;
    const batches = new Batches({
      kafka,
      group,
      transportId: Symbol(group),
      isTransient: () => true,
      positions: { positions: () => Promise.resolve(new Map(state.next)) },
    });
    batches.addHandler(
      RECORDS,
      (async (batch: Batch) => {
        handler?.(batch);
        const next = state.next.get(batch.partition) ?? 0;
        const first = batch.messages[0]?.offset ?? 0;
        const fresh = batch.messages.filter((message) => message.offset >= next);
        if (first > next || fresh.length === 0) return next;
        state.seen.set(batch.partition, [
          ...(state.seen.get(batch.partition) ?? []),
          ...fresh.map((message) => message.offset),
        ]);
        state.next.set(batch.partition, (fresh.at(-1)?.offset ?? 0) + 1);
        return state.next.get(batch.partition) ?? 0;
      }) as never,
      true,
    );
    await new Promise<void>(
      (resolve, reject) =>
        void batches.listen((error) => (error ? reject(new Error('not listening', { cause: error })) : resolve())),
    );
    state.batches = batches;
    return state;
  }

  const count = (group: Group): number => [...group.seen.values()].reduce((sum, offsets) => sum + offsets.length, 0);

  it('hands over each partition in order, from where the database stands, and stops within 2 s', async () => {
    const all = await total();
    const group = await start('ordered', new Map([[3, 20]]));
    await until(() => count(group) === all - 20);
    for (const [partition, offsets] of group.seen)
      expect(offsets).toEqual([...offsets.keys()].map((n) => n + (partition === 3 ? 20 : 0)));
    const before = Date.now();
    await group.batches.close();
    expect(Date.now() - before).toBeLessThan(2_000);
  }, 40_000);

  it('goes back when the database stands earlier than Kafka’s own commit', async () => {
    const all = await total();
    const first = await start('back', new Map());
    await until(() => count(first) === all);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await first.batches.close();
    const again = await start('back', new Map(Array.from({ length: PARTITIONS }, (_, p) => [p, 5])));
    await until(() => count(again) === all - 5 * PARTITIONS);
    again.next.set(1, 0);
    await until(() => (again.seen.get(1) ?? []).filter((offset) => offset === 0).length === 1);
    await again.batches.close();
  }, 60_000);

  it('waits at a partition whose handler throws, goes on with the others, and skips nothing', async () => {
    const all = await total();
    let failing = true;
    const group = await start('waiting', new Map(), (batch) => {
      if (batch.partition === 2 && failing) throw new Error('the database is away');
    });
    await until(() => [...group.seen.keys()].length === PARTITIONS - 1 && count(group) > 0);
    expect(group.seen.has(2)).toBe(false);
    failing = false;
    await until(() => count(group) === all);
    await group.batches.close();
  }, 60_000);

  it('gives headers as text', async () => {
    let type: string | undefined;
    const group = await start(
      'headers',
      new Map(),
      (batch) => void (type ??= batch.messages[0] && header(batch.messages[0], 'ce_type')),
    );
    await until(() => type !== undefined);
    expect(type).toBe('record');
    await group.batches.close();
  }, 30_000);
});
