/** What a measure says: one JSON line on stdout. Progress and everything else goes to stderr. */
import type { MeasureName } from './arguments';
import { interval, median, readable } from './statistics';

/** One interleaved pair: ours, then the peer, in the unit of the measure. */
export interface Pair {
  readonly ours: number;
  readonly peer: number;
}

/** One line. `met` speaks of the median; the interval says how sure that is. */
export interface Result {
  readonly measure: MeasureName;
  readonly case: string;
  readonly goal: number;
  readonly met: boolean;
  readonly ours: number;
  readonly unit: string;
  readonly interval: readonly [number, number];
  readonly runs: readonly unknown[];
  readonly ratio?: number;
  readonly peer?: number;
}

/** A throughput beside the peer's: the ratio is taken inside each pair, then its median over the pairs. */
export function ratioOf(
  measure: MeasureName,
  name: string,
  goal: number,
  unit: string,
  pairs: readonly Pair[],
): Result {
  const ratios = pairs.map(({ ours, peer }) => ours / peer);
  const ratio = median(ratios);
  const [low, high] = interval(ratios);
  return {
    measure,
    case: name,
    ratio: readable(ratio),
    interval: [readable(low), readable(high)],
    goal,
    met: ratio >= goal,
    ours: readable(median(pairs.map(({ ours }) => ours))),
    peer: readable(median(pairs.map(({ peer }) => peer))),
    unit,
    runs: pairs.map(({ ours, peer }) => ({ ours: readable(ours), peer: readable(peer) })),
  };
}

/** A figure without a peer that must stay at or below its goal. */
export function ceilingOf(
  measure: MeasureName,
  name: string,
  goal: number,
  unit: string,
  runs: readonly number[],
): Result {
  const [low, high] = interval(runs);
  const ours = median(runs);
  return {
    measure,
    case: name,
    goal,
    met: ours <= goal,
    ours: readable(ours),
    interval: [readable(low), readable(high)],
    unit,
    runs: runs.map(readable),
  };
}

/** Writes the line. */
export function report(result: Result): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}

/** Says on stderr what happens, with the second it happens at. */
export function say(text: string): void {
  process.stderr.write(`${process.uptime().toFixed(1).padStart(7)} s  ${text}\n`);
}
