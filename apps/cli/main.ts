import { Logger } from '@nestjs/common';
import { Fault } from '@lienthong/canonical';
import { Refused } from './api';
import { commands } from './commands';
import { Stop } from './stop';

/** Runs a command line. What a person can mend is one line; anything else is a defect and keeps its stack. */
async function main(): Promise<void> {
  // Libraries log for roles; a command says what there is to say itself.
  Logger.overrideLogger(false);
  try {
    await commands().parseAsync();
  } catch (error) {
    const isTold = error instanceof Stop || error instanceof Refused || error instanceof Fault;
    console.error(isTold ? error.message : error);
    process.exitCode = 1;
  }
}

void main();
