import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 100;

/**
 * Asks again and again until there is an answer other than undefined.
 *
 * @param what what is waited for, in words, for the error
 * @throws Error when there is none within the time
 */
export async function until<Answer>(
  ms: number,
  what: string,
  ask: () => Promise<Answer | undefined>,
  pauseMs = PAUSE_MS,
): Promise<Answer> {
  for (const end = Date.now() + ms; ; await sleep(pauseMs)) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Not within ${ms / 1000} s: ${what}.`);
  }
}
