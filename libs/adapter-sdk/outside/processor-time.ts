import { readFileSync } from 'node:fs';

/** Kernels count processor time in hundredths of a second, whatever their own tick is. */
const TICK_MS = 10;

/** The last process of a chain of only children: Node, below the programs that confine it. Undefined when it is gone. */
export function lastOf(pid: number): number | undefined {
  for (let at = pid; ;) {
    const [child] = told(`/proc/${at}/task/${at}/children`)?.trim().split(' ') ?? [];
    if (child === undefined) return undefined;
    if (child === '') return at;
    at = Number(child);
  }
}

/** Milliseconds of processor time a process has used, and whether it waits; undefined where the system does not tell. */
export function processor(pid: number): { ms: number; isWaiting: boolean } | undefined {
  const fields = told(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];
  const ms = (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  return Number.isNaN(ms) ? undefined : { ms, isWaiting: fields[0] === 'S' };
}

function told(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    // ENOENT and ESRCH: it has ended.
    if (['ENOENT', 'ESRCH', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
