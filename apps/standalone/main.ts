import 'reflect-metadata';
import { orExit, stopOnSignal } from '@lienthong/platform';
import { readArguments } from './arguments';
import { startStandalone } from './standalone';

async function main(): Promise<void> {
  const standalone = await orExit(() => startStandalone(readArguments(process.argv.slice(2))));
  process.stdout.write(`ready ${standalone.url}  token ${standalone.token}\n`);
  stopOnSignal(() => standalone.stop());
}

void main();
