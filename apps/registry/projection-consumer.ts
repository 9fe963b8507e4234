import { Controller, Logger, UseFilters } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { Fault } from '@lienthong/canonical';
import { DOSSIERS, RethrowFilter, type Batch } from '@lienthong/messaging';
import { counter, failPoint, histogram } from '@lienthong/platform';
import { Consumption, type ListedRow } from '@lienthong/storage';
import { readListed } from './listed';
import { Projector, type Projected } from './projector';

/** Transport id of the projector's group. */
export const PROJECTOR = Symbol('projector');

const rows = counter('lienthong_projected_dossiers_total', 'Dossiers brought up to date in lists, by outcome.', [
  'outcome',
]);
const seconds = histogram('lienthong_projector_batch_seconds', 'Time to project and commit one batch.', []);

/**
 * `dossiers.v1` → lists and search, in one transaction with the group's own offset. The register does not wait for it. A
 * message that cannot be listed is named in the log and left out: a projection can be made anew, and must not stand.
 */
@Controller()
@UseFilters(RethrowFilter)
export class ProjectionConsumer {
  private readonly logger = new Logger('projector');

  constructor(
    private readonly consumption: Consumption,
    private readonly projector: Projector,
  ) {}

  @EventPattern(DOSSIERS, PROJECTOR)
  async consume(@Payload() batch: Batch): Promise<number> {
    const offsets = batch.messages.map((message) => message.offset);
    const done = seconds.startTimer();
    let skipped: string[] = [];
    let projected: Projected | undefined;
    const next = await this.consumption.apply(batch.topic, batch.partition, offsets, async (tx, from) => {
      const read = readAll({ ...batch, messages: batch.messages.slice(from) });
      skipped = read.skipped;
      projected = await this.projector.apply(tx, read.rows);
      failPoint('projector.before-commit');
    });
    failPoint('projector.after-commit');
    done();
    if (projected) this.report(projected, skipped, batch);
    return next;
  }

  private report({ changed, same, refused }: Projected, skipped: readonly string[], batch: Batch): void {
    rows.inc({ outcome: 'changed' }, changed);
    rows.inc({ outcome: 'same' }, same);
    rows.inc({ outcome: 'skipped' }, refused.length + skipped.length);
    for (const { id, state } of refused)
      this.logger.warn(
        `Dossier ${id} of ${batch.topic}/${batch.partition} is not listed: PostgreSQL refuses it (SQLSTATE ${state}).`,
      );
    for (const why of skipped) this.logger.warn(`${why} It is left out of lists and search.`);
  }
}

function readAll(batch: Batch): { rows: ListedRow[]; skipped: string[] } {
  const [read, skipped]: [ListedRow[], string[]] = [[], []];
  for (const message of batch.messages) {
    try {
      const row = readListed(message);
      if (row) read.push(row);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      skipped.push(`${error.code} in partition ${batch.partition}: ${error.message}`);
    }
  }
  return { rows: read, skipped };
}
