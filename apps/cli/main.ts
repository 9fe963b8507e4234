import { Logger } from '@nestjs/common';
import { Fault } from '@lienthong/canonical';
import { Refused } from './api';
import { askedLanguage, commands } from './commands';
import { languageOf, speaker, type Say } from './say';
import { Stop } from './stop';

/** Runs a command line. What a person can mend is one line; anything else is a defect and keeps its stack. */
async function main(): Promise<void> {
  process.stdout.on('error', endQuietly);
  // Libraries log for roles; a command says what there is to say itself.
  Logger.overrideLogger(false);
  const say = speaker(languageOf(askedLanguage(process.argv.slice(2))));
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

void main();
