import { randomBytes } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { checkJava, finish } from '@lienthong/platform';
import { commandAs } from './account';
import { exists, folderFault, writableFolder } from './folder';
import { javaCommand } from './java';
import { kafkaJars } from './kafka-jars';
import { kafkaSettings, type KafkaPlace } from './kafka-settings';
import { lockFolder } from './lock';
import { stablePorts } from './port';
import { endLeftover, type Step } from './process-table';
import { lastLines } from './program';
import { startServer, type Server } from './server';

/** Where the embedded broker lives, and on which ports (default: free ones, the same at every start). */
export interface KafkaOptions {
  dataDir: string;
  port?: number;
  /** The port clients are told, when a proxy stands between. */
  advertisedPort?: number;
  /** Where jars are shared by all checkouts; default: the user's cache. */
  cacheDir?: string;
  log: (line: string) => void;
}

/** A running broker; `brokers` is its bootstrap address. */
export interface KafkaServer extends Server {
  brokers: string;
  port: number;
}

const STOP: Step[] = [
  { signal: 'SIGTERM', waitMs: 4000 },
  { signal: 'SIGKILL', waitMs: 1000 },
];
const JVM = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Dorg.slf4j.simpleLogger.showDateTime=true'];
const BROKER_JVM = [
  ...JVM,
  '-Xmx512m',
  '-XX:+ExitOnOutOfMemoryError',
  '-Dorg.slf4j.simpleLogger.dateTimeFormat=yyyy-MM-dd HH:mm:ss.SSS',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn',
  '-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info',
];

/** Formats a new log folder beside its place and puts it there by one rename; a formatted one is left as it is. */
async function format(folder: string, jars: string, place: KafkaPlace): Promise<void> {
  if (await exists(join(place.logDir, 'meta.properties'))) return;
  if ((await exists(place.logDir)) && (await readdir(place.logDir)).length > 0) {
    throw new Fault(
      'LT-EMBEDDED-5',
      `The log of Apache Kafka in ${place.logDir} is damaged: its meta.properties is missing. Restore the folder, or ` +
        'delete it to begin an empty log.',
    );
  }
  const draft = { ...place, logDir: join(folder, 'log.new') };
  const settings = join(folder, 'format.properties');
  await rm(draft.logDir, { recursive: true, force: true });
  await writeFile(settings, kafkaSettings(draft));
  const clusterId = randomBytes(16).toString('base64url');
  // One word: an id may begin with a dash, and would be taken for an option.
  const tool = ['kafka.tools.StorageTool', 'format', `--cluster-id=${clusterId}`, '-c', settings];
  const java = javaCommand([...JVM, '-cp', join(jars, '*'), ...tool]);
  const { code, output } = await finish(java.program, java.args);
  if (code !== 0) {
    const isFull = /No space left on device|Disk quota exceeded/.test(output);
    const why = isFull ? 'the disk is full' : 'its tool failed';
    throw new Fault(
      isFull ? 'LT-EMBEDDED-5' : 'LT-EMBEDDED-7',
      `The log of Apache Kafka in ${folder} could not be formatted: ${why}.\n${lastLines(output)}`,
    );
  }
  await rm(place.logDir, { recursive: true, force: true });
  await rename(draft.logDir, place.logDir);
  await rm(settings);
}

async function launch(folder: string, options: KafkaOptions): Promise<KafkaServer> {
  const { log } = options;
  const [jars] = await Promise.all([kafkaJars(options), checkJava()]);
  if (folder.includes(',') || jars.includes(delimiter)) {
    const names = `the data folder ${folder} holds a comma, or the folder of the jars ${jars} a "${delimiter}"`;
    throw new Fault('LT-EMBEDDED-5', `Apache Kafka cannot work there: ${names}. Choose another data folder.`);
  }
  const settings = join(folder, 'server.properties');
  const pidFile = join(folder, 'broker.pid');
  if ((await endLeftover(pidFile, settings, STOP)) === 'ended')
    log('ended the Kafka an earlier start had left running');
  const ports = await stablePorts(join(folder, 'ports.json'), { client: options.port, controller: undefined });
  const place: KafkaPlace = {
    logDir: join(folder, 'log'),
    port: ports.client,
    controllerPort: ports.controller,
    advertisedPort: options.advertisedPort ?? ports.client,
  };
  await format(folder, jars, place);
  await writeFile(settings, kafkaSettings(place));
  const args = [...BROKER_JVM, '-cp', join(jars, '*'), 'kafka.Kafka', settings];
  const server = await startServer({
    name: 'Apache Kafka',
    command: await commandAs({ ...javaCommand(args), onParentDeath: 'TERM' }),
    cwd: folder,
    logFile: join(folder, 'broker.log'),
    pidFile,
    port: place.port,
    ready: /Kafka Server started/,
    readyWithinMs: 60_000,
    stop: STOP,
    log,
  });
  return { ...server, port: place.port, brokers: `127.0.0.1:${place.port}` };
}

/**
 * Starts the embedded Apache Kafka in `<dataDir>/kafka`: one KRaft node on loopback. Ready when it answers. One start
 * at a time on a folder; a broker left over by a killed start is ended first. A fault leaves nothing running.
 */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const dataDir = await writableFolder(options.dataDir);
  const folder = await writableFolder(join(dataDir, 'kafka'));
  const unlock = await lockFolder(folder);
  try {
    const server = await launch(folder, { ...options, dataDir });
    const exited = server.exited.finally(unlock);
    return {
      ...server,
      exited,
      stop: () =>
        server
          .stop()
          .then(() => exited)
          .then(() => undefined),
    };
  } catch (error) {
    await unlock();
    throw folderFault(folder, error);
  }
}
