/**
 * P7: 1,000 records a second offered to four processes; from the append to `records.v1` until the API answers with the
 * dossier. One record in fifty is asked for every 10 ms, so that a figure is at most that too high; the clock starts
 * before the append is sent, which is in its disfavour too.
 */
import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DOSSIERS, RECORDS } from '@lienthong/messaging';
import type { Arguments } from '../arguments';
import { dropDatabase } from '../database';
import type { Ground } from '../ground';
import type { Installation } from '../installation';
import { offer, storedRecords, type Stored } from '../offer';
import { RoleProcess, type RoleName } from '../ours';
import { ceilingOf, say, type Result } from '../result';
import { quantile } from '../statistics';
import type { Stand } from '../stand';
import { freshTopics } from '../topic';

const ROLES: readonly RoleName[] = ['intake', 'normalizer', 'registry', 'gateway'];
const PER_SECOND = 1_000;
const GOAL_MS = 250;
const SAMPLE_EVERY = 50;
const POLL_MS = 10;
const GIVE_UP_MS = 10_000;
/** Latencies of the first seconds, in which the processes warm up, do not count. */
const WARM_SECONDS = 5;

export async function* measureLatency(stand: Stand, { quick, pairs }: Arguments): AsyncGenerator<Result> {
  const { ground } = stand;
  const seconds = WARM_SECONDS + (quick ? 10 : 60);
  const count = seconds * PER_SECOND;
  say(`P7: the intake reads ${count} cases`);
  const installation = await stand.installation(count);
  const records = shuffled(await storedRecords(ground.kafka, count));
  const runs: number[] = [];
  for (let run = 0; run < (quick ? 1 : pairs); run++)
    runs.push(await oneRun(ground, installation, records, `ours_p7_${run}`));
  yield ceilingOf('P7', `${PER_SECOND}/s`, GOAL_MS, 'ms (p95)', runs);
}

async function oneRun(
  ground: Ground,
  installation: Installation,
  records: readonly Stored[],
  name: string,
): Promise<number> {
  await freshTopics(ground.kafka, [RECORDS, DOSSIERS]);
  const database = await installation.database(name);
  const { folder, token } = installation;
  const roles = await Promise.all(ROLES.map((role) => RoleProcess.start(role, ground, { database, folder })));
  try {
    const url = (await Promise.all(roles.map((role) => role.url))).at(-1) ?? '';
    const agent = new Agent({ keepAlive: true });
    const pending: Promise<number>[] = [];
    const rate = await offer(ground.kafka, records, PER_SECOND, ({ key }, index, atMs) => {
      if (index < WARM_SECONDS * PER_SECOND || index % SAMPLE_EVERY > 0) return;
      pending.push(readable(`${url}/v1/dossiers/${key}`, token, agent, atMs));
    });
    const latencies = await Promise.all(pending);
    agent.destroy();
    for (const role of roles) role.check();
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => Math.round(quantile(latencies, share)));
    say(
      `P7 ${name}: ${Math.round(rate)}/s offered, ${latencies.length} asked for: p50 ${p50} ms, p95 ${p95} ms, p99 ${p99} ms`,
    );
    return quantile(latencies, 0.95);
  } finally {
    await Promise.all(roles.map((role) => role.stop()));
    await dropDatabase(ground.database, name);
  }
}

/** Milliseconds from `atMs` until the API has the dossier; the give-up time where it never has. */
async function readable(url: string, token: string, agent: Agent, atMs: number): Promise<number> {
  while (performance.now() - atMs < GIVE_UP_MS) {
    const status = await statusOf(url, token, agent);
    if (status === 200) return performance.now() - atMs;
    if (status !== 404) throw new Error(`the API answers with ${status}`);
    await sleep(POLL_MS);
  }
  return GIVE_UP_MS;
}

function statusOf(url: string, token: string, agent: Agent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      answer.resume();
      answer.once('end', () => resolve(answer.statusCode ?? 0));
    });
    request.once('error', reject);
  });
}

/** Records as they come: of all partitions mixed, not one partition after the other. */
function shuffled(records: readonly Stored[]): Stored[] {
  return [...records].sort((a, b) => (a.key < b.key ? -1 : 1));
}
