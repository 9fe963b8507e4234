import { dossierId } from '@lienthong/canonical';
import { DOSSIERS, RECORDS } from '@lienthong/messaging';
import type { Installation } from '../../support/installation';
import { eventsOf, idOf, type Export } from '../../support/municipal-exports';

/** The line `lienthong load municipal --json` ends with. */
export interface Loaded {
  readonly systems: number;
  readonly dossiers: number;
  readonly timelineEntries: number;
  readonly parked: number;
  readonly ledgerBalanced: boolean;
}

/** Loads the logs of a folder by the command line. */
export function load(at: Installation, folder: string): Promise<Loaded> {
  return at.json('load', 'municipal', '--dir', folder);
}

/** Everything that a load could add to: rows of the tables, messages of the topics. */
export async function extent(at: Installation): Promise<Record<string, number>> {
  const [rows] = await at.sql<Record<string, number>>(
    `select (select count(*) from dossier)::int as heads, (select count(*) from dossier_version)::int as versions,
            (select count(*) from ledger_line)::int as lines, (select count(*) from parked)::int as parked,
            (select count(*) from data_key)::int as keys`,
  );
  const [records = 0, dossiers = 0] = await Promise.all([RECORDS, DOSSIERS].map((topic) => at.length(topic)));
  return { ...rows, records, dossiers };
}

/** The figures of systems by SQL: entries counted in the documents, not taken from a column that counts them. */
export async function figuresBySql(at: Installation, systems: readonly string[]): Promise<Record<string, number>> {
  const [row] = await at.sql<Record<string, number>>(
    `select count(distinct h.system)::int as systems, count(*)::int as dossiers,
            sum(jsonb_array_length(convert_from(v.document, 'UTF8')::jsonb -> 'timeline'))::int as "timelineEntries"
     from dossier h join dossier_version v on v.dossier = h.id and v.sequence = h.version_sequence and v.record_offset = h.version_offset
     where h.system = any($1) and not h.deleted`,
    [systems],
  );
  return row ?? {};
}

/** A moment of a dossier. */
interface Moment {
  readonly at: string;
  readonly precision: string;
}

/** The moments of a case's timeline by step, as the API gives them. */
export async function momentsOf(at: Installation, system: string, text: string): Promise<Map<string, Moment[]>> {
  const { document } = await at.api<{ document: { timeline: { step: string; occurredAt: Moment }[] } }>(
    `/v1/dossiers/${dossierId(system, idOf(text))}`,
  );
  const byStep = Map.groupBy(document.timeline, ({ step }) => step);
  return new Map([...byStep].map(([step, entries]) => [step, entries.map(({ occurredAt }) => occurredAt)]));
}

/** An event of a log: its step and the time it wrote. */
export interface RawEvent {
  readonly step: string;
  readonly time: string;
}

/** The first case and event whose time looks like this. */
export function eventWith(log: Export, time: RegExp): { text: string; event: RawEvent } {
  for (const text of log.cases) {
    const event = eventsOf(text)
      .map(rawEvent)
      .find((one) => time.test(one.time));
    if (event) return { text, event };
  }
  throw new Error(`${log.name} has no event at ${String(time)}.`);
}

function rawEvent(text: string): RawEvent {
  const value = (pattern: RegExp): string => pattern.exec(text)?.[1] ?? '';
  return { step: value(/key="concept:name" value="([^"]*)"/), time: value(/key="time:timestamp" value="([^"]*)"/) };
}
