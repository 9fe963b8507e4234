/** P1: canonical dossiers, topic to committed, the registry as shipped beside the peer; inserts and updates apart. */
import type { Arguments } from '../arguments';
import { dropDatabase, freshDatabase } from '../database';
import type { Ground } from '../ground';
import { dossiers, PARTITIONS } from '../messages';
import { Ours } from '../ours';
import { runPairs, speedOf, type Sides } from '../pairs';
import { bestSettings, type Case, type PeerSettings } from '../peer/settings';
import { ratioOf, say, type Result } from '../result';
import type { Marks } from '../stretch';
import type { Stand } from '../stand';
import { fill, freshTopics } from '../topic';

const TOPIC = 'dossiers.v1';
const GOAL = 2;
const CASES: readonly Case[] = ['insert', 'update'];

/**
 * Against both forms of the peer's table: the unparsed document in one column, its fastest, and (in a full run) its
 * fields in columns of their own.
 */
export async function* measureRegistry(stand: Stand, args: Arguments): AsyncGenerator<Result> {
  const forms: readonly PeerSettings['form'][] = args.quick ? ['document'] : ['document', 'columns'];
  for (const form of forms) yield* measureForm(stand, args, form);
}

/** Both sides read the same topic: each run has its own store and, for the updates, goes on where it stood. */
async function* measureForm(
  stand: Stand,
  { count, pairs }: Arguments,
  form: PeerSettings['form'],
): AsyncGenerator<Result> {
  const best = bestSettings();
  const { ground } = stand;
  const peer = await stand.peer();
  await freshTopics(ground.kafka, [TOPIC]);
  let now: Case = 'insert';
  const sides = await Promise.all(
    Array.from({ length: pairs }, async (_, index): Promise<Sides> => {
      return {
        ours: await registry(ground, `${form}_${index}`),
        peer: peer.run(`p1_${form}_${index}`, TOPIC, () => ({ ...best[now], form })),
      };
    }),
  );
  const warmUp = (marks: Marks): Promise<void> =>
    peer.warm(
      (name) => peer.run(name, TOPIC, () => ({ ...best.insert, form })),
      (side) => speedOf(ground, side, 0, marks),
      count,
    );
  const next = new Array<number>(PARTITIONS).fill(0);
  for (const [round, kind] of CASES.entries()) {
    now = kind;
    say(`P1 ${kind}: filling ${TOPIC} with ${count} dossiers`);
    const marks = await fill(ground.kafka, TOPIC, count, dossiers(count, round, next));
    if (round === 0) await warmUp(marks);
    const name = form === 'document' ? kind : `${kind}-${form}`;
    yield ratioOf('P1', name, GOAL, 'dossiers/s', await runPairs(ground, `P1 ${name}`, sides, round, marks));
  }
  for (const { ours, peer: theirs } of sides) await Promise.all([ours.remove(), theirs.remove()]);
}

async function registry(ground: Ground, run: string): Promise<Ours> {
  const name = `ours_p1_${run}`;
  const database = await freshDatabase(ground.database, name);
  const folder = `${ground.folder}/${name}`;
  return new Ours(ground, ['registry'], { database, folder }, () => dropDatabase(ground.database, name));
}
