import { canonicalJson } from './canonical-json';
import type { Dossier } from './dossier';

/** What a dossier says, whoever read it and whenever. */
export type Content = Record<string, unknown>;

type Entry = Record<string, unknown> & { key?: unknown };

/** The sets of entries with a key, whose order means nothing. */
const SETS = ['timeline', 'dueDates', 'supplements', 'components', 'fees', 'payments'] as const;

/**
 * The content of a plain document: without origin, findings and sealed values. Entry keys are left out, since a hashed
 * one is keyed by the dossier's own data key; sets are put in an order that depends on their entries alone, and a due
 * date names its supplement by place. Equal content has equal {@link canonicalJson}, whatever the keys.
 */
export function contentOf(plain: Dossier): Content {
  const { origin: _origin, findings: _findings, personal: _personal, ...content } = plain;
  const rest: Content = content;
  const places = new Map<unknown, number>();
  for (const set of SETS) {
    const entries = rest[set];
    if (Array.isArray(entries)) rest[set] = unkeyed(entries as Entry[], set === 'supplements' ? places : undefined);
  }
  if (places.size > 0) {
    rest['dueDates'] = unkeyed((rest['dueDates'] as Entry[]).map((due) => withPlace(due, places)));
  }
  return rest;
}

function unkeyed(entries: readonly Entry[], places?: Map<unknown, number>): Content[] {
  const rows = entries.map(({ key, ...entry }) => ({
    key,
    entry,
    time: timeOf(entry),
    text: undefined as string | undefined,
  }));
  rows.sort((a, b) => {
    if (a.time !== b.time) return a.time < b.time ? -1 : 1;
    a.text ??= canonicalJson(a.entry);
    b.text ??= canonicalJson(b.entry);
    return a.text < b.text ? -1 : a.text > b.text ? 1 : 0;
  });
  rows.forEach(({ key }, place) => places?.set(key, place));
  return rows.map(({ entry }) => entry);
}

/** When a step happened: a cheap first key for the order, so that few entries have to be written out. */
function timeOf(entry: Content): string {
  const moment = entry['occurredAt'] as { at?: string } | undefined;
  return moment?.at ?? '';
}

function withPlace(due: Content, places: Map<unknown, number>): Content {
  const place = places.get(due['supplement']);
  return place === undefined ? due : { ...due, supplement: place };
}
