/** The long forms of the spine's proofs: the whole of the real logs, the shipped bound of the ledger, memory by role. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { dossierId } from '@lienthong/canonical';
import { RECORDS } from '@lienthong/messaging';
import { extent, figuresBySql } from '../e2e/spine/figures';
import { sabotage } from '../e2e/spine/sabotage';
import { Fleet, ROLES } from '../support/fleet';
import { Installation } from '../support/installation';
import { hasRealLogs, realExport, REAL_LOGS, sharedId } from '../support/municipal-exports';
import { peakMegabytes } from '../support/processes';
import { writeRepeated } from '../support/tenfold';
import { topicKeys } from '../support/topic-dump';
import { until } from '../support/waiting';

jest.setTimeout(1_800_000);

const SYSTEMS = ['bpic15-1', 'bpic15-2', 'bpic15-3'];
const FIGURES = { systems: 3, dossiers: 3440, timelineEntries: 156_252 };
const LINE = `${JSON.stringify({ ...FIGURES, parked: 0, ledgerBalanced: true })}\n`;
/** What a file ten times as long may add to a peak. */
const LIMIT = 1.1;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (!hasRealLogs)
  describe.skip('skipped: data absent', () => it('needs ../shared/data/municipal-logs', () => undefined));
const whenReal = hasRealLogs ? describe : describe.skip;

whenReal('the whole of the real logs', () => {
  const at = new Installation();
  beforeAll(async () => say(`ready after ${((await at.start()) / 1000).toFixed(1)} s`));
  afterAll(() => at.remove());

  it('ends with the line of the issue, and what it says is stored', async () => {
    const begunMs = Date.now();
    const { stdout } = await at.cli('load', 'municipal', '--dir', REAL_LOGS, '--json');
    const seconds = (Date.now() - begunMs) / 1000;
    say(`whole load: ${seconds.toFixed(1)} s, peak of all roles in one process ${peakMegabytes(at.pid).toFixed(0)} MB`);
    expect(stdout).toBe(LINE);
    expect(await figuresBySql(at, SYSTEMS)).toEqual(FIGURES);
    expect(new Set(await topicKeys(at, RECORDS)).size).toBe(FIGURES.dossiers);
  });

  it('adds nothing when it is loaded again', async () => {
    const before = await extent(at);
    expect((await at.cli('load', 'municipal', '--dir', REAL_LOGS, '--json')).stdout).toBe(LINE);
    expect(await extent(at)).toEqual(before);
  });

  it('makes two dossiers of the case id that two municipalities share', async () => {
    const shared = await sharedId('BPIC15_1.xes.gz', 'BPIC15_3.xes.gz');
    const both = [dossierId('bpic15-1', shared), dossierId('bpic15-3', shared)];
    expect(await at.sql('select id, system from dossier where id = any($1) order by system', [both])).toEqual([
      { id: both[0], system: 'bpic15-1' },
      { id: both[1], system: 'bpic15-3' },
    ]);
  });

  describe('sabotage, with the bound of the ledger as shipped', () => sabotage(at));
});

whenReal('peak memory of each role as a process of its own', () => {
  it(`is at most ${LIMIT} × that of the whole load on a file ten times as long as its first`, async () => {
    const whole = await peaks([1, 2, 3], 1);
    const tenfold = await peaks([1], 10);
    const ratios = ROLES.map((role) => [role, tenfold[role] / whole[role]] as const);
    for (const [role, ratio] of ratios) {
      const [of, to] = [whole[role].toFixed(0), tenfold[role].toFixed(0)];
      say(`peak of ${role}: ${of} MB, of the file ten times as long ${to} MB, ratio ${ratio.toFixed(2)}`);
    }
    expect(ratios.filter(([, ratio]) => ratio > LIMIT)).toEqual([]);
  });
});

/** Peaks, in MB, of four fresh processes that took these real logs, each so many times over. */
async function peaks(logs: readonly number[], times: number): Promise<Record<(typeof ROLES)[number], number>> {
  const fleet = new Fleet();
  try {
    await fleet.start();
    const begunMs = Date.now();
    let cases = 0;
    for (const number of logs) {
      const log = await realExport(`BPIC15_${number}.xes.gz`);
      const directory = join(fleet.drop, String(number));
      mkdirSync(directory);
      await writeRepeated(directory, { ...log, name: 'cases.xes' }, times);
      const body = JSON.stringify({ name: 'Memory', adapter: 'municipal-xes', settings: { directory } });
      await fleet.api(`/v1/systems/memory-${number}`, { method: 'PUT', body });
      cases += times * log.cases.length;
    }
    await until(900_000, 'everything is stored', () => allStored(fleet, cases), 1_000);
    const { balanced } = await fleet.api<{ balanced: boolean }>('/v1/ledger?full=true');
    expect(balanced).toBe(true);
    say(`${cases} cases: ${((Date.now() - begunMs) / 1000).toFixed(1)} s`);
    return Object.fromEntries(ROLES.map((role) => [role, peakMegabytes(fleet.pid(role))])) as never;
  } finally {
    await fleet.stop();
  }
}

async function allStored(fleet: Fleet, cases: number): Promise<true | undefined> {
  const [row] = await fleet.sql<{ stored: number }>('select count(*)::int as stored from dossier');
  return row?.stored === cases || undefined;
}
