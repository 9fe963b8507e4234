import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { answerOf, gateway, type Answers } from './client';
import type { DossierFilter, ParkedFilter } from './filters';

const PAGE_ROWS = 50;
const ALL_ROWS = 200;
const LINKS_MS = 10_000;
const PROGRESS_MS = 10_000;
const LEDGER_MS = 30_000;
const DEMO_MS = 3_000;

interface Page<Row> {
  readonly items: Row[];
  readonly next?: string | undefined;
}

/** Every page of a list that is short by its nature: systems, links, units. */
async function everyPage<Row>(ask: (after: string | undefined) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let after: string | undefined;
  do {
    const page = await ask(after);
    rows.push(...page.items);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

/** All systems somebody may see. */
export const systemsQuery = queryOptions({
  queryKey: ['systems'],
  queryFn: () =>
    everyPage<Answers['System']>((after) =>
      answerOf(gateway.GET('/v1/systems', { params: { query: { limit: ALL_ROWS, after } } })),
    ),
});

/** One system. */
export const systemQuery = (code: string) =>
  queryOptions({
    queryKey: ['system', code],
    queryFn: () => answerOf(gateway.GET('/v1/systems/{code}', { params: { path: { code } } })),
  });

/** How far a system has come. */
export const progressQuery = (code: string) =>
  queryOptions({
    queryKey: ['progress', code],
    queryFn: () => answerOf(gateway.GET('/v1/systems/{code}/progress', { params: { path: { code } } })),
    refetchInterval: PROGRESS_MS,
  });

/** The links of all systems. */
export const linksQuery = queryOptions({
  queryKey: ['links'],
  queryFn: () =>
    everyPage<Answers['Link']>((after) =>
      answerOf(gateway.GET('/v1/links', { params: { query: { limit: ALL_ROWS, after } } })),
    ),
  refetchInterval: LINKS_MS,
});

/** The units that dossiers name. */
export const unitsQuery = queryOptions({
  queryKey: ['units'],
  queryFn: () =>
    everyPage<Answers['Unit']>((after) =>
      answerOf(gateway.GET('/v1/units', { params: { query: { limit: ALL_ROWS, after } } })),
    ),
  staleTime: LEDGER_MS,
});

/** The installed adapters with what a form needs. */
export const adaptersQuery = queryOptions({
  queryKey: ['adapters'],
  queryFn: async () => (await answerOf(gateway.GET('/v1/adapters'))).items,
  staleTime: Infinity,
});

/** Dossiers of a filter, a page after the other. */
export const dossiersQuery = (filter: DossierFilter, limit = PAGE_ROWS) =>
  infiniteQueryOptions({
    queryKey: ['dossiers', filter, limit],
    queryFn: ({ pageParam: after }) =>
      answerOf(gateway.GET('/v1/dossiers', { params: { query: { ...filter, limit, after } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** How many dossiers a filter finds. */
export const countsQuery = (filter: DossierFilter) =>
  queryOptions({
    queryKey: ['counts', filter],
    queryFn: () => answerOf(gateway.GET('/v1/dossiers/counts', { params: { query: filter } })),
  });

/** One dossier with its document. */
export const dossierQuery = (id: string) =>
  queryOptions({
    queryKey: ['dossier', id],
    queryFn: () => answerOf(gateway.GET('/v1/dossiers/{id}', { params: { path: { id } } })),
  });

/** Parked records of a filter, a page after the other, with the groups of all of them. */
export const parkedQuery = (filter: ParkedFilter, limit = PAGE_ROWS) =>
  infiniteQueryOptions({
    queryKey: ['parked', filter, limit],
    queryFn: ({ pageParam: after }) =>
      answerOf(gateway.GET('/v1/parked', { params: { query: { ...filter, limit, after } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next,
  });

/** The districts of the demo city. */
export const districtsQuery = queryOptions({
  queryKey: ['demo'],
  queryFn: async () => (await answerOf(gateway.GET('/v1/demo'))).items,
  refetchInterval: DEMO_MS,
});

/** The balance of everything. */
export const ledgerQuery = queryOptions({
  queryKey: ['ledger'],
  queryFn: () => answerOf(gateway.GET('/v1/ledger')),
  refetchInterval: LEDGER_MS,
  retry: false,
});
