import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import { environment, loadMasterKey, loadToken, readConfiguration, startRoles } from '@lienthong/platform';
import { gatewayRole } from '../gateway/gateway-role';
import { intakeRole } from '../intake/intake-role';
import { normalizerRole } from '../normalizer/normalizer-role';
import { registryRole } from '../registry/registry-role';
import type { StartArguments } from './arguments';
import { startCity, type City } from './city';
import { connectCity } from './demo';
import { startEmbedded } from './embedded';

/** All roles in one process, over embedded servers where none are given. */
export interface Standalone {
  readonly url: string;
  readonly token: string;
  stop(): Promise<void>;
}

/** File by which the CLI finds the running installation. */
const PLACE = 'standalone.json';

/** @throws Fault that says what to install, set or decide; nothing is left running */
export async function startStandalone({ isEmpty, isDemo, adoptLog }: StartArguments): Promise<Standalone> {
  const dataDir = environment('LT_DATA_DIR') ?? '.data';
  const embedded = await startEmbedded({
    dataDir,
    kafkaBrokers: environment('KAFKA_BROKERS'),
    databaseUrl: environment('DATABASE_URL'),
    log: (line) => process.stderr.write(`${line}\n`),
  });
  let city: City | undefined;
  try {
    const isOwnDatabase = environment('DATABASE_URL') === undefined;
    if (!isEmpty && (isOwnDatabase || isDemo)) city = await startCity(join(dataDir, 'city'));
    const configuration = readConfiguration({
      KAFKA_BROKERS: embedded.brokers,
      DATABASE_URL: embedded.databaseUrl,
      ...(city ? { LT_DEMO_CITY: city.control } : {}),
      ...(adoptLog ? { LT_ADOPT_LOG: 'true' } : {}),
    });
    loadMasterKey(configuration, true);
    const token = loadToken(configuration, true);
    if (token === undefined)
      throw new Fault('LT-CONFIG-1', `The token file ${configuration.LT_TOKEN_FILE ?? ''} could not be made.`);
    const roles = await startRoles([intakeRole, normalizerRole, registryRole, gatewayRole], configuration);
    if (city) await connectCity(roles.spine.db, city);
    const place = join(configuration.LT_DATA_DIR, PLACE);
    writeFileSync(place, `${JSON.stringify({ url: roles.url, pid: process.pid, control: city?.control })}\n`);
    void embedded.failed.then((fault) => {
      process.stderr.write(`${fault.code} ${fault.message}\n`);
      process.kill(process.pid, 'SIGTERM');
    });
    return {
      url: roles.url,
      token,
      stop: async () => {
        rmSync(place, { force: true });
        await Promise.all([city?.stop(), roles.stop()]);
        await embedded.stop();
      },
    };
  } catch (error) {
    await city?.stop();
    await embedded.stop();
    throw error;
  }
}
