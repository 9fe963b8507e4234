import { Controller, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DOSSIERS, Producer, RECORDS, RethrowFilter, type Batch } from '@lienthong/messaging';
import { counter, failPoint, histogram } from '@lienthong/platform';
import { Consumption } from '@lienthong/storage';
import { Normalizer } from './normalizer';

/** Transport id of the normalizer's group. */
export const NORMALIZER = Symbol('normalizer');

const normalized = counter('lienthong_normalized_records_total', 'Records normalised, by outcome.', ['outcome']);
const seconds = histogram('lienthong_normalizer_batch_seconds', 'Time to normalise and publish one batch.', []);

/** `records.v1` → `dossiers.v1`: one message per record, again with the same sequence after a crash. */
@Controller()
@UseFilters(RethrowFilter)
export class RecordConsumer {
  constructor(
    private readonly consumption: Consumption,
    private readonly normalizer: Normalizer,
    private readonly producer: Producer,
  ) {}

  @EventPattern(RECORDS, NORMALIZER)
  async consume(@Payload() batch: Batch): Promise<number> {
    const done = seconds.startTimer();
    const offsets = batch.messages.map((message) => message.offset);
    const next = await this.consumption.apply(batch.topic, batch.partition, offsets, async (_tx, from) => {
      const outgoing = await this.normalizer.normalize(batch.partition, batch.messages.slice(from));
      failPoint('normalizer.before-send');
      await this.producer.send(DOSSIERS, outgoing);
      failPoint('normalizer.after-send');
      for (const { headers } of outgoing) normalized.inc({ outcome: headers['ce_type'] ?? 'unknown' });
    });
    done();
    return next;
  }
}
