import type { Api } from './api';
import type { Say } from './say';
import { table } from './table';

/** The part of `GET /v1/systems/{code}/sequences` that the command reads. */
export interface SequenceDay {
  readonly day: string;
  readonly agency: string;
  readonly digits: number;
  readonly dossiers: number;
  readonly first: number;
  readonly last: number;
  readonly drawn: boolean;
  readonly missing: number;
  readonly gaps: readonly { readonly from: number; readonly to: number }[];
  readonly doubles: readonly { readonly number: number; readonly dossiers: number; readonly ids: readonly string[] }[];
}

/** Days of receipt, both included; what is left out is the gateway's choice. */
export interface Period {
  readonly from?: string;
  readonly to?: string;
}

const MOST_SHOWN = 5;

/** Every page of the sequences of a system. */
export async function sequencesOf(api: Api, system: string, period: Period): Promise<SequenceDay[]> {
  const days: SequenceDay[] = [];
  const query = new URLSearchParams({ ...period, limit: '200' });
  for (;;) {
    const path = `/v1/systems/${encodeURIComponent(system)}/sequences?${query.toString()}`;
    const { items, next } = await api.get<{ items: SequenceDay[]; next?: string }>(path);
    days.push(...items);
    if (next === undefined) return days;
    query.set('after', next);
  }
}

/** Is a number missing, or was one given twice? */
export function isUneven({ missing, doubles }: SequenceDay): boolean {
  return missing > 0 || doubles.length > 0;
}

/** The days as a table; of long lists the first five, the rest is in JSON. */
export function sequencesText(days: readonly SequenceDay[], say: Say): string {
  const heads = ['headDay', 'headAgency', 'headDossiers', 'headNumbers', 'headMissing', 'headGaps', 'headDoubles'] as const; // prettier-ignore
  const rows = days.map((row) => {
    const number = (value: number): string => String(value).padStart(row.digits, '0');
    const span = (from: number, to: number): string => (from === to ? number(from) : `${number(from)}–${number(to)}`);
    const gaps = row.drawn ? [say('drawn')] : row.gaps.map(({ from, to }) => span(from, to));
    const doubles = row.doubles.map((one) => `${number(one.number)} ×${one.dossiers}`);
    return [row.day, row.agency, row.dossiers, span(row.first, row.last), row.missing, short(gaps), short(doubles)];
  });
  const uneven = days.filter(isUneven).length;
  const state = uneven === 0 ? say('sequencesEven', { days: days.length }) : say('sequencesUneven', { uneven, days: days.length }); // prettier-ignore
  return [...(days.length === 0 ? [] : [table(heads.map((key) => say(key)), rows)]), state].join('\n\n'); // prettier-ignore
}

function short(parts: readonly string[]): string {
  const shown = parts.slice(0, MOST_SHOWN).join(', ');
  return parts.length > MOST_SHOWN ? `${shown}, …` : shown || '-';
}
