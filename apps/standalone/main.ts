import 'reflect-metadata';
import { orExit, stopOnSignal } from '@lienthong/platform';
import { readArguments } from './arguments';
import { startStandalone } from './standalone';

async function main(): Promise<void> {
  const standalone = await orExit(() => startStandalone(readArguments(process.argv.slice(2))));
  const { url, token } = standalone;
  // Behind the hash it reaches no server and no log.
  process.stdout.write(`ready ${url}  token ${token}\nopen  ${url}/#token=${token}\n`);
  stopOnSignal(() => standalone.stop());
}

void main();
