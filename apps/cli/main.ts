import { Logger } from '@nestjs/common';
import { messageLocale } from '@lienthong/platform';
import { commands } from './commands';
import { run } from './run';

// Libraries log for roles; a command says what there is to say itself.
Logger.overrideLogger(false);
void run(commands, messageLocale());
