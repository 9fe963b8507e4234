import { setTimeout as sleep } from 'node:timers/promises';

/** Lists are projected beside the register and may be ahead of it by a batch. */
const WITHIN_MS = 1000;
const PAUSE_MS = 50;

/**
 * What the register has of a dossier that a list shows already: asks again for up to a second, so that whoever opens the
 * newest row of a list is not told that there is none. Undefined when there is none then, either.
 */
export async function onceRegistered<Found>(read: () => Promise<Found | undefined>): Promise<Found | undefined> {
  for (const end = Date.now() + WITHIN_MS; ; await sleep(PAUSE_MS)) {
    const found = await read();
    if (found !== undefined || Date.now() >= end) return found;
  }
}
