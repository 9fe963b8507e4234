import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import type { Answers } from './client';
import type { Change, LiveListener } from './live';

type DossierList = Answers['DossierList'];
type Dossier = Answers['Dossier'];

/** Lists are asked for again this often at most, however many events come. */
const TURN_MS = 2_000;

/**
 * Keeps what is shown as new as the events: a changed dossier is changed in place, so that no list jumps under the
 * eyes of who reads it; counts and progress are asked for again, at most every other second.
 */
export function freshness(queries: QueryClient): LiveListener {
  const stale = new Map<string, readonly string[]>();
  let timer: number | undefined;

  function later(...keys: readonly (readonly string[])[]): void {
    for (const key of keys) stale.set(key.join(' '), key);
    timer ??= window.setTimeout(() => {
      timer = undefined;
      for (const queryKey of stale.values()) void queries.invalidateQueries({ queryKey }, { cancelRefetch: false });
      stale.clear();
    }, TURN_MS);
  }

  return {
    dossiers(changes) {
      const byId = new Map(changes.map((change) => [change.id, change]));
      queries.setQueriesData<InfiniteData<DossierList>>({ queryKey: ['dossiers'] }, (list) => patched(list, byId));
      for (const { id } of changes) {
        if (queries.getQueryData<Dossier>(['dossier', id]))
          void queries.invalidateQueries({ queryKey: ['dossier', id] });
      }
      const systems = new Set(changes.map(({ system }) => system));
      later(['counts'], ...[...systems].map((system) => ['progress', system]));
    },
    link(link) {
      queries.setQueryData<Answers['Link'][]>(['links'], (links) =>
        links?.map((known) => (known.system === link.system ? link : known)),
      );
      later(['links'], ['demo']);
    },
    reset: () => void queries.invalidateQueries(),
  };
}

function patched(
  list: InfiniteData<DossierList> | undefined,
  changes: ReadonlyMap<string, Change>,
): InfiniteData<DossierList> | undefined {
  if (!list?.pages.some(({ items }) => items.some(({ id }) => changes.has(id)))) return list;
  const pages = list.pages.map((page) => ({
    ...page,
    items: page.items.map((row) => changes.get(row.id) ?? row),
  }));
  return { ...list, pages };
}
