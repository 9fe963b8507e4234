/** The settings of the peer that were swept, and the best of them as committed in best.json. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a connector runs with. Everything else is as shipped, or fixed in the peer's favour (connector.ts). */
export interface PeerSettings {
  /** What becomes of a message (connector.ts): the whole document in one column, or its single values in columns. */
  readonly form: 'document' | 'columns';
  /** `tasks.max`. */
  readonly tasks: number;
  /** `batch.size`: rows of one statement and one transaction. */
  readonly batch: number;
  /** `max.poll.records` of its consumer. A poll ends a batch, so less than `batch` makes no sense. */
  readonly poll: number;
  /** One statement over `unnest` arrays (`dialect.postgres.unnest.insert.enabled`), or a JDBC batch. */
  readonly unnest: boolean;
  /** `reWriteBatchedInserts` of the PostgreSQL driver: a JDBC batch becomes multi-row statements. */
  readonly rewrite: boolean;
  /** `use.reduction.buffer`: several changes of a key within a batch become one. */
  readonly reduce: boolean;
  /** `fetch.min.bytes` of its consumer. */
  readonly fetch: number;
}

/** The kinds of work of P1. */
export type Case = 'insert' | 'update';

/** What a sweep found: for each case the best settings, and every figure that led to them. */
export interface Sweep {
  readonly best: Readonly<Record<Case, PeerSettings>>;
  readonly tried: readonly { readonly settings: PeerSettings; readonly insert: number[]; readonly update: number[] }[];
}

/** npm runs its scripts in the root of the checkout. */
const FILE = join(process.cwd(), 'test', 'bench', 'peer', 'best.json');

/** The settings the peer is measured with. */
export function bestSettings(): Sweep['best'] {
  return (JSON.parse(readFileSync(FILE, 'utf8')) as Sweep).best;
}

/** Replaces best.json. */
export function keepSweep(sweep: Sweep): void {
  // As Prettier has it: objects over several lines, figures on one.
  const text = JSON.stringify(sweep, null, 2).replace(/\[\s+([\d,\s]+?)\s+\]/g, (_, figures: string) => {
    return `[${figures.replace(/\s+/g, ' ')}]`;
  });
  writeFileSync(FILE, `${text}\n`);
}
