import { Module, ValidationPipe, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { discoverAdapters } from '@lienthong/adapter-sdk';
import { CONFIGURATION, KeyRing, adapterFolders, type IndexKey, type MasterKey, type Spine } from '@lienthong/platform';
import { Producer } from '@lienthong/messaging';
import { Publisher } from '@lienthong/records';
import {
  ApiKeys,
  Catalogue,
  DataKeys,
  DigestSource,
  LinkStates,
  Listing,
  ParkedRecords,
  Restarts,
  Sequences,
  SystemProgress,
  Systems,
  Units,
} from '@lienthong/storage';
import { AccessGuard } from './access/access-guard';
import { ApiToken, Authenticator } from './access/authenticator';
import { Issuer } from './access/issuer';
import { API_CONTROLLERS, CONTROLLERS } from './controllers';
import { Digest } from './digest';
import { DossierFilters } from './dossiers/dossier-filter';
import { Looks } from './dossiers/looks';
import { EventStream } from './events/event-stream';
import { InstalledAdapters } from './installed-adapters';
import { LedgerModule } from './ledger/ledger-module';
import { openApi } from './openapi/document';
import { OPENAPI } from './openapi/openapi.controller';
import { ProblemFilter } from './problem-filter';
import { PushDoor } from './push/push-door';
import { CertifiedAdapters } from './systems/certified-adapters';

/** What the gateway is made of: the spine, the master key for the digest, the index key for searches, and the API's token. */
export interface GatewayOptions extends Spine {
  readonly masterKey: MasterKey;
  readonly indexKey: IndexKey;
  readonly token: string | undefined;
  /** Undefined where nobody signs in. */
  readonly issuer?: Issuer | undefined;
}

@Module({})
class GatewayModule {}

/**
 * The HTTP API under /v1. Its guard, validation and problem filter are global: they cover the routes of every module in
 * the process, and a route without an authorisation rule stops its start.
 */
export async function gatewayModule(options: GatewayOptions): Promise<DynamicModule> {
  const { configuration, db, kafka, generation, masterKey, indexKey, token, issuer } = options;
  const adapters = await discoverAdapters(...adapterFolders(configuration));
  const keys = new ApiKeys(db);
  const ring = new KeyRing(masterKey, new DataKeys(db));
  const digest = new Digest(new DigestSource(db), kafka, masterKey, generation);
  return {
    module: GatewayModule,
    imports: [DiscoveryModule, LedgerModule.forSpine(options)],
    controllers: CONTROLLERS,
    providers: [
      { provide: CONFIGURATION, useValue: configuration },
      { provide: Systems, useValue: new Systems(db) },
      { provide: SystemProgress, useValue: new SystemProgress(db) },
      { provide: Catalogue, useValue: new Catalogue(db) },
      { provide: Listing, useValue: new Listing(db) },
      { provide: LinkStates, useValue: new LinkStates(db) },
      { provide: Restarts, useValue: new Restarts(db) },
      { provide: Units, useValue: new Units(db) },
      { provide: Sequences, useValue: new Sequences(db) },
      { provide: DossierFilters, useValue: new DossierFilters(indexKey) },
      { provide: OPENAPI, useValue: await openApi(API_CONTROLLERS) },
      EventStream,
      { provide: ParkedRecords, useValue: new ParkedRecords(db) },
      { provide: Looks, useValue: new Looks(ring) },
      { provide: Digest, useValue: digest },
      { provide: PushDoor, useValue: new PushDoor(options, new Publisher(new Producer(kafka), ring, masterKey)) },
      { provide: InstalledAdapters, useValue: new InstalledAdapters(adapters) },
      { provide: CertifiedAdapters, useValue: new CertifiedAdapters(configuration) },
      { provide: ApiKeys, useValue: keys },
      { provide: Authenticator, useValue: new Authenticator(new ApiToken(token), keys, issuer) },
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
