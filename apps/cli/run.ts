import type { Command } from 'commander';
import { Fault } from '@lienthong/canonical';
import { Refused } from './api';
import { languageOf, speaker, type Say } from './say';
import { askedLanguage } from './spoken';
import { Stop } from './stop';

/**
 * Runs a command line. What a person can mend is one line; anything else is a defect and keeps its stack.
 *
 * @param locale that of the environment, such as vi_VN.UTF-8
 */
export async function run(commands: (say: Say) => Command, locale?: string): Promise<void> {
  process.stdout.on('error', endQuietly);
  const say = speaker(languageOf(askedLanguage(process.argv.slice(2)), locale));
  try {
    await commands(say).parseAsync();
  } catch (error) {
    console.error(told(error, say));
    process.exitCode = 1;
  }
}

/** Whoever reads the answer has read enough, such as `head`. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

function told(error: unknown, say: Say): unknown {
  if (error instanceof Stop) return error.told(say);
  return error instanceof Refused || error instanceof Fault ? say.message(error.code, error.message) : error;
}
