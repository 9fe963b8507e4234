import { Command, Option } from 'commander';
import { LANGUAGES } from '@lienthong/texts';
import type { Say } from './say';

/** The language a command line asks for with --lang, wherever it stands; the texts of all commands depend on it. */
export function askedLanguage(words: readonly string[]): string | undefined {
  const program = new Command('lienthong').helpOption(false).addOption(languageOption());
  program.parseOptions([...words]);
  return program.opts<{ lang?: string }>().lang;
}

/** What Commander writes by itself, in the language of `say`; the commands made after this have it, too. */
export function spoken(program: Command, say: Say): void {
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
