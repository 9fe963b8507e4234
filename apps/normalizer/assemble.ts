import type { EntryKey, MappedDossier } from '@lienthong/adapter-sdk';
import {
  DOSSIER_VERSION,
  assertPublishable,
  assertWritable,
  canonicalJson,
  contentOf,
  dossierTime,
  splitPersonal,
  type Dossier,
} from '@lienthong/canonical';
import { commitContent, entryKey, seal, type DataKey, type SearchedPerson } from '@lienthong/platform';
import { trapsOf } from '@lienthong/vietnam';
import type { Arrival } from './arrival';
import type { InstalledSystem } from './installed';

/** Sets whose entries carry a key: what is missing from a newer version is retracted. */
const SETS = ['timeline', 'dueDates', 'supplements', 'components', 'fees', 'payments'] as const;

type Entry = { key: EntryKey | string; occurredAt?: { at: string } };
type KeyedEntry = Entry & { key: string };

/**
 * Makes the message of `dossiers.v1` of a mapped dossier: stable entry keys, content commitment, origin; checked against
 * the contract as a whole; the traps it shows beside the mapping's findings; then BASIC and SENSITIVE values moved into
 * the sealed `personal` member.
 *
 * @returns the document as JSON text, as it will be stored
 * @throws Fault LT-CONTRACT-1 naming pointers and rules, never values
 */
export function assemble(mapped: MappedDossier, arrival: Arrival, system: InstalledSystem, key: DataKey): string {
  const { record, message } = arrival;
  const plain: Record<string, unknown> = { id: record.dossier, ...mapped };
  for (const set of SETS) {
    const entries = plain[set];
    if (Array.isArray(entries)) plain[set] = keyed(entries as Entry[], key);
  }
  sortTimeline(plain['timeline'] as KeyedEntry[]);
  plain['origin'] = {
    contract: DOSSIER_VERSION,
    generation: arrival.generation,
    partition: arrival.partition,
    offset: message.offset,
    appendedAt: dossierTime(message.appendedAtMs),
    page: record.page,
    rawCommitment: record.commitment,
    contentCommitment: commitContent(key, canonicalJson(contentOf(plain as unknown as Dossier))),
    mediaType: record.mediaType,
    charset: record.charset,
    confidence: 1,
    mapping: system.adapter.mapping.version,
    mappingEpoch: system.mappingEpoch,
    adapter: system.adapter.name,
  };
  assertWritable(plain);
  // After the check, since a trap is looked for in what is surely a dossier; before the values are sealed.
  const traps = trapsOf(plain as unknown as Dossier);
  const { document, personal } = splitPersonal(plain as unknown as Dossier);
  const sealed =
    Object.keys(personal).length > 0
      ? { personal: seal(key, record.system, 'personal', Buffer.from(JSON.stringify(personal))) }
      : {};
  const published = { ...document, findings: [...document.findings, ...traps], ...sealed };
  assertPublishable(published);
  return JSON.stringify(published);
}

/**
 * The people a dossier is found by: its parties, and those of a civil-status entry. Officers are not among them.
 *
 * @param mapped a dossier that {@link assemble} took, and so one of the contract
 */
export function peopleOf(mapped: MappedDossier): SearchedPerson[] {
  const { parties = [], civilStatus } = mapped as unknown as Dossier;
  const people: SearchedPerson[] = parties.map(({ name, ids = [] }) => ({ name, ids: ids.map(({ value }) => value) }));
  const { child, mother, father, deceased, requester } = civilStatus ?? {};
  for (const person of [child, mother, father, deceased, requester])
    if (person) people.push({ name: person.name, ids: person.id === undefined ? [] : [person.id] });
  return people;
}

/** Replaces each entry's key by a text: the source's id, or a keyed hash and the ordinal among its equals. */
function keyed(entries: readonly Entry[], secret: DataKey): KeyedEntry[] {
  const seen = new Map<string, number>();
  return entries.map((entry) => {
    if (typeof entry.key === 'string') return { ...entry, key: entry.key };
    if ('id' in entry.key) return { ...entry, key: entry.key.id };
    const hash = entryKey(secret, entry.key.parts);
    const ordinal = seen.get(hash) ?? 0;
    seen.set(hash, ordinal + 1);
    return { ...entry, key: `${hash}-${ordinal}` };
  });
}

/** By time, then key: the order is a function of the content, not of the order the source happened to write. */
function sortTimeline(timeline: KeyedEntry[]): void {
  const rank = ({ occurredAt, key }: KeyedEntry): string => `${occurredAt?.at ?? ''} ${key}`;
  timeline.sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
}
