import { Module, type DynamicModule } from '@nestjs/common';
import { Batches } from '@lienthong/messaging';
import type { Role, Spine } from '@lienthong/platform';
import { Consumption, isTransient } from '@lienthong/storage';
import { DossierConsumer, REGISTRY } from './dossier-consumer';
import { Registrar } from './registrar';

const ROLE = 'registry';

@Module({})
class RegistryModule {
  static forSpine({ db, generation }: Spine): DynamicModule {
    return {
      module: RegistryModule,
      controllers: [DossierConsumer],
      providers: [{ provide: Consumption, useValue: new Consumption(db, ROLE, generation) }, Registrar],
    };
  }
}

/** The registry: head, version and ledger line in one transaction. */
export const registryRole: Role = {
  name: ROLE,
  module: (spine) => RegistryModule.forSpine(spine),
  transports: ({ db, kafka, generation }) => [
    new Batches({
      kafka,
      group: `lienthong-${ROLE}`,
      transportId: REGISTRY,
      positions: new Consumption(db, ROLE, generation),
      isTransient,
    }),
  ],
};
