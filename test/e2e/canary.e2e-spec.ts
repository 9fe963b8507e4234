/** The values of a person who does not exist go through the whole of a running system, and lie open nowhere. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { Kafka, logLevel } from 'kafkajs';
import { DOSSIERS, RECORDS } from '@lienthong/messaging';
import { dossierId } from '@lienthong/canonical';
import { ByteSearch } from '../support/byte-search';
import { CANARY, brokenRegister, canaryRegister, formsOf } from '../support/canary';
import { Installation, ROOT } from '../support/installation';
import { dumpTopic } from '../support/topic-dump';
import { until } from '../support/waiting';

jest.setTimeout(180_000);

const CODE = 'register';
const PARKED = [
  'CONTRACT',
  'IDENTITY_MISSING',
  'MALFORMED',
  'MALFORMED_DATE',
  'MALFORMED_DATE',
  'MAPPING_DEFECT',
  'UNKNOWN_CODE',
];

const needles = new Map<string, Buffer>();
const known = new Set<string>();
for (const [name, value] of Object.entries(CANARY)) {
  for (const [form, bytes] of formsOf(value)) {
    const digits = bytes.toString('hex');
    if (!known.has(digits)) needles.set(`${name}, ${form}`, bytes);
    known.add(digits);
  }
}
const search = new ByteSearch(needles);
const at = new Installation({ ADAPTER_SIGNERS: 'anybody', ADAPTER_DIRS: join(ROOT, 'test', 'support', 'adapters') });
let folder: string;

beforeAll(async () => {
  await at.start();
  folder = at.exports(CODE);
  writeFileSync(join(folder, '1.xml'), canaryRegister());
  writeFileSync(join(folder, '2.xml'), brokenRegister());
  const settings = { directory: folder, settleMs: 0, pollMs: 250 };
  await at.api(`/v1/systems/${CODE}`, 'PUT', { name: 'Register', adapter: 'canary-register', settings });
  await until(60_000, 'the register is read and applied', async () => {
    const { parked, inFlight, idleAt } = await at.api<{ parked: number; inFlight: number; idleAt: string | null }>(
      `/v1/systems/${CODE}/progress`,
    );
    return parked === PARKED.length && inFlight === 0 && idleAt !== null ? true : undefined;
  });
});
afterAll(() => at.remove());

it('stores what is sound and parks the rest, each for its own cause', async () => {
  const { items } = await at.api<{ items: { cause: string }[] }>(`/v1/parked?system=${CODE}`);
  expect(items.map(({ cause }) => cause).sort()).toEqual(PARKED);
  expect(await at.sql('select count(*)::int as live from dossier where version_sequence is not null')).toEqual([
    { live: 2 },
  ]);
});

it('shows the canary in no answer of the API, neither in its errors', async () => {
  const id = dossierId(CODE, '2026-1');
  const asked: readonly (readonly [path: string, status: number, init?: RequestInit])[] = [
    ['/metrics', 200],
    ['/health/ready', 200],
    ['/v1/systems', 200],
    [`/v1/systems/${CODE}`, 200],
    [`/v1/systems/${CODE}/progress`, 200],
    ['/v1/dossiers', 200],
    [`/v1/dossiers/${id}`, 200],
    ['/v1/parked', 200],
    ['/v1/ledger', 200],
    ['/v1/ledger?full=true', 200],
    ['/v1/digest', 200],
    [`/v1/dossiers/${CANARY.id}`, 404],
    [`/v1/dossiers?limit=${CANARY.id}`, 400],
    [`/v1/dossiers?status=${encodeURIComponent(CANARY.applicant)}`, 400],
    [`/v1/systems/${encodeURIComponent(CANARY.applicant)}`, 404],
    [`/v1/nothing/${CANARY.id}`, 404],
    [
      `/v1/systems/${CODE}`,
      400,
      { method: 'PUT', body: JSON.stringify({ name: CANARY.applicant, adapter: CANARY.id }) },
    ],
    [`/v1/systems/${CODE}`, 400, { method: 'PUT', body: `{"name": ${CANARY.applicant}` }],
  ];
  for (const [path, status, init] of asked) {
    const headers = { authorization: `Bearer ${at.token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${at.url}${path}`, { ...init, headers });
    const text = await answer.text();
    expect([path, answer.status, search.in(text), search.in([...answer.headers].join('\n'))]).toEqual([
      path,
      status,
      [],
      [],
    ]);
  }
});

it('prints the canary in no log', () => {
  expect(at.output).toContain(`System ${CODE}`);
  expect(search.in(at.output)).toEqual([]);
});

it('holds the canary in no key, header or value of the topics, packed neither', async () => {
  for (const topic of [RECORDS, DOSSIERS]) {
    const messages = await dumpTopic(at, topic);
    expect(messages).toHaveLength(9);
    expect(messages.flatMap((message) => search.in(message))).toEqual([]);
    expect(messages.flatMap((message) => search.in(unpacked(message)))).toEqual([]);
  }
});

it('holds the canary in no column of a table, nor in a plain byte of the data folder', async () => {
  for (const row of await everyRow()) expect([row.slice(0, 60), search.in(row)]).toEqual([row.slice(0, 60), []]);
  await at.sql('checkpoint');
  expect(search.below(at.dataDir)).toEqual([]);
});

describe('the search itself', () => {
  it('finds the canary where it lies open', () => {
    expect(search.in(readFileSync(join(folder, '1.xml')))).toEqual(
      expect.arrayContaining(Object.keys(CANARY).map((name) => `${name}, UTF-8 of plain NFC`)),
    );
    for (const [name, bytes] of needles) {
      const around = Buffer.concat([Buffer.alloc(5_000, 'x'), bytes, Buffer.alloc(5_000, 'y')]);
      expect([name, search.in(around).includes(name)]).toEqual([name, true]);
    }
    for (const shift of [0, 1, 2]) {
      const coded = Buffer.from(`${'x'.repeat(30 + shift)}${CANARY.applicant} and more`).toString('base64');
      expect(search.in(coded)).toContain(`applicant, base64+${shift} of plain NFC`);
    }
  });

  it('finds it in a message, a column and the data folder when it was not sealed', async () => {
    const kafka = new Kafka({ brokers: [at.brokers], logLevel: logLevel.NOTHING });
    const [admin, producer] = [kafka.admin(), kafka.producer()];
    await Promise.all([admin.connect(), producer.connect()]);
    await admin.createTopics({ topics: [{ topic: 'scratch', numPartitions: 1 }], waitForLeaders: true });
    await producer.send({
      topic: 'scratch',
      messages: [{ key: CANARY.phone, headers: { name: CANARY.applicant }, value: JSON.stringify(CANARY) }],
    });
    await Promise.all([admin.disconnect(), producer.disconnect()]);
    await at.sql('create table scratch (name text)');
    await at.sql('insert into scratch values ($1)', [CANARY.officer]);
    await at.sql('checkpoint');

    const [message = ''] = await dumpTopic(at, 'scratch');
    expect(search.in(message)).toEqual(
      expect.arrayContaining(['phone, UTF-8 of plain NFC', 'applicant, UTF-8 of plain NFC']),
    );
    expect((await everyRow()).flatMap((row) => search.in(row))).toContain('officer, UTF-8 of plain NFC');
    const found = search.below(at.dataDir).join('\n');
    expect(found).toMatch(/kafka\/log\/scratch-0\/.*\.log: applicant, UTF-8 of plain NFC/);
    expect(found).toMatch(/postgres\/base\/.*: officer, UTF-8 of plain NFC/);
    expect(found).toMatch(/postgres\/pg_wal\/.*: officer, UTF-8 of plain NFC/);
  });
});

/** Every row of every table as text; bytes stand there as hex. */
async function everyRow(): Promise<string[]> {
  const tables = await at.sql<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public'`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const rows: string[] = [];
  for (const { name } of tables) {
    const texts = await at.sql<{ text: string }>(`select t::text as text from ${name} t`);
    rows.push(...texts.map(({ text }) => `${name} ${text}`));
  }
  return rows;
}

/** What base64 in a message holds when it is unpacked, as if it were compressed and not sealed. */
function unpacked(message: string): Buffer {
  const data = message.match(/[A-Za-z0-9+/]{40,}={0,2}/g) ?? [];
  return Buffer.concat(
    data.flatMap((text) => [0, 12].flatMap((from) => inflated(Buffer.from(text, 'base64').subarray(from)))),
  );
}

function inflated(bytes: Buffer): Buffer[] {
  try {
    return [inflateRawSync(bytes)];
  } catch {
    // Sealed bytes are no deflate stream: that is what is hoped for.
    return [];
  }
}
