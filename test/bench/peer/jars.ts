/** The peer's jars, fetched once by Maven from the poms beside this file. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { say } from '../result';

const run = promisify(execFile);

/** Folders of jars: Connect's own class path, and a plug-in path that holds the sink. */
export interface PeerJars {
  readonly connect: string;
  readonly plugins: string;
}

/** Both folders, in the user's cache under the hash of their pom. @throws Error with Maven's own words */
export async function peerJars(): Promise<PeerJars> {
  const connect = await folderOf('connect', '');
  const sink = await folderOf('sink', 'debezium-jdbc');
  return { connect, plugins: dirname(sink) };
}

async function folderOf(part: string, inner: string): Promise<string> {
  const home = join(process.cwd(), 'test', 'bench', 'peer');
  const pom = join(home, part, 'pom.xml');
  const whole = join(
    homedir(),
    '.cache',
    'lienthong',
    `peer-${part}-${hash('sha256', readFileSync(pom)).slice(0, 16)}`,
  );
  if (!existsSync(whole)) {
    say(`fetching the peer's jars into ${whole} (once)`);
    const draft = `${whole}.${process.pid}`;
    await mkdir(draft, { recursive: true });
    try {
      const goal = [
        'dependency:copy-dependencies',
        '-DincludeScope=runtime',
        `-DoutputDirectory=${join(draft, inner)}`,
      ];
      await run('mvn', ['-q', '-B', '-gs', join(home, 'settings.xml'), '-f', pom, ...goal]);
      await rename(draft, whole);
    } finally {
      await rm(draft, { recursive: true, force: true });
    }
  }
  return join(whole, inner);
}
