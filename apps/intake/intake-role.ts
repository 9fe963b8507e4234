import { Module, type DynamicModule } from '@nestjs/common';
import { discoverAdapters } from '@lienthong/adapter-sdk';
import { Producer } from '@lienthong/messaging';
import { KeyRing, adapterFolders, loadMasterKey, type Role, type Spine } from '@lienthong/platform';
import { Joiner, Publisher } from '@lienthong/records';
import { DataKeys, IntakeStore, StagedParts, Systems } from '@lienthong/storage';
import { Intake } from './intake';

@Module({})
class IntakeModule {
  static async forSpine(spine: Spine): Promise<DynamicModule> {
    const { db, kafka, configuration } = spine;
    const master = loadMasterKey(configuration, false);
    const adapters = await discoverAdapters(...adapterFolders(configuration));
    const keys = new KeyRing(master, new DataKeys(db));
    const publisher = new Publisher(new Producer(kafka), keys, master);
    const joiner = new Joiner(keys, new StagedParts(db));
    const intake = new Intake(spine, new IntakeStore(db), new Systems(db), publisher, joiner, adapters);
    return {
      module: IntakeModule,
      providers: [{ provide: Intake, useValue: intake }],
    };
  }
}

/** Intake: one loop per system, through its link; a page's row and cursor are saved after the publish. */
export const intakeRole: Role = {
  name: 'intake',
  module: (spine) => IntakeModule.forSpine(spine),
  transports: () => [],
};
