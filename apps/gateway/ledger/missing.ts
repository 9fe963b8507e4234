import { header, readAt, RECORDS, type Kafka, type Message } from '@lienthong/messaging';
import { LISTED, dayOf, difference, rest, type LedgerDifference, type OffsetRange } from '@lienthong/storage';

/** What tells a lost record from one in flight. */
export interface Arrivals {
  /** By partition, the first offset younger than the bound. */
  readonly youngFrom: ReadonlyMap<number, number>;
  /** By partition, the highest offset that has a line. */
  readonly highest: ReadonlyMap<number, number>;
  /** Nothing was appended to the whole log within the bound. */
  readonly isIdle: boolean;
}

/** Offsets without a line, all of them lost or all of them in flight. */
export interface MissingRange extends OffsetRange {
  readonly lost: boolean;
}

/** Missing records of one system and day. */
export interface MissingDay {
  readonly system: string;
  readonly day: string;
  inFlight: number;
  lost: number;
}

/** All missing records: counted, and named as far as they were read back. */
export interface Missing {
  readonly inFlight: number;
  readonly lost: number;
  /** Counted above, not read back, and so in no day. */
  readonly unread: number;
  readonly days: MissingDay[];
  readonly differences: LedgerDifference[];
}

/** Offsets read back with one reader. */
const CHUNK = 20_000;

/**
 * Cuts gaps where lost ends and in flight begins. Lost is what is older than the bound while a later record of its
 * partition has been applied, or the whole log has been idle that long. Append times rise with the offset.
 */
export function judge(gaps: readonly OffsetRange[], { youngFrom, highest, isIdle }: Arrivals): MissingRange[] {
  return gaps.flatMap(({ partition, from, to }) => {
    const young = youngFrom.get(partition) ?? from;
    const end = isIdle ? young : Math.min(young, highest.get(partition) ?? 0);
    const cut = Math.min(Math.max(end, from), to);
    return [
      { partition, from, to: cut, lost: true },
      { partition, from: cut, to, lost: false },
    ].filter((range) => range.to > range.from);
  });
}

/**
 * Reads the headers of missing records back, the lost ones first, and counts them by system and day.
 *
 * @param limit at most so many are read; all are counted
 */
export async function readMissing(
  kafka: Kafka,
  generation: number,
  ranges: readonly MissingRange[],
  limit: number,
): Promise<Missing> {
  const count = (lost: boolean): number =>
    ranges.filter((range) => range.lost === lost).reduce((sum, { from, to }) => sum + to - from, 0);
  const lost = count(true);
  const inFlight = count(false);
  const places = [...ranges]
    .sort((a, b) => Number(b.lost) - Number(a.lost))
    .flatMap((range) => placesOf(range, limit))
    .slice(0, limit);
  const lostPlaces = new Set(
    places.filter((place) => place.lost).map(({ partition, offset }) => `${partition}/${offset}`),
  );
  const days = new MissingDays(generation);
  for (let at = 0; at < places.length; at += CHUNK) {
    const chunk = places.slice(at, at + CHUNK);
    const seen = new Set<string>();
    const gone = await readAt(kafka, RECORDS, chunk, (message) => {
      const place = `${message.partition}/${message.offset}`;
      if (!seen.has(place)) days.add(message, place, lostPlaces.has(place));
      seen.add(place);
    });
    for (const { partition, offset } of gone) days.addGone(`${partition}/${offset}`);
  }
  const unread = lost + inFlight - places.length;
  const unreadLost = lost - lostPlaces.size;
  return { inFlight, lost, unread, days: days.days(), differences: [...days.differences(), ...notRead(unreadLost)] };
}

function placesOf(
  { partition, from, to, lost }: MissingRange,
  limit: number,
): { partition: number; offset: number; lost: boolean }[] {
  return Array.from({ length: Math.min(to - from, limit) }, (_, index) => ({ partition, offset: from + index, lost }));
}

function notRead(count: number): LedgerDifference[] {
  const what = 'lost records that were counted by their offsets and not read back; ask for the full ledger';
  return count === 0 ? [] : [difference('LOST', what, { system: null, day: null, found: String(count) })];
}

/** Counts by system and day; lists lost ones up to {@link LISTED} for each. */
class MissingDays {
  private readonly byDay = new Map<string, MissingDay>();
  private readonly lost: LedgerDifference[] = [];

  constructor(private readonly generation: number) {}

  add(message: Message, place: string, isLost: boolean): void {
    const system = (header(message, 'ce_source') ?? '').slice('/systems/'.length);
    const day = dayOf(message.appendedAtMs);
    const entry = this.entry(system, day);
    if (!isLost) {
      entry.inFlight += 1;
      return;
    }
    entry.lost += 1;
    if (entry.lost > LISTED) return;
    const coordinate = `${this.generation}/${place}`;
    this.lost.push(
      difference('LOST', 'a record of records.v1 that has no ledger line', {
        system,
        day,
        dossier: message.key,
        coordinate,
        page: header(message, 'ce_page'),
      }),
    );
  }

  addGone(place: string): void {
    const coordinate = `${this.generation}/${place}`;
    const what = 'an offset without a ledger line, removed from the log before it could be read back';
    this.lost.push(difference('LOST', what, { system: null, day: null, coordinate }));
  }

  days(): MissingDay[] {
    return [...this.byDay.values()];
  }

  differences(): LedgerDifference[] {
    const more = this.days().flatMap(({ system, day, lost }) => {
      const like = difference('LOST', '', { system, day });
      return lost > LISTED ? [rest(like, lost - LISTED)] : [];
    });
    return [...this.lost, ...more];
  }

  private entry(system: string, day: string): MissingDay {
    const name = `${system} ${day}`;
    const entry = this.byDay.get(name) ?? { system, day, inFlight: 0, lost: 0 };
    this.byDay.set(name, entry);
    return entry;
  }
}
