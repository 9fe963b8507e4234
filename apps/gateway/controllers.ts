import { KeysController } from './access/keys.controller';
import { SignInController } from './access/sign-in.controller';
import { AdaptersController } from './adapters.controller';
import { ConsoleController } from './console/console.controller';
import { DemoController } from './demo.controller';
import { DigestController } from './digest.controller';
import { DossiersController } from './dossiers/dossiers.controller';
import { EventsController } from './events/events.controller';
import { ExportsController } from './exports/exports.controller';
import { LedgerController } from './ledger/ledger.controller';
import { LinksController } from './links/links.controller';
import { OpenApiController } from './openapi/openapi.controller';
import { ParkedController } from './parked.controller';
import { PushController } from './push/push.controller';
import { BackfillController } from './systems/backfill.controller';
import { SequencesController } from './systems/sequences.controller';
import { SystemsController } from './systems/systems.controller';
import { UnitsController } from './units/units.controller';

/** The controllers of the API but the ledger's, which has a module of its own. Exports come before `dossiers/:id`. */
export const CONTROLLERS = [
  SystemsController,
  BackfillController,
  SequencesController,
  AdaptersController,
  LinksController,
  ExportsController,
  DossiersController,
  UnitsController,
  EventsController,
  ParkedController,
  PushController,
  DigestController,
  SignInController,
  KeysController,
  DemoController,
  OpenApiController,
  ConsoleController,
];

/** All controllers whose routes stand in the description. */
export const API_CONTROLLERS = [...CONTROLLERS, LedgerController];
