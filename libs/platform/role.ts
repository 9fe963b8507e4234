import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Fault } from '@lienthong/canonical';
import type { Batches } from '@lienthong/messaging';
import { readConfiguration, type Configuration } from './configuration';
import { armFailPoint } from './fail-point';
import { Health } from './health';
import { JsonLogger } from './logging';
import { collectProcessMetrics } from './metrics';
import { addReplyPlugins } from './reply-plugins';
import { openSpine, type Spine } from './spine';

/** Node's bound for all headers: whatever comes through is answered by its route, never by the router. */
const LONGEST_ADDRESS = 16 * 1024;

/** A role: a Nest module, and the groups it reads Kafka with. */
export interface Role {
  readonly name: string;
  readonly module: (spine: Spine) => DynamicModule | Promise<DynamicModule>;
  readonly transports: (spine: Spine) => Batches[];
  /** What the role adds to the process's HTTP server before it listens. */
  readonly http?: (app: NestFastifyApplication, spine: Spine) => Promise<void>;
}

/** Roles running in this process. */
export interface Running {
  readonly url: string;
  readonly spine: Spine;
  stop(): Promise<void>;
}

/** Longest time a stop may take before the process ends anyway; what was not committed is applied by the next owner. */
const STOP_MS = 4_000;

/**
 * Starts roles in one process over one spine: their transports, and one HTTP server for health, metrics and routes.
 *
 * @throws Fault when the configuration, the database, the log or the port is not usable; nothing is left running
 */
export async function startRoles(roles: readonly Role[], configuration: Configuration): Promise<Running> {
  const logger = new JsonLogger();
  Logger.overrideLogger(logger);
  armFailPoint();
  collectProcessMetrics();
  const spine = await openSpine(configuration, `lienthong-${roles.map((role) => role.name).join('-')}`);
  const imports = await Promise.all(roles.map(async (role) => role.module(spine))).catch(async (error: unknown) => {
    await spine.db.destroy();
    throw error;
  });
  const root: DynamicModule = {
    module: Root,
    imports,
    providers: [Health.provider(spine)],
    controllers: Health.controllers,
  };
  const app = await NestFactory.create<NestFastifyApplication>(
    root,
    new FastifyAdapter({ bodyLimit: 4 * 1024 * 1024, routerOptions: { maxParamLength: LONGEST_ADDRESS } }),
    {
      logger,
      abortOnError: false,
      forceCloseConnections: true,
    },
  );
  try {
    await addReplyPlugins(app);
    for (const role of roles) await role.http?.(app, spine);
    for (const strategy of roles.flatMap((role) => role.transports(spine))) app.connectMicroservice({ strategy });
    await app.startAllMicroservices();
    await app.listen(configuration.PORT, configuration.LT_HOST);
  } catch (error) {
    await app.close();
    await spine.db.destroy();
    throw error;
  }
  return {
    url: await app.getUrl(),
    spine,
    stop: async () => {
      await app.close();
      await spine.db.destroy();
    },
  };
}

/** The main function of a role's own process. */
export async function runRole(role: Role): Promise<void> {
  const running = await orExit(() => startRoles([role], readConfiguration()));
  new Logger(role.name).log(`ready ${running.url}`);
  stopOnSignal(() => running.stop());
}

/** Runs a start; a fault ends the process with its code and message on one line, exit code 1. */
export async function orExit<T>(start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    process.stderr.write(
      error instanceof Fault
        ? `${error.code} ${error.message}\n`
        : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exit(1);
  }
}

/** Ends the process on SIGINT and SIGTERM, in order where that takes no longer than {@link STOP_MS}. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const end = (): void => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), STOP_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`stop: ${error instanceof Error ? error.message : String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}

@Module({})
class Root {}
