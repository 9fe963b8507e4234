import { randomUUID } from 'node:crypto';
import { link, rename, rm, unlink, writeFile } from 'node:fs/promises';
import { Fault } from '@lienthong/canonical';
import { folderFault, textOf } from './folder';
import { bornAt, isAlive } from './process-table';

interface Owner {
  pid: number;
  born: string;
}

/** The owner's number while it lives; a lock cut short by a crash has none. */
async function livingOwner(content: string): Promise<number | undefined> {
  const [, number, born] = /^{"pid":(\d+),"born":"([^"]*)"}$/.exec(content) ?? [];
  if (number === undefined) return undefined;
  const pid = Number(number);
  return isAlive(pid) && (await bornAt(pid)) === born ? pid : undefined;
}

/** False when the call failed with just this code: another start was faster. */
async function succeeds(call: Promise<void>, unless: 'EEXIST' | 'ENOENT'): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === unless) return false;
    throw error;
  }
}

/** Puts a dead owner's lock aside. What was moved is looked at again: a faster start's lock goes back to its place. */
async function clearStale(file: string, judged: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  if (!(await succeeds(rename(file, aside), 'ENOENT'))) return;
  if ((await textOf(aside)) !== judged) await succeeds(link(aside, file), 'EEXIST');
  await unlink(aside);
}

/**
 * Takes `<folder>.lock` for this process and returns the function that gives it back. A fault with the owner's process
 * number while another one (or this one) holds it; a lock whose owner died is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = `${folder}.lock`;
  const draft = `${file}.${randomUUID()}`;
  const mine = JSON.stringify({ pid: process.pid, born: await bornAt(process.pid) } satisfies Owner);
  try {
    await writeFile(draft, mine);
    for (;;) {
      if (await succeeds(link(draft, file), 'EEXIST')) return () => rm(file, { force: true });
      const content = await textOf(file);
      if (content === undefined) continue;
      const owner = await livingOwner(content);
      if (owner !== undefined) {
        throw new Fault('LT-EMBEDDED-4', `The data folder ${folder} is in use by process ${owner}; stop it first.`);
      }
      await clearStale(file, content);
    }
  } catch (error) {
    throw folderFault(folder, error);
  } finally {
    await rm(draft, { force: true });
  }
}
