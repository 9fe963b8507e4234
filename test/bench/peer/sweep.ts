/**
 * Finds the settings the peer is fastest with, on this machine, with the messages of P1.
 *
 * First the combinations of tasks, batch and kind of statement, once each; then, for the best few and their neighbours in the
 * remaining settings, two more times. Inserts and updates are judged apart: each is measured with what suits it.
 */
import type { Arguments } from '../arguments';
import type { Ground } from '../ground';
import { dossiers, PARTITIONS } from '../messages';
import { speedOf } from '../pairs';
import type { Peer } from '../peer';
import { say } from '../result';
import type { Stand } from '../stand';
import type { Side } from '../side';
import { median } from '../statistics';
import { fill, freshTopics } from '../topic';
import { keepSweep, type Case, type PeerSettings } from './settings';

const TOPIC = 'dossiers.v1';
const CASES: readonly Case[] = ['insert', 'update'];
const FINALISTS = 3;
/** Runs at the beginning whose figures are thrown away. */
const WARMING = 4;

interface Tried {
  readonly settings: PeerSettings;
  readonly insert: number[];
  readonly update: number[];
}

interface Entrant {
  readonly tried: Tried;
  readonly side: Side;
}

/** Runs the sweep and replaces best.json. */
export async function sweep(stand: Stand, { count }: Arguments): Promise<void> {
  const { ground } = stand;
  const peer = await stand.peer();
  const tried = (await stage(ground, peer, count, 'coarse', coarse())).slice(WARMING);
  const again = fine(CASES.flatMap((name) => ranking(tried, name).slice(0, FINALISTS)));
  for (const turn of [1, 2]) merge(tried, await stage(ground, peer, count, `fine${turn}`, again));
  const finalists = tried.filter(({ insert }) => insert.length > 1);
  const best = { insert: winner(finalists, 'insert'), update: winner(finalists, 'update') };
  keepSweep({ best, tried: tried.map(rounded) });
  say(`best: ${JSON.stringify(best)}`);
}

/** Inserts with all settings in turn, then updates of the same rows with all of them. */
async function stage(
  ground: Ground,
  peer: Peer,
  count: number,
  name: string,
  all: readonly PeerSettings[],
): Promise<Tried[]> {
  await freshTopics(ground.kafka, [TOPIC]);
  const entrants = all.map((settings, index): Entrant => ({
    tried: { settings, insert: [], update: [] },
    side: peer.run(`${name}_${index}`, TOPIC, () => settings),
  }));
  const next = new Array<number>(PARTITIONS).fill(0);
  for (const [round, kind] of CASES.entries()) {
    const marks = await fill(ground.kafka, TOPIC, count, dossiers(count, round, next));
    for (const { tried, side } of entrants) {
      tried[kind].push(await speedOf(ground, side, round, marks));
      say(`${name} ${kind} ${Math.round(tried[kind].at(-1) ?? 0)}/s ${JSON.stringify(tried.settings)}`);
    }
  }
  for (const { side } of entrants) await side.remove();
  return entrants.map(({ tried }) => tried);
}

function coarse(): PeerSettings[] {
  const at = (tasks: number, batch: number, unnest: boolean): PeerSettings => {
    return { form: 'document', tasks, batch, poll: batch, unnest, rewrite: !unnest, reduce: false, fetch: 1 };
  };
  // The first ones warm the just-in-time compiler up; they come again at their own place.
  const warm = [at(2, 1_000, true), at(2, 1_000, false), at(2, 1_000, true), at(2, 1_000, false)];
  const all = [1, 2, 4].flatMap((tasks) =>
    [500, 1_000, 3_000].flatMap((batch) => [at(tasks, batch, true), at(tasks, batch, false)]),
  );
  const columns = { ...at(2, 1_000, false), form: 'columns' as const };
  return [...warm, ...all, columns, { ...columns, unnest: true, rewrite: false }];
}

/** The finalists and their neighbours, each once. */
function fine(finalists: readonly Tried[]): PeerSettings[] {
  const all = finalists.flatMap(({ settings }, index) =>
    index % FINALISTS > 0
      ? [settings]
      : [
          settings,
          { ...settings, reduce: true },
          { ...settings, poll: settings.batch * 3 },
          { ...settings, fetch: 1 << 20 },
          { ...settings, unnest: true, rewrite: false, batch: 6_000, poll: 6_000 },
        ],
  );
  return [...new Map(all.map((settings) => [JSON.stringify(settings), settings])).values()];
}

function ranking(tried: readonly Tried[], name: Case): Tried[] {
  return [...tried].sort((a, b) => median(b[name]) - median(a[name]));
}

function winner(tried: readonly Tried[], name: Case): PeerSettings {
  const first = ranking(tried, name)[0];
  if (!first) throw new Error('the sweep tried nothing');
  return first.settings;
}

function merge(into: Tried[], more: readonly Tried[]): void {
  for (const { settings, insert, update } of more) {
    const same = into.findLast((row) => JSON.stringify(row.settings) === JSON.stringify(settings));
    if (same) {
      same.insert.push(...insert);
      same.update.push(...update);
    } else {
      into.push({ settings, insert, update });
    }
  }
}

function rounded({ settings, insert, update }: Tried): Tried {
  return { settings, insert: insert.map(Math.round), update: update.map(Math.round) };
}
