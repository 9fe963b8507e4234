/** P2: the whole path from sealed records to committed dossiers, normalizer and registry as shipped, beside the peer. */
import { DOSSIERS } from '@lienthong/messaging';
import type { Arguments } from '../arguments';
import { dropDatabase } from '../database';
import type { Ground } from '../ground';
import type { Installation } from '../installation';
import { dossiers, PARTITIONS } from '../messages';
import { Ours } from '../ours';
import { speedOf } from '../pairs';
import { bestSettings } from '../peer/settings';
import { ratioOf, say, type Pair, type Result } from '../result';
import type { Side } from '../side';
import type { Stand } from '../stand';
import { fill, freshTopics } from '../topic';

/** The peer reads ready dossiers, as many: it is spared the normalizing. */
const PEER_TOPIC = 'bench.dossiers.v1';
const GOAL = 1;
/** As many as the quick P7 needs, so that one installation serves both. */
const QUICK_COUNT = 15_000;

/** Inserts only: every run starts from the same records and an empty register. */
export async function* measureWholePath(stand: Stand, args: Arguments): AsyncGenerator<Result> {
  const { ground } = stand;
  const { pairs } = args;
  const count = args.quick ? Math.min(args.count, QUICK_COUNT) : args.count;
  const peer = await stand.peer();
  say(`P2: the intake reads ${count} cases`);
  const installation = await stand.installation(count);
  await freshTopics(ground.kafka, [PEER_TOPIC]);
  const messages = dossiers(count, 0, new Array<number>(PARTITIONS).fill(0));
  const marks = await fill(ground.kafka, PEER_TOPIC, count, messages);
  const theirs = (name: string): Side => peer.run(name, PEER_TOPIC, () => bestSettings().insert);
  await peer.warm(theirs, (side) => speedOf(ground, side, 0, marks), count);
  const runs: Pair[] = [];
  for (let index = 0; index < pairs; index++) {
    const ours = await wholePath(ground, installation, `ours_p2_${index}`);
    const other = theirs(`p2_${index}`);
    const pair = {
      ours: await speedOf(ground, ours, 0, installation.marks),
      peer: await speedOf(ground, other, 0, marks),
    };
    runs.push(pair);
    say(`P2 ${index + 1}/${pairs}: ours ${Math.round(pair.ours)}/s, peer ${Math.round(pair.peer)}/s`);
    await Promise.all([ours.remove(), other.remove()]);
  }
  yield ratioOf('P2', 'insert', GOAL, 'dossiers/s', runs);
}

async function wholePath(ground: Ground, installation: Installation, name: string): Promise<Ours> {
  await freshTopics(ground.kafka, [DOSSIERS]);
  const settings = { database: await installation.database(name), folder: installation.folder };
  return new Ours(ground, ['registry', 'normalizer'], settings, () => dropDatabase(ground.database, name));
}
