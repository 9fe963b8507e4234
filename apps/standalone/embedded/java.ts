import { Fault } from '@lienthong/canonical';
import { finish, waysToInstall } from './program';

/** Kafka 4 brokers need it. */
const OLDEST = 17;

/**
 * The Java in PATH: its major version and the first line it says about itself. A fault with the ways out when there is
 * none or it is too old.
 */
export async function checkJava(): Promise<{ version: number; about: string }> {
  const { missing, code, output } = await finish('java', ['-version']);
  const ways =
    `Install it (${waysToInstall({ debian: 'openjdk-17-jre-headless', fedora: 'java-21-openjdk-headless', mac: 'openjdk', windows: 'EclipseAdoptium.Temurin.21.JRE' })}), ` +
    'or set KAFKA_BROKERS to an Apache Kafka that already runs.';
  if (missing) throw new Fault('LT-EMBEDDED-1', `Java ${OLDEST} or newer is needed and no java is in PATH. ${ways}`);
  const said = /version "(?:1\.)?(\d+)/.exec(output)?.[1];
  if (code !== 0 || said === undefined) {
    throw new Fault('LT-EMBEDDED-1', `Java ${OLDEST} or newer is needed; the java in PATH does not work. ${ways}`);
  }
  if (Number(said) < OLDEST) {
    throw new Fault('LT-EMBEDDED-1', `Java ${OLDEST} or newer is needed; the java in PATH is ${said}. ${ways}`);
  }
  const about = output.split('\n').find((line) => line.includes('version "')) ?? '';
  return { version: Number(said), about: about.trim() };
}

/** The command that runs Java with these arguments and passes file names as UTF-8, whatever the locale (none in a service). */
export function javaCommand(args: string[]): { program: string; args: string[] } {
  if (process.platform !== 'linux') return { program: 'java', args };
  return { program: 'env', args: ['LC_ALL=C.UTF-8', 'java', ...args] };
}
