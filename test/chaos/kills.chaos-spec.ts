import { renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fleet, ROLES, type RoleName, type Victim } from '../support/fleet';
import { Random } from '../support/random';
import { xesLog, type InventedCase } from '../support/xes';

/** LT_CHAOS_SEED=n repeats a run; LT_CHAOS_KILLS=n makes it longer. */
const SEED = Number(process.env['LT_CHAOS_SEED'] ?? 20261123);
const KILLS = Number(process.env['LT_CHAOS_KILLS'] ?? 20);

/** Every fail point of the product, between each pair of effects. */
const FAIL_POINTS: readonly (readonly [RoleName, string])[] = [
  ['intake', 'intake.after-keys'],
  ['intake', 'intake.after-publish'],
  ['intake', 'intake.after-save'],
  ['normalizer', 'normalizer.before-send'],
  ['normalizer', 'normalizer.after-send'],
  ['registry', 'registry.before-commit'],
  ['registry', 'registry.after-commit'],
];
const FILES = KILLS + 4;
const CASES_A_FILE = 60;
const SYSTEM = 'chaos';

interface Ledger {
  balanced: boolean;
  settled: boolean;
  totals: Record<string, number>;
  differences: unknown[];
}
interface Digest {
  digest: string;
  dossiers: number;
  versions: number;
  timelineEntries: number;
}

/** File `n`: new cases, and newer versions and unchanged repeats of cases of the file before. */
function casesOf(n: number): InventedCase[] {
  const fresh = Array.from({ length: CASES_A_FILE }, (_, i) => ({ id: String(1_000 * n + i), revision: 0 }));
  if (n === 0) return fresh;
  const repeats = Array.from({ length: 20 }, (_, i) => ({ id: String(1_000 * (n - 1) + i), revision: i < 10 ? 1 : 0 }));
  return [...repeats, ...fresh];
}

function dropFile(fleet: Fleet, n: number): void {
  const path = join(fleet.drop, `export-${String(n).padStart(3, '0')}.xes`);
  writeFileSync(`${path}.part`, xesLog(casesOf(n)));
  const at = new Date(Date.UTC(2026, 0, 1, 0, n));
  utimesSync(`${path}.part`, at, at);
  renameSync(`${path}.part`, path);
}

async function addSystem(fleet: Fleet): Promise<void> {
  const settings = { directory: fleet.drop, settleMs: 0, pollMs: 200 };
  await fleet.api(`/v1/systems/${SYSTEM}`, {
    method: 'PUT',
    body: JSON.stringify({ name: 'Chaos', adapter: 'municipal-xes', settings }),
  });
}

/** Waits until every case of every file is stored and nothing is in flight. */
async function settled(fleet: Fleet): Promise<Ledger> {
  const until = Date.now() + 120_000;
  for (;;) {
    const last = await fleet
      .sql<{ done: boolean }>(`select (select count(*) from dossier) = $1 as done`, [FILES * CASES_A_FILE])
      .catch(() => []);
    if (last[0]?.done) {
      const ledger = await fleet.api<Ledger>('/v1/ledger?full=true').catch(() => undefined);
      const cursor = await fleet.sql<{ ordinal: number; done: boolean }>(
        `select (cursor->>'ordinal')::int as ordinal, (cursor->>'done')::bool as done from intake_cursor`,
      );
      if (ledger?.settled && ledger.balanced && cursor[0]?.ordinal === FILES && cursor[0].done) return ledger;
      if (ledger && Date.now() > until) return ledger;
    }
    if (Date.now() > until) throw new Error(`not settled: ${fleet.logs().slice(-4_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

interface Result {
  readonly digest: Digest;
  readonly ledger: Ledger;
}

async function run(disturb: (fleet: Fleet, n: number, drop: () => void) => Promise<void>): Promise<Result> {
  const fleet = new Fleet();
  try {
    await fleet.start();
    await addSystem(fleet);
    for (let n = 0; n < FILES; n += 1) await disturb(fleet, n, () => dropFile(fleet, n));
    const ledger = await settled(fleet);
    return { digest: await fleet.api<Digest>('/v1/digest'), ledger };
  } finally {
    await fleet.stop();
  }
}

/** Starts a role with a fail point, gives it work, and sees it die there. @returns whether the point was reached */
async function dieAt(fleet: Fleet, role: RoleName, point: string, drop: () => void): Promise<boolean> {
  await fleet.kill(role);
  await fleet.revive(role, `${point}:1`);
  drop();
  // The group or lease that lost its owner needs some seconds to be given away; then the point is reached.
  const isReached = await fleet.ends(role, 30_000);
  await fleet.kill(role);
  await fleet.revive(role);
  return isReached;
}

/** Kills anything at a random moment and starts it again some time later. */
async function killAny(fleet: Fleet, random: Random, drop: () => void): Promise<Victim> {
  const victim = random.pick<Victim>([...ROLES, 'broker', 'database']);
  drop();
  await sleep(random.between(0, 1_500));
  await fleet.kill(victim);
  await sleep(random.between(0, 1_000));
  await fleet.revive(victim);
  return victim;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

describe(`kill -9, ${KILLS} times, seed ${SEED}`, () => {
  it('leaves what an undisturbed run leaves: same digest, balanced ledger', async () => {
    const undisturbed = await run((_fleet, _n, drop) => Promise.resolve(drop()));
    const random = new Random(SEED);
    const points = new Map<string, boolean>();
    const victims: Victim[] = [];
    const disturbed = await run(async (fleet, n, drop) => {
      const point = FAIL_POINTS[n % (FAIL_POINTS.length * 2)];
      if (n >= KILLS) drop();
      else if (point)
        points.set(point[1], (await dieAt(fleet, point[0], point[1], drop)) || points.get(point[1]) === true);
      else victims.push(await killAny(fleet, random, drop));
    });
    expect(Object.fromEntries(points)).toEqual(Object.fromEntries(FAIL_POINTS.map(([, name]) => [name, true])));
    expect(victims.length).toBeGreaterThanOrEqual(Math.min(KILLS - FAIL_POINTS.length, FAIL_POINTS.length));
    expect(disturbed.ledger).toMatchObject({ balanced: true, settled: true, differences: [] });
    expect(disturbed.digest).toEqual(undisturbed.digest);
    expect(disturbed.digest.dossiers).toBe(FILES * CASES_A_FILE);
  }, 900_000);
});
