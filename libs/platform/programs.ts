import { spawn, type SpawnOptions } from 'node:child_process';
import { Fault } from '@lienthong/canonical';

/** What a finished program left behind. `missing`: PATH holds no such program that may be run. */
export interface Finished {
  missing: boolean;
  code: number | null;
  /** Both of its outputs, as they came. */
  output: string;
}

const OLDEST_JAVA = 17;
const ON_WINDOWS = process.platform === 'win32';

/** Runs a program to its end, with `input` as its standard input. Never throws for what the program does. */
export function finish(
  program: string,
  args: string[],
  options: SpawnOptions & { input?: string } = {},
): Promise<Finished> {
  const { input, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions, stdio: 'pipe', windowsHide: true });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'EACCES'
        ? resolve({ missing: true, code: null, output })
        : reject(error),
    );
    child.once('close', (code) => resolve({ missing: false, code, output }));
    child.stdin.on('error', (error) => (output += error.message));
    child.stdin.end(input ?? '');
  });
}

/** How a package is installed on the systems our users have; one line for the message of a fault. */
function waysToInstall(names: { debian: string; fedora: string; mac: string; windows: string }): string {
  return [
    `Debian, Ubuntu: apt install ${names.debian}`,
    `Fedora, RHEL: dnf install ${names.fedora}`,
    `macOS: brew install ${names.mac}`,
    `Windows: winget install ${names.windows}`,
  ].join('; ');
}

/**
 * The Java in PATH: its major version and the first line it says about itself.
 *
 * @throws Fault LT-EMBEDDED-1 with the ways out when there is none or it is too old
 */
export async function checkJava(): Promise<{ version: number; about: string }> {
  const { missing, code, output } = await finish('java', ['-version']);
  const packages = {
    debian: 'openjdk-17-jre-headless',
    fedora: 'java-21-openjdk-headless',
    mac: 'openjdk',
    windows: 'EclipseAdoptium.Temurin.21.JRE',
  };
  const refuse = (found: string): never => {
    const ways = `Install it (${waysToInstall(packages)}), or set KAFKA_BROKERS to an Apache Kafka that already runs.`;
    throw new Fault('LT-EMBEDDED-1', `Java ${OLDEST_JAVA} or newer is needed${found}. ${ways}`);
  };
  if (missing) refuse(' and no java is in PATH');
  const said = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  if (code !== 0 || said === undefined) refuse('; the java in PATH does not work');
  if (Number(said) < OLDEST_JAVA) refuse(`; the java in PATH is ${said}`);
  const about = output.split('\n').find((line) => line.includes('version "')) ?? '';
  return { version: Number(said), about: about.trim() };
}

/**
 * The Maven in PATH. Needed only until Kafka's jars are there.
 *
 * @throws Fault LT-EMBEDDED-2 with the ways out when there is none
 */
export async function checkMaven(): Promise<{ about: string }> {
  const { missing, code, output } = await finish('mvn', ['-B', '-v'], { shell: ON_WINDOWS });
  if (missing || code !== 0) {
    const ways = waysToInstall({ debian: 'maven', fedora: 'maven', mac: 'maven', windows: 'Apache.Maven' });
    throw new Fault(
      'LT-EMBEDDED-2',
      `Apache Maven is needed once, to fetch the jars of Apache Kafka, and no working mvn is in PATH. Install it (${ways}), ` +
        'or set KAFKA_BROKERS to an Apache Kafka that already runs.',
    );
  }
  return { about: output.split('\n')[0]?.trim() ?? '' };
}
