import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { discoverAdapters } from '@lienthong/adapter-sdk';
import { CONFIGURATION, adapterFolders, type MasterKey, type Spine } from '@lienthong/platform';
import { Catalogue, DigestSource, ParkedRecords, SystemProgress, Systems } from '@lienthong/storage';
import { AccessGuard, ApiToken } from './access-guard';
import { DemoController } from './demo.controller';
import { AdaptersController } from './adapters.controller';
import { Digest } from './digest';
import { DigestController } from './digest.controller';
import { DossiersController } from './dossiers.controller';
import { InstalledAdapters } from './installed-adapters';
import { LedgerModule } from './ledger/ledger-module';
import { ParkedController } from './parked.controller';
import { ProblemFilter } from './problem-filter';
import { SystemsController } from './systems.controller';

/** What the gateway is made of: the spine, the master key for the digest, and the API's token. */
export interface GatewayOptions extends Spine {
  readonly masterKey: MasterKey;
  readonly token: string | undefined;
}

@Module({})
class GatewayModule {}

/**
 * The HTTP API under /v1. Its guard, validation and problem filter are global: they cover the routes of every module in
 * the process, and a route without an authorisation rule stops its start.
 */
export async function gatewayModule(options: GatewayOptions): Promise<DynamicModule> {
  const { configuration, db, kafka, generation, masterKey, token } = options;
  const adapters = await discoverAdapters(...adapterFolders(configuration));
  const digest = new Digest(new DigestSource(db), kafka, masterKey, generation);
  return {
    module: GatewayModule,
    imports: [DiscoveryModule, LedgerModule.forSpine(options)],
    controllers: [
      SystemsController,
      AdaptersController,
      DossiersController,
      ParkedController,
      DigestController,
      DemoController,
    ],
    providers: [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: Systems, useValue: new Systems(db) },
      { provide: SystemProgress, useValue: new SystemProgress(db) },
      { provide: Catalogue, useValue: new Catalogue(db) },
      { provide: ParkedRecords, useValue: new ParkedRecords(db) },
      { provide: Digest, useValue: digest },
      { provide: InstalledAdapters, useValue: new InstalledAdapters(adapters) },
      { provide: ApiToken, useValue: new ApiToken(token) },
      AccessGuard,
      { provide: APP_GUARD, useExisting: AccessGuard },
      { provide: APP_FILTER, useClass: ProblemFilter },
      { provide: APP_PIPE, useValue: validation() },
    ],
  };
}

/** Unknown members are refused; no message repeats a value. */
function validation(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    validationError: { target: false, value: false },
  });
}
