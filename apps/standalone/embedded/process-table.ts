import { setTimeout as sleep } from 'node:timers/promises';
import { finish } from '@lienthong/platform';
import { textOf } from './folder';

/** A signal and how long to wait for its effect before the next one. */
export interface Step {
  signal: NodeJS.Signals;
  waitMs: number;
}

/** True while a process of that number exists (also one of another user). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ps(pid: number, column: 'command' | 'lstart'): Promise<string> {
  const { output, code } = await finish('ps', ['-o', `${column}=`, '-p', String(pid)]);
  return code === 0 ? output.trim() : '';
}

/**
 * True when the process lives and has `word` (a path of our data folder) among the words it was started with. One that
 * only waits to be reaped has none.
 */
export async function isOurs(pid: number, word: string): Promise<boolean> {
  if (!isAlive(pid) || process.platform === 'win32') return false;
  if (process.platform !== 'linux') return (await ps(pid, 'command')).includes(word);
  return ((await textOf(`/proc/${pid}/cmdline`)) ?? '').split('\0').includes(word);
}

/** A mark of when the process began: with its number it names one process, even when numbers come round again. */
export async function bornAt(pid: number): Promise<string> {
  if (process.platform === 'win32') return '';
  if (process.platform !== 'linux') return ps(pid, 'lstart');
  // The 22nd field; the second, the name in brackets, may hold anything.
  const stat = await textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

/**
 * Ends what an earlier start left running after it was killed: the process in `pidFile`, but only when `word` is among
 * the words it was started with. Says what it did; `foreign` = the number belongs to some other program now.
 */
export async function endLeftover(pidFile: string, word: string, steps: Step[]): Promise<'none' | 'ended' | 'foreign'> {
  const pid = Number.parseInt((await textOf(pidFile)) ?? '', 10);
  if (!(pid > 0) || !isAlive(pid)) return 'none';
  if (!(await isOurs(pid, word))) return 'foreign';
  for (const { signal, waitMs } of steps) {
    process.kill(pid, signal);
    for (const end = Date.now() + waitMs; Date.now() < end; await sleep(50)) {
      if (!(await isOurs(pid, word))) return 'ended';
    }
  }
  return 'ended';
}
