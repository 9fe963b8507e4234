import { dayNumber, dayOf } from '../calendar/local-time';
import { HANOI_SUCCESSIONS } from './hanoi-successions';
import type { Unit } from './unit-table';
import { isValidOn, requireKnown, unitAt, unitsAt } from './units';

/**
 * What a unit became, or came from. SAME: it is still, or was already, that very unit with all its territory. SUCCEEDED:
 * all of it went into exactly one other, or came from exactly one. CANDIDATES: several, or a part on any step of the
 * way; which of them a person or place belongs to takes an address or a decision, and is never told from the code.
 */
export interface Succession {
  readonly kind: 'SAME' | 'SUCCEEDED' | 'CANDIDATES';
  /** In the order of codes; never empty. */
  readonly units: readonly Unit[];
}

/** One day on which units changed, after its resolution; `whole` when the old unit gave all it had. */
interface Change {
  readonly on: string;
  readonly eve: string;
  readonly steps: readonly { readonly from: string; readonly into: string; readonly whole: boolean }[];
}

/** A unit on the way, and whether the step to it was a whole one. */
type Reached = readonly [unit: Unit, whole: boolean];

const CHANGES: readonly Change[] = HANOI_SUCCESSIONS.map(({ on, made }) => ({
  on,
  eve: dayOf(dayNumber(on) - 1),
  steps: [...made.matchAll(/(\d{5})<([^,\n]+)/g)].flatMap(([, into = '', sources = '']) =>
    sources.split(' ').map((source) => ({ from: source.replace('~', ''), into, whole: !source.startsWith('~') })),
  ),
}));

/**
 * What the unit that a code named on `date` has become by `onDate`; nothing when the code named no unit. Each change in
 * between is followed. A district has, after July 2025, the wards that its wards went into as candidates. Boundaries
 * moved between units that both went on (Cổ Nhuế 1 and Nghĩa Tân in 2021) are in no list and not told.
 *
 * @throws RangeError for a day that is not known, or when `onDate` is the earlier one
 */
export function successors(code: string, date: string, onDate: string): Succession | undefined {
  requireKnown(onDate);
  if (onDate < date) throw new RangeError(`Successors of ${date} are asked for on a later day than ${onDate}.`);
  const changes = CHANGES.filter(({ on }) => date < on && on <= onDate);
  return followed(unitAt(code, date), changes, intoOf);
}

/**
 * What the unit that a code names on `date` was on the earlier `onDate`: every unit that gave it something. Nothing when
 * the code names no unit.
 *
 * @throws RangeError for a day that is not known, or when `onDate` is the later one
 */
export function predecessors(code: string, date: string, onDate: string): Succession | undefined {
  requireKnown(onDate);
  if (date < onDate) throw new RangeError(`Predecessors of ${date} are asked for on an earlier day than ${onDate}.`);
  const changes = CHANGES.filter(({ on }) => onDate < on && on <= date);
  return followed(unitAt(code, date), changes.reverse(), fromOf);
}

/** A unit followed through changes; a unit that is reached is whole when every step of every way to it was. */
function followed(
  unit: Unit | undefined,
  changes: readonly Change[],
  stepsOf: (unit: Unit, change: Change) => Reached[],
): Succession | undefined {
  if (unit === undefined) return undefined;
  let reached = new Map<Unit, boolean>([[unit, true]]);
  for (const change of changes) {
    const next = new Map<Unit, boolean>();
    for (const [one, whole] of reached) {
      for (const [other, all] of stepsOf(one, change)) next.set(other, (next.get(other) ?? true) && whole && all);
    }
    reached = next;
  }
  const units = [...reached.keys()].sort((one, other) => (one.code < other.code ? -1 : 1));
  if (units.length > 1 || [...reached.values()].includes(false)) return { kind: 'CANDIDATES', units };
  return { kind: reached.has(unit) ? 'SAME' : 'SUCCEEDED', units };
}

/** What a unit of the eve led into on the day of a change. */
function intoOf(unit: Unit, change: Change): Reached[] {
  const told = change.steps.filter(({ from }) => from === unit.code);
  if (told.length > 0) return told.flatMap(({ into, whole }) => reachedAt(into, change.on, whole));
  if (isValidOn(unit, change.on)) return [[unit, true]];
  const wards = unitsAt(change.eve, 'WARD').filter(({ parent }) => parent === unit.code);
  return wards.flatMap((ward) => intoOf(ward, change)).map(([ward]) => [ward, false]);
}

/** What a unit of the day of a change was made of on its eve. */
function fromOf(unit: Unit, { eve, steps }: Change): Reached[] {
  const told = steps.filter(({ into }) => into === unit.code).flatMap(({ from, whole }) => reachedAt(from, eve, whole));
  // A unit that went on and gave a part away is among the told ones as a part, which outweighs this step.
  return isValidOn(unit, eve) ? [...told, [unit, true]] : told;
}

function reachedAt(code: string, date: string, whole: boolean): Reached[] {
  const unit = unitAt(code, date);
  return unit === undefined ? [] : [[unit, whole]];
}
