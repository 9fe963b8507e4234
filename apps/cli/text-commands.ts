import { once } from 'node:events';
import { Option, type Command } from 'commander';
import { CHARSETS, type Charset } from '@lienthong/vietnam';
import type { Say } from './say';
import { decodeLines } from './text-decode';

/** The commands about text of legacy software; they need no gateway. */
export function textCommands(program: Command, say: Say): void {
  program
    .command('text')
    .description(say('text'))
    .command('decode')
    .description(say('textDecode'))
    .addOption(new Option('--charset <charset>', say('charset')).choices(CHARSETS))
    .action((options: { charset?: Charset }) => decodeText(options));
}

async function decodeText({ charset }: { charset?: Charset }): Promise<void> {
  for await (const line of decodeLines(process.stdin, charset)) {
    if (!process.stdout.write(`${JSON.stringify(line)}\n`)) await once(process.stdout, 'drain');
  }
}
