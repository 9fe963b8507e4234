import { Fault } from '@lienthong/canonical';

/** What `npm start -- …` takes. */
export interface StartArguments {
  /** Start without the demo city. */
  readonly isEmpty: boolean;
  /** Connect the demo city also to a database that is not the embedded one. */
  readonly isDemo: boolean;
  /** Begin a new generation of the log. */
  readonly adoptLog: boolean;
}

const USAGE = 'npm start [-- --empty] [--demo] [--adopt-log]';

/** @throws Fault LT-CONFIG-1 for an argument it does not know */
export function readArguments(args: readonly string[]): StartArguments {
  const known = ['--empty', '--demo', '--adopt-log'];
  const unknown = args.find((arg) => !known.includes(arg));
  if (unknown !== undefined) throw new Fault('LT-CONFIG-1', `Argument ${unknown} is not known. Usage: ${USAGE}`);
  return { isEmpty: args.includes('--empty'), isDemo: args.includes('--demo'), adoptLog: args.includes('--adopt-log') };
}
