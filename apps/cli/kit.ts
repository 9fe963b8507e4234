import { Command } from 'commander';
import { adapterCommands } from './adapter/adapter-commands';
import { run } from './run';
import { spoken } from './spoken';
import { textCommands } from './text-commands';

/** The commands a vendor has without the gateway: the package @lienthong/adapter-sdk carries them. */
void run((say) => {
  const program = new Command('lienthong').description(say('aboutKit')).showHelpAfterError();
  spoken(program, say);
  adapterCommands(program, say);
  textCommands(program, say);
  return program;
}, Intl.DateTimeFormat().resolvedOptions().locale);
