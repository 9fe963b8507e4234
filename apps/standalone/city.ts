import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Fault } from '@lienthong/canonical';

/** A simulated district as the city says it: its one-stop software listens at `url`. */
export interface District {
  /** Code of its system. */
  readonly system: string;
  readonly name: string;
  readonly unit: string;
  /** The adapter that reads its software. */
  readonly adapter: string;
  readonly url: string;
  readonly key: string;
}

/** The running demo city. */
export interface City {
  /** Address where districts are broken and mended. */
  readonly control: string;
  readonly districts: readonly District[];
  stop(): Promise<void>;
}

const START_MS = 20_000;
const STOP_MS = 3_000;

/**
 * Starts the demo city as a process of its own: it plays the outside world, and ends with us, since its input closes.
 *
 * @param folder where the city keeps what it has generated
 * @throws Fault LT-CONFIG-1 with its last words when it does not start
 */
export async function startCity(folder: string): Promise<City> {
  const program = join(__dirname, '..', 'districts', 'main.js');
  const child = spawn(process.execPath, [program, '--data', folder], { stdio: ['pipe', 'pipe', 'pipe'], env: {} });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => (said = (said + bytes.toString()).slice(-2_000)));
  const first = await firstLine(child);
  if (first === undefined) {
    child.kill('SIGKILL');
    throw new Fault('LT-CONFIG-1', `The demo city did not start: ${said.trim() || 'it said nothing'}. Use --empty.`);
  }
  const { control, districts } = JSON.parse(first) as Pick<City, 'control' | 'districts'>;
  child.once('exit', (code) => {
    if (code !== 0 && code !== null) process.stderr.write(`The demo city ended (${code}): ${said.trim()}\n`);
  });
  return { control, districts, stop: () => end(child) };
}

async function firstLine(child: ChildProcess): Promise<string | undefined> {
  if (!child.stdout) return undefined;
  const lines = createInterface(child.stdout);
  const late = AbortSignal.timeout(START_MS);
  try {
    const [line] = (await Promise.race([
      once(lines, 'line', { signal: late }),
      once(child, 'exit', { signal: late }).then(() => []),
    ])) as [string?];
    return line;
  } catch {
    return undefined;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.stdin?.end();
  await gone;
  clearTimeout(timer);
}
