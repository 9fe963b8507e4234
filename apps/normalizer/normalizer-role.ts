import { Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { Batches, Producer } from '@lienthong/messaging';
import { KeyRing, loadIndexKey, loadMasterKey, type Role, type Spine } from '@lienthong/platform';
import { Consumption, DataKeys, isTransient } from '@lienthong/storage';
import { Installed } from './installed';
import { Normalizer } from './normalizer';
import { NORMALIZER, RecordConsumer } from './record-consumer';

const ROLE = 'normalizer';

@Module({})
class NormalizerModule implements OnApplicationShutdown {
  constructor(private readonly producer: Producer) {}

  static async forSpine({ db, kafka, generation, configuration }: Spine): Promise<DynamicModule> {
    const keys = new KeyRing(loadMasterKey(configuration, false), new DataKeys(db));
    const installed = await Installed.load(db, configuration);
    return {
      module: NormalizerModule,
      controllers: [RecordConsumer],
      providers: [
        { provide: Consumption, useValue: new Consumption(db, ROLE, generation) },
        { provide: Producer, useValue: new Producer(kafka) },
        {
          provide: Normalizer,
          useValue: new Normalizer(keys, installed, generation, loadIndexKey(configuration)),
        },
      ],
    };
  }

  /** After the transport has closed: nothing is sent any more. */
  async onApplicationShutdown(): Promise<void> {
    await this.producer.close();
  }
}

/** The normalizer: mapping → canonical → contract check; or parked, or dropped by a named rule. */
export const normalizerRole: Role = {
  name: ROLE,
  module: (spine) => NormalizerModule.forSpine(spine),
  transports: ({ db, kafka, generation }) => [
    new Batches({
      kafka,
      group: `lienthong-${ROLE}`,
      transportId: NORMALIZER,
      positions: new Consumption(db, ROLE, generation),
      isTransient,
    }),
  ],
};
