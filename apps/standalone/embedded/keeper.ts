import { Fault } from '@lienthong/canonical';
import type { Server } from './server';

/** More ends than this within a minute are no accident. */
const ENDS_A_MINUTE = 5;

/** A server that is started again when it ends by itself. */
export interface Kept<S> {
  /** The server as it runs now. */
  server(): S;
  stop(): Promise<void>;
  /** Resolved when it was given up. */
  failed: Promise<Fault>;
}

/**
 * Starts the server again, on the same port, whenever it ends without being stopped. Given up after five ends within a
 * minute or when a start fails.
 */
export function keepRunning<S extends Server & { port: number }>(
  name: string,
  first: S,
  again: (port: number) => Promise<S>,
  log: (line: string) => void,
): Kept<S> {
  let server = first;
  let isStopped = false;
  const ends: number[] = [];
  const wasStopped = (): boolean => isStopped;

  const watch = async (): Promise<Fault | undefined> => {
    for (;;) {
      const { expected, lastLines } = await server.exited;
      if (expected || wasStopped()) return undefined;
      ends.push(Date.now());
      log(`${name} ended by itself and is started again`);
      if (ends.filter((at) => at > Date.now() - 60_000).length > ENDS_A_MINUTE) {
        return new Fault('LT-EMBEDDED-7', `${name} ends again and again; it is given up.\n${lastLines}`);
      }
      server = await again(server.port);
      if (wasStopped()) await server.stop();
    }
  };
  const asFault = (error: unknown): Fault =>
    error instanceof Fault
      ? error
      : new Fault('LT-EMBEDDED-7', `${name} could not be started again.`, { cause: error });

  const watching = watch().catch(asFault);
  return {
    server: () => server,
    stop: async () => {
      isStopped = true;
      await server.stop();
      await watching;
    },
    failed: new Promise((resolve) => void watching.then((fault) => fault && resolve(fault))),
  };
}
