import { isDeepStrictEqual } from 'node:util';
import { placed, type Item, type Page, type SourceContext } from '../../source';
import type { Batch } from './batch';
import { cursorOf, type Marks } from './marks';

/** A page, and the marks that its cursor says. */
export type Step = [marks: Marks, page: Page];

/**
 * Pages of a batch, of one unless an identity comes twice (so that the later row is the later read) or the rows or bytes
 * of a page are exceeded. Only the last one moves the marks from `held` to `after`: what of the batch is not saved is
 * read again. Where nothing came and nothing moved, there is no page.
 */
export function* stepsOf(
  ctx: SourceContext,
  batch: Batch,
  before: Marks | undefined,
  held: Marks,
  after: Marks,
): Generator<Step> {
  let from = before === undefined ? null : cursorOf(before);
  const to = cursorOf(after);
  if (batch.items.length === 0 && batch.incomplete === undefined && isDeepStrictEqual(from, to)) return;
  const parts = partsOf(ctx, batch);
  const last = parts.pop() ?? [];
  for (const items of parts) {
    const kept = cursorOf(held);
    yield [held, { from, to: kept, items }];
    from = kept;
  }
  yield [after, { from, to, items: last, ...(batch.incomplete ? { incomplete: batch.incomplete } : {}) }];
}

function partsOf(ctx: SourceContext, batch: Batch): Item[][] {
  const parts: Item[][] = [];
  let seen = new Set<string>();
  let bytes = Infinity;
  for (const raw of batch.items) {
    const item = placed(raw, 0n, ctx.identityOf(raw.head));
    const isTwice = item.identity !== undefined && seen.has(item.identity);
    if (isTwice || bytes >= ctx.pageBytes || (parts.at(-1)?.length ?? 0) >= ctx.pageRows) {
      parts.push([]);
      seen = new Set();
      bytes = 0;
    }
    if (item.identity !== undefined) seen.add(item.identity);
    bytes += raw.raw?.length ?? 0;
    parts.at(-1)?.push(item);
  }
  return parts;
}
