import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { Say } from '../say';
import { AdapterActions } from './adapter-actions';

type Words<Action extends keyof AdapterActions> = Parameters<AdapterActions[Action]>;

/** The commands with which a vendor makes and proves an adapter; they need no gateway. */
export function adapterCommands(program: Command, say: Say): void {
  const actions = new AdapterActions(say);
  const adapter = program.command('adapter').description(say('adapter'));
  adapter
    .command('new [name]')
    .description(say('adapterNew'))
    .option('--source <source>', say('source'))
    .option('--typescript', say('typescript'))
    .option('--dir <folder>', say('newDir'), '.')
    .option('--json', say('json'))
    .action((...words: Words<'create'>) => actions.create(...words));
  adapter
    .command('test <folder>')
    .description(say('adapterTest'))
    .option('--rule <code...>', say('rule'))
    .option('--records <number>', say('records'))
    .option('--update', say('update'))
    .option('--json', say('json'))
    .action((...words: Words<'test'>) => actions.test(...words));
  adapter
    .command('certify <folder>')
    .description(say('adapterCertify'))
    .option('--key <file>', say('key'), join(homedir(), '.lienthong', 'vendor.key'))
    .option('--json', say('json'))
    .action((...words: Words<'certify'>) => actions.certify(...words));
  adapter
    .command('verify <folder>')
    .description(say('adapterVerify'))
    .requiredOption('--signers <file>', say('signers'))
    .option('--again', say('again'))
    .option('--json', say('json'))
    .action((...words: Words<'verify'>) => actions.verify(...words));
  adapter
    .command('record <folder>')
    .description(say('adapterRecord'))
    .requiredOption('--settings <file>', say('recordSettings'))
    .option('--most <number>', say('recordMost'))
    .option('--json', say('json'))
    .action((...words: Words<'record'>) => actions.record(...words));
  adapter
    .command('serve <folder>')
    .description(say('adapterServe'))
    .option('--port <number>', say('servePort'))
    .option('--fault <fault>', say('serveFault'))
    .option('--json', say('json'))
    .action((...words: Words<'serve'>) => actions.serve(...words));
  adapter
    .command('diff <before> <after>')
    .description(say('adapterDiff'))
    .option('--records <file...>', say('diffRecords'))
    .option('--json', say('json'))
    .action((...words: Words<'diff'>) => actions.diff(...words));
}
