import { environment } from './configuration';

let armed: { name: string; hit: number } | undefined;

/** Arms the fail point named by LT_FAIL_AT (`name` or `name:hit`, the hit counted from 1). Called once at start. */
export function armFailPoint(at = environment('LT_FAIL_AT')): void {
  const [name, hit] = at?.split(':') ?? [];
  armed = name ? { name, hit: Number(hit ?? 1) } : undefined;
}

/**
 * A named place between two effects, where a test kills the process as `kill -9` would. Free when none is armed.
 * The names are listed in test/chaos.
 */
export function failPoint(name: string): void {
  if (armed?.name !== name) return;
  armed.hit -= 1;
  if (armed.hit <= 0) process.kill(process.pid, 'SIGKILL');
}
