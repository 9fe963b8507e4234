import { textAt } from '../path';
import type { Listing, SourceContext } from '../source';
import { RestClient } from './rest-client';
import type { RestOptions } from './rest-options';

const LIST_ROWS = 5_000;

/**
 * Identities of everything the source holds, by id, in parts, until there is nothing after the last one: a source may
 * give fewer at once than it is asked for. One that repeats itself, or gives no id to go on from, ends it incomplete.
 */
export async function* listed(options: RestOptions, ctx: SourceContext): AsyncGenerator<Listing> {
  const { listing } = options;
  if (!listing) return;
  const client = new RestClient(options, ctx);
  const idOf = textAt(listing.id);
  const place = listing.path;
  const passed = new Set<string>();
  try {
    for (let after: string | undefined; ;) {
      const query = { [listing.size]: String(LIST_ROWS), ...(after === undefined ? {} : { [listing.after]: after }) };
      const { items } = await client.get(listing.path, query);
      if (items.length === 0 && after !== undefined) return;
      const last = idOf(items.at(-1)?.head ?? {});
      if (last !== undefined && passed.has(last)) {
        const incomplete = { code: 'REPEATED', place, rule: 'the next part differs from those before it' };
        yield { place, order: 0n, identities: [], unidentified: 0, incomplete };
        return;
      }
      const identities = items.flatMap(({ head }) => ctx.identityOf(head) ?? []);
      const part = { place, order: 0n, identities, unidentified: items.length - identities.length };
      const isStuck = items.length > 0 && last === undefined;
      const incomplete = { code: 'ORDER', place: `${place} item ${items.length}`, rule: 'the last item has an id' };
      yield isStuck ? { ...part, incomplete } : part;
      if (last === undefined) return;
      passed.add((after = last));
    }
  } finally {
    client.close();
  }
}
