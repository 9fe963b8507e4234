import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stop } from '../stop';

/** The folder of an adapter, as a path of its own. @throws Stop when it is none */
export function adapterFolder(dir: string): string {
  const folder = resolve(dir);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Stop((say) => say('noFolderHere', { folder }));
  return folder;
}

/** A whole number that an option gives. @throws Stop naming the option and its bounds */
export function countOf(option: string, given: string, least: number, most: number): number {
  const count = Number(given);
  if (given.trim() !== '' && Number.isInteger(count) && count >= least && count <= most) return count;
  throw new Stop((say) => say('badCount', { option, given, least, most }));
}

/** Runs something that Ctrl-C ends in order. @throws Stop when it was ended so */
export async function interruptible<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
  const stop = new AbortController();
  const interrupt = (): void => stop.abort(new Stop((say) => say('interrupted')));
  process.once('SIGINT', interrupt);
  try {
    return await work(stop.signal);
  } finally {
    process.removeListener('SIGINT', interrupt);
  }
}
