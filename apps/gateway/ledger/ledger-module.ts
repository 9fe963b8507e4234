import { Module, type DynamicModule } from '@nestjs/common';
import type { Spine } from '@lienthong/platform';
import { Systems } from '@lienthong/storage';
import { Ledger } from './ledger';
import { LedgerController } from './ledger.controller';
import { LedgerWatch } from './ledger-watch';

/** The ledger's routes and its watch. */
@Module({})
export class LedgerModule {
  static forSpine({ db, kafka, generation, configuration }: Spine): DynamicModule {
    const ledger = new Ledger({ db, kafka, generation, boundMs: configuration.LT_LEDGER_BOUND_MS });
    return {
      module: LedgerModule,
      controllers: [LedgerController],
      providers: [{ provide: Ledger, useValue: ledger }, { provide: Systems, useValue: new Systems(db) }, LedgerWatch],
    };
  }
}
