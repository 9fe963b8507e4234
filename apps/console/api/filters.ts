import type { operations } from '../generated/api';

type DossiersQuery = NonNullable<operations['Dossiers_counts']['parameters']['query']>;
type ParkedQuery = NonNullable<operations['Parked_list']['parameters']['query']>;

/** Which dossiers: what the address of the page holds, and what the gateway is asked. */
export type DossierFilter = DossiersQuery;

/** Which parked records. */
export type ParkedFilter = Pick<ParkedQuery, 'system' | 'cause'>;

type Search = Record<string, unknown>;

const DAY = /^\d{4}-\d\d-\d\d$/;
const CHANNELS = ['COUNTER', 'ONLINE', 'POSTAL'] as const;
const SHORTEST_SEARCH = 2;

/** The filter in the address of the dossiers page; what cannot be one is left out. */
export function dossierFilterOf(search: Search): DossierFilter {
  const q = text(search['q'])?.trim();
  return defined({
    q: q !== undefined && q.length >= SHORTEST_SEARCH ? q : undefined,
    unit: text(search['unit']),
    status: text(search['status']),
    procedure: text(search['procedure']),
    system: text(search['system']),
    channel: CHANNELS.find((channel) => channel === search['channel']),
    receivedFrom: day(search['receivedFrom']),
    receivedTo: day(search['receivedTo']),
    dueFrom: day(search['dueFrom']),
    dueTo: day(search['dueTo']),
    overdue: flag(search['overdue']),
    deleted: flag(search['deleted']),
  });
}

/** The filter in the address of the parked page. */
export function parkedFilterOf(search: Search): ParkedFilter {
  return defined({ system: text(search['system']), cause: text(search['cause']) });
}

/** Without what is undefined, so that equal filters are equal keys. */
export function defined<Values extends object>(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Values;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function day(value: unknown): string | undefined {
  return typeof value === 'string' && DAY.test(value) ? value : undefined;
}

function flag(value: unknown): 'true' | 'false' | undefined {
  if (value === true || value === 'true') return 'true';
  return value === false || value === 'false' ? 'false' : undefined;
}
