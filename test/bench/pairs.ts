/** Interleaved pairs: ours, peer, ours, peer …, so that whatever the machine does meets both sides alike. */
import type { Ground } from './ground';
import { settle } from './database';
import { say, type Pair } from './result';
import type { Side } from './side';
import { stretch, type Marks } from './stretch';

/** The two sides of one pair. */
export interface Sides {
  readonly ours: Side;
  readonly peer: Side;
}

/** Runs the round on each pair of sides, in turn, and says how many messages a second each side applied. */
export async function runPairs(
  ground: Ground,
  name: string,
  sides: readonly Sides[],
  round: number,
  marks: Marks,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (const [index, { ours, peer }] of sides.entries()) {
    const pair = {
      ours: await speedOf(ground, ours, round, marks),
      peer: await speedOf(ground, peer, round, marks),
    };
    pairs.push(pair);
    say(`${name} ${index + 1}/${sides.length}: ours ${Math.round(pair.ours)}/s, peer ${Math.round(pair.peer)}/s`);
  }
  return pairs;
}

/** One side alone: starts it, times it, ends it. */
export async function speedOf(ground: Ground, side: Side, round: number, marks: Marks): Promise<number> {
  await settle(ground.database);
  await side.begin();
  try {
    return await stretch(side.look(round), marks);
  } finally {
    await side.end();
  }
}
