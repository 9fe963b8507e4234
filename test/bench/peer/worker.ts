/** One Kafka Connect worker (standalone) for a whole bench, so that its just-in-time compiler is warm in every run. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adopt, end, isAlive } from '../child';
import { say } from '../result';
import { peerJars } from './jars';

const START_MS = 60_000;

/** The state of a task as Connect's REST interface gives it. */
interface Status {
  readonly tasks: readonly { readonly state: string; readonly trace?: string }[];
}

export class Worker {
  private constructor(
    private readonly child: ChildProcess,
    private readonly url: string,
    private readonly log: string,
  ) {}

  /** Starts the worker; its files and its log lie in the folder. */
  static async start(brokers: string, folder: string): Promise<Worker> {
    const { connect, plugins } = await peerJars();
    const port = await freePort();
    await mkdir(folder, { recursive: true });
    const properties = join(folder, 'worker.properties');
    await writeFile(properties, workerProperties(brokers, port, plugins, folder));
    const log = join(folder, 'connect.log');
    const options = ['-Xms1g', '-Xmx2g', '-XX:+UseParallelGC', '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];
    const main = 'org.apache.kafka.connect.cli.ConnectStandalone';
    const child = spawn('java', [...options, '-cp', join(connect, '*'), main, properties], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    adopt(child, log);
    const worker = new Worker(child, `http://127.0.0.1:${port}`, log);
    await worker.ready();
    return worker;
  }

  /** Starts a connector; its progress is seen in the database. */
  async begin(name: string, configuration: Record<string, string>): Promise<void> {
    await this.ask('PUT', `/connectors/${name}/config`, { name, ...configuration });
  }

  /** @throws Error with the trace of a task that failed */
  async check(name: string): Promise<void> {
    const { tasks } = (await this.ask('GET', `/connectors/${name}/status`)) as Status;
    const failed = tasks.find(({ state }) => state === 'FAILED');
    if (failed) throw new Error(`the peer failed: ${failed.trace?.slice(0, 2_000)}`);
  }

  /** Ends a connector; its consumer group keeps its offsets under the same name. */
  async end(name: string): Promise<void> {
    await this.ask('DELETE', `/connectors/${name}`);
  }

  /** Ends the worker, by force after ten seconds. */
  async stop(): Promise<void> {
    await end(this.child);
  }

  private async ready(): Promise<void> {
    const limit = performance.now() + START_MS;
    for (;;) {
      if (!isAlive(this.child)) throw new Error(`Kafka Connect ended at its start, see ${this.log}`);
      try {
        await this.ask('GET', '/connectors');
        return say('Kafka Connect is ready');
      } catch (error) {
        if (performance.now() > limit)
          throw new Error(`Kafka Connect did not start, see ${this.log}`, { cause: error });
        await sleep(200);
      }
    }
  }

  private async ask(method: string, path: string, body?: object): Promise<unknown> {
    const answer = await fetch(this.url + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Kafka Connect answers ${method} ${path} with ${answer.status}: ${text}`);
    return text === '' ? undefined : (JSON.parse(text) as unknown);
  }
}

function workerProperties(brokers: string, port: number, plugins: string, folder: string): string {
  const settings = {
    'bootstrap.servers': brokers,
    listeners: `http://127.0.0.1:${port}`,
    'plugin.path': plugins,
    'plugin.discovery': 'service_load',
    'offset.storage.file.filename': join(folder, 'offsets'),
    'key.converter': 'org.apache.kafka.connect.storage.StringConverter',
    'value.converter': 'org.apache.kafka.connect.storage.StringConverter',
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
