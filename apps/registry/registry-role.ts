import { Logger, Module, type DynamicModule } from '@nestjs/common';
import { Batches, DOSSIERS, logState, type BatchesOptions } from '@lienthong/messaging';
import type { Role, Spine } from '@lienthong/platform';
import { beginWhereLogBegins, Consumption, isTransient } from '@lienthong/storage';
import { DossierConsumer, REGISTRY } from './dossier-consumer';
import { PROJECTOR, ProjectionConsumer } from './projection-consumer';
import { Projector } from './projector';
import { Registrar } from './registrar';

const ROLE = 'registry';
/** The projection is consumed apart from the register, so that neither waits for the other. */
const PROJECTION = 'projector';
/** Lists may lag by this, and cost the register a third of the transactions then. */
const GATHERING = { ms: 400, bytes: 2_000_000 };

@Module({})
class ProjectionModule {
  static async forSpine({ db, kafka, generation }: Spine): Promise<DynamicModule> {
    const { topics } = await logState(kafka, [DOSSIERS]);
    const group = { role: PROJECTION, generation, topic: DOSSIERS };
    const late = await beginWhereLogBegins(db, group, topics.get(DOSSIERS) ?? []);
    if (late > 0)
      new Logger(PROJECTION).warn(
        `Lists begin in the midst of ${DOSSIERS} in ${late} partitions: dossiers that lie before come with their next change, or a replay.`,
      );
    return {
      module: ProjectionModule,
      controllers: [ProjectionConsumer],
      providers: [{ provide: Consumption, useValue: new Consumption(db, PROJECTION, generation) }, Projector],
    };
  }
}

@Module({})
class RegistryModule {
  static async forSpine(spine: Spine): Promise<DynamicModule> {
    return {
      module: RegistryModule,
      imports: [await ProjectionModule.forSpine(spine)],
      controllers: [DossierConsumer],
      providers: [{ provide: Consumption, useValue: new Consumption(spine.db, ROLE, spine.generation) }, Registrar],
    };
  }
}

/** The registry: head, version and ledger line in one transaction; and, apart from it, the projection for lists. */
export const registryRole: Role = {
  name: ROLE,
  module: (spine) => RegistryModule.forSpine(spine),
  transports: (spine) => [batches(spine, ROLE, REGISTRY), batches(spine, PROJECTION, PROJECTOR, GATHERING)],
};

function batches(
  { db, kafka, generation }: Spine,
  role: string,
  transportId: symbol,
  gathering?: BatchesOptions['gathering'],
): Batches {
  const positions = new Consumption(db, role, generation);
  return new Batches({
    kafka,
    group: `lienthong-${role}`,
    transportId,
    positions,
    isTransient,
    ...(gathering ? { gathering } : {}),
  });
}
