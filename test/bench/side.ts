/** What stands on either side of a pair: something that turns messages of `dossiers.v1` into committed rows. */
import type { Look } from './stretch';

/** One run of one side, with a store of its own. */
export interface Side {
  /** Starts applying from where this run stands: the beginning, or after its last {@link Side.end}. */
  begin(): Promise<void>;
  /** Looks for keys in their state of the round. */
  look(round: number): Look;
  /** Stops applying; what is applied and the place in the topic are kept. */
  end(): Promise<void>;
  /** Throws the run's store away. */
  remove(): Promise<void>;
}
