import { Controller, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { DOSSIERS, RethrowFilter, type Batch } from '@lienthong/messaging';
import { counter, failPoint, histogram } from '@lienthong/platform';
import { Consumption } from '@lienthong/storage';
import { readArrival } from './arrival';
import { Registrar } from './registrar';

/** Transport id of the registry's group. */
export const REGISTRY = Symbol('registry');

const lines = counter('lienthong_ledger_lines_total', 'Ledger lines written, by outcome.', ['outcome']);
const seconds = histogram('lienthong_registry_batch_seconds', 'Time to apply and commit one batch.', []);

/** `dossiers.v1` → PostgreSQL: head, version and ledger line in one transaction with the offset. Holds no key. */
@Controller()
@UseFilters(RethrowFilter)
export class DossierConsumer {
  constructor(
    private readonly consumption: Consumption,
    private readonly registrar: Registrar,
  ) {}

  @EventPattern(DOSSIERS, REGISTRY)
  async consume(@Payload() batch: Batch): Promise<number> {
    const offsets = batch.messages.map((message) => message.offset);
    const done = seconds.startTimer();
    let written = new Map<string, number>();
    const next = await this.consumption.apply(batch.topic, batch.partition, offsets, async (tx, from) => {
      written = await this.registrar.apply(tx, batch.messages.slice(from).map(readArrival));
      failPoint('registry.before-commit');
    });
    failPoint('registry.after-commit');
    done();
    for (const [outcome, count] of written) lines.inc({ outcome }, count);
    return next;
  }
}
