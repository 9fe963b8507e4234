import { Command } from 'commander';
import { Actions, type Options } from './actions';
import { adapterCommands } from './adapter/adapter-commands';
import type { Say } from './say';
import type { Period } from './sequences';
import { spoken } from './spoken';
import { textCommands } from './text-commands';

/** All commands. Each sets the exit code 1 where what it found is not as it should be. */
export function commands(say: Say): Command {
  const actions = new Actions(say);
  const program = new Command('lienthong').description(say('about')).showHelpAfterError();
  spoken(program, say);
  program
    .command('doctor')
    .description(say('doctor'))
    .option('--data-dir <folder>', say('dataDir'))
    .option('--json', say('json'))
    .action((options: Options) => actions.doctor(options));
  connected(
    program.command('apply').description(say('apply')).requiredOption('-f, --file <file>', say('file')),
    say,
  ).action((options: Options) => actions.apply(options));
  const load = program.command('load').description(say('load'));
  connected(
    load.command('municipal').description(say('municipal')).requiredOption('--dir <folder>', say('dir')),
    say,
  ).action((options: Options) => actions.municipal(options));
  connected(program.command('ledger').description(say('ledger')).option('--full', say('full')), say).action(
    (options: Options) => actions.ledger(options),
  );
  connected(program.command('digest').description(say('digest')), say).action((options: Options) =>
    actions.digest(options),
  );
  audit(program, actions, say);
  textCommands(program, say);
  adapterCommands(program, say);
  demo(program.command('demo').description(say('demo')), actions, say);
  return program;
}

function audit(program: Command, actions: Actions, say: Say): void {
  connected(program.command('findings <dossier>').description(say('findings')), say).action(
    (dossier: string, options: Options) => actions.findings(dossier, options),
  );
  connected(
    program
      .command('sequences <system>')
      .description(say('sequences'))
      .option('--from <day>', say('fromDay'))
      .option('--to <day>', say('toDay')),
    say,
  ).action((system: string, options: Options & Period) => actions.sequences(system, options));
}

function demo(program: Command, actions: Actions, say: Say): void {
  connected(program.command('list').description(say('demoList')), say).action((options: Options) =>
    actions.districts(options),
  );
  connected(program.command('break <system>').description(say('demoBreak')), say)
    .option('--how <mode>', say('how'), 'dead')
    .action((system: string, options: Options & { how: string }) => actions.setMode(system, options.how, options));
  connected(program.command('mend <system>').description(say('demoMend')), say).action(
    (system: string, options: Options) => actions.setMode(system, 'well', options),
  );
  program
    .command('reset')
    .description(say('demoReset'))
    .option('--data-dir <folder>', say('dataDir'))
    .option('--yes', say('yes'))
    .option('--json', say('json'))
    .action((options: Options) => actions.reset(options));
}

function connected(command: Command, say: Say): Command {
  return command
    .option('--url <address>', say('url'))
    .option('--token <token>', say('token'))
    .option('--data-dir <folder>', say('dataDir'))
    .option('--json', say('json'));
}
