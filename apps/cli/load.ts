import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api';
import type { ProgressLine } from './progress-line';
import type { Say } from './say';
import { isBalanced } from './ledger';
import { municipalLogs, type MunicipalLog } from './municipal-logs';
import { progressOf, Reading, type Awaited, type Patience, type SystemProgress } from './reading';

/** What a load ends with. */
export interface Loaded {
  readonly systems: number;
  readonly dossiers: number;
  readonly timelineEntries: number;
  readonly parked: number;
  readonly ledgerBalanced: boolean;
}

const PATIENCE: Patience = { pollMs: 500, stillMs: 120_000, errorMs: 20_000 };
/** Time the ledger has to check the days touched after everything has arrived. */
const LEDGER_MS = 60_000;
/** A file is taken once it was not written for 2 s (the default of the source); a little more, for clocks. */
const SETTLE_MS = 3_000;

/**
 * Loads the logs of a folder, one system each, and waits until each source was looked at afresh and read to its end,
 * and everything has arrived. Loading the same logs again adds nothing.
 *
 * @throws Stop when nothing moves any more, or a source cannot be read
 */
export async function loadMunicipal(api: Api, folder: string, line: ProgressLine, say: Say): Promise<Loaded> {
  const awaited: Awaited[] = [];
  for (const log of municipalLogs(folder)) awaited.push(await connect(api, log));
  const codes = awaited.map(({ code }) => code);
  const reading = new Reading(awaited, PATIENCE);
  let progress = await progressOf(api, codes);
  while (!reading.take(progress)) {
    line.show(told(progress, say));
    await sleep(PATIENCE.pollMs);
    progress = await progressOf(api, codes);
  }
  line.show(told(progress, say));
  const ledgerBalanced = await balances(api);
  line.end();
  return {
    systems: progress.size,
    dossiers: sum(progress, 'liveDossiers'),
    timelineEntries: sum(progress, 'timelineEntries'),
    parked: sum(progress, 'parked'),
    ledgerBalanced,
  };
}

async function connect(api: Api, { code, directory, file, modifiedMs }: MunicipalLog): Promise<Awaited> {
  const { change } = await api.put<{ change: string }>(`/v1/systems/${code}`, {
    name: `Municipality log ${file}`,
    adapter: 'municipal-xes',
    settings: { directory, file },
    state: 'ACTIVE',
  });
  const { now } = await api.get<SystemProgress>(`/v1/systems/${code}/progress`);
  const unsettledMs = Math.max(0, modifiedMs + SETTLE_MS - Date.now());
  const isFirstLook = change === 'created' && unsettledMs === 0;
  return { code, afterMs: Date.parse(now) + unsettledMs, looks: isFirstLook ? 1 : 2 };
}

async function balances(api: Api): Promise<boolean> {
  const until = Date.now() + LEDGER_MS;
  for (;;) {
    if (await isBalanced(api)) return true;
    if (Date.now() > until) return false;
    await sleep(PATIENCE.pollMs);
  }
}

function told(progress: ReadonlyMap<string, SystemProgress>, say: Say): string {
  const figures = say('progress', {
    rowsRead: sum(progress, 'rowsRead'),
    published: sum(progress, 'published'),
    liveDossiers: sum(progress, 'liveDossiers'),
    timelineEntries: sum(progress, 'timelineEntries'),
    parked: sum(progress, 'parked'),
    inFlight: sum(progress, 'inFlight'),
  });
  const error = [...progress.values()].find(({ lastError }) => lastError !== null)?.lastError;
  return error ? `${figures}; ${error}` : figures;
}

type Figure = {
  [Name in keyof SystemProgress]: SystemProgress[Name] extends number ? Name : never;
}[keyof SystemProgress];

function sum(progress: ReadonlyMap<string, SystemProgress>, name: Figure): number {
  return [...progress.values()].reduce((total, state) => total + state[name], 0);
}
