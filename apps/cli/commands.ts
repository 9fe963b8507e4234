import { Command, Option } from 'commander';
import { LANGUAGES } from '@lienthong/texts';
import { CHARSETS, type Charset } from '@lienthong/vietnam';
import { Actions, type Options } from './actions';
import type { Say } from './say';

/** The language a command line asks for with --lang, wherever it stands; the texts of all commands depend on it. */
export function askedLanguage(words: readonly string[]): string | undefined {
  const program = new Command('lienthong').helpOption(false).addOption(languageOption());
  program.parseOptions([...words]);
  return program.opts<{ lang?: string }>().lang;
}

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
  program
    .command('text')
    .description(say('text'))
    .command('decode')
    .description(say('textDecode'))
    .addOption(new Option('--charset <charset>', say('charset')).choices(CHARSETS))
    .action((options: { charset?: Charset }) => actions.decodeText(options));
  demo(program.command('demo').description(say('demo')), actions, say);
  return program;
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

/** What Commander writes by itself, in the language of `say`; the commands made after this have it, too. */
function spoken(program: Command, say: Say): void {
  const titles: Record<string, string> = {
    'Usage:': say('usage'),
    'Arguments:': say('arguments'),
    'Options:': say('options'),
    'Commands:': say('commands'),
  };
  program
    .addOption(languageOption(say('language')))
    .helpOption('-h, --help', say('help'))
    .helpCommand('help [command]', say('help'))
    .configureHelp({ styleTitle: (title) => titles[title] ?? title });
}

function languageOption(about?: string): Option {
  return new Option('--lang <language>', about).choices(LANGUAGES);
}
