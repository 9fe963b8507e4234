/**
 * The bench: `npm run bench -- [--only P1,P2,P7] [--quick] [--pairs N] [--count N] [--sweep]`.
 *
 * One JSON line per measure and case on stdout, all else on stderr. Goals are reported, not gated: the exit code says
 * only whether the measures could be taken.
 */
import { availableParallelism, loadavg } from 'node:os';
import { readArguments, type Arguments, type MeasureName } from './arguments';
import { measureRegistry } from './measures/p1';
import { measureWholePath } from './measures/p2';
import { measureLatency } from './measures/p7';
import { sweep } from './peer/sweep';
import { report, say, type Result } from './result';
import { Stand } from './stand';

const measures: Record<MeasureName, (stand: Stand, args: Arguments) => AsyncGenerator<Result>> = {
  P1: measureRegistry,
  P2: measureWholePath,
  P7: measureLatency,
};

async function main(): Promise<void> {
  const args = readArguments(process.argv.slice(2));
  say(
    `load average ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')} on ${availableParallelism()} cores`,
  );
  const stand = await Stand.start(args);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stand.stop().finally(() => process.exit(1)));
  }
  try {
    if (args.sweep) return await sweep(stand, args);
    for (const name of args.only) for await (const result of measures[name](stand, args)) report(result);
  } finally {
    await stand.stop();
  }
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
