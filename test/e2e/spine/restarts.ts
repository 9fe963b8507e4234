import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Installation } from '../../support/installation';
import { caseIds, InventedSystem } from '../../support/invented-system';
import { processesOf } from '../../support/processes';
import { until } from '../../support/waiting';
import { eventCount } from '../../support/xes';
import { balanced } from './ledger';

const STOP_MS = 5_000;
/** Enough to be hit in the middle. */
const MANY = 5_000;

/** Ends of a running system, of each kind, and what is there afterwards. */
export function restarts(at: Installation): void {
  const stopped = new InventedSystem(at, 'stopped');
  const killed = new InventedSystem(at, 'killed');

  beforeAll(async () => {
    stopped.drop(caseIds(10_000, 200));
    await stopped.put();
    await stopped.settled();
  });

  it('ends within 5 s on Ctrl-C, leaves nothing running, and the next start goes on where it was', async () => {
    const before = await counts(at);
    expect(await at.stop()).toBeLessThanOrEqual(STOP_MS);
    expect(await processesOf(at.folder)).toEqual([]);
    stopped.drop(caseIds(10_200, 50));
    await at.start();
    await stopped.settled();
    expect(await counts(at)).toEqual({
      heads: before.heads + 50,
      versions: before.versions + 50,
      lines: before.lines + 50,
    });
    expect(await stopped.progress()).toMatchObject({ published: 250, same: 0, liveDossiers: 250 });
    await balanced(at);
  });

  it('loads everything once when all of it is killed in the middle of a load', async () => {
    const ids = caseIds(20_000, MANY);
    killed.drop(ids);
    await killed.put();
    const stored = (): Promise<number> => linesOf(at, killed.code);
    const inTheMiddle = async (): Promise<number | undefined> => ((await stored()) > MANY / 10 ? stored() : undefined);
    const atKill = await until(60_000, 'some of the file is stored', inTheMiddle, 20);
    await at.kill();
    expect(atKill).toBeLessThan(MANY);
    await at.start();
    await killed.settled();
    const entries = ids.reduce((sum, id) => sum + eventCount({ id, revision: 0 }), 0);
    expect(await killed.progress()).toMatchObject({
      liveDossiers: MANY,
      timelineEntries: entries,
      parked: 0,
      inFlight: 0,
    });
    const [versions] = await at.sql<{ count: number }>(
      'select count(*)::int as count from dossier_version where system = $1',
      [killed.code],
    );
    expect(versions?.count).toBe(MANY);
    await balanced(at);
  });

  it('refuses to start on a log that is not its own, naming both ways out, and goes on in a new generation', async () => {
    const before = await counts(at);
    await at.stop();
    rmSync(join(at.dataDir, 'kafka'), { recursive: true });
    const { code, stdout, stderr } = await at.refused();
    const faults = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('{'));
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(faults).toEqual([expect.stringMatching(/^LT-LOG-1 .*bring back the Kafka data.*--adopt-log/)]);
    expect(await processesOf(at.folder)).toEqual([]);

    await at.start('--adopt-log');
    expect(await counts(at)).toEqual(before);
    expect((await balanced(at)).generation).toBe(2);
    stopped.drop(caseIds(10_250, 20));
    await stopped.settled();
    expect(await stopped.progress()).toMatchObject({ liveDossiers: 270 });
    const { heads, versions, lines } = before;
    expect(await counts(at)).toEqual({ heads: heads + 20, versions: versions + 20, lines: lines + 20 });
    await balanced(at);
  });
}

interface Counts {
  readonly heads: number;
  readonly versions: number;
  readonly lines: number;
}

async function counts(at: Installation): Promise<Counts> {
  const [row] = await at.sql<Counts>(
    `select (select count(*) from dossier)::int as heads, (select count(*) from dossier_version)::int as versions,
            (select count(*) from ledger_line)::int as lines`,
  );
  return row!;
}

async function linesOf(at: Installation, system: string): Promise<number> {
  const [row] = await at.sql<{ count: number }>('select count(*)::int as count from ledger_line where system = $1', [
    system,
  ]);
  return row?.count ?? 0;
}
