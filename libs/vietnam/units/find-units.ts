import { exactName, foldName } from '../values/search-text';
import { UNITS, type Unit } from './unit-table';
import { isValidOn, requireKnown } from './units';

/** A unit that a name may mean. */
export interface UnitMatch {
  readonly unit: Unit;
  /** EXACT: the diacritics agree, wherever the tone mark stands (Hòa, Hoà). FOLDED: only the letters below them do. */
  readonly match: 'EXACT' | 'FOLDED';
}

/** Where to look. */
export interface FindOptions {
  /** Code of the district or province that holds the unit. */
  readonly within?: string;
  readonly level?: Unit['level'];
}

/** The words before a name that say its kind, each as the words of {@link exactName}; the long ones first. */
const PREFIXES: readonly (readonly [string, Unit['kind']])[] = [
  ['thành phố', 'THANH_PHO'],
  ['thị trấn', 'THI_TRAN'],
  ['thị xã', 'THI_XA'],
  ['phường', 'PHUONG'],
  ['huyện', 'HUYEN'],
  ['quận', 'QUAN'],
  ['xã', 'XA'],
  ['tp', 'THANH_PHO'],
  ['tt', 'THI_TRAN'],
  ['tx', 'THI_XA'],
  ['p', 'PHUONG'],
  ['h', 'HUYEN'],
  ['q', 'QUAN'],
  ['x', 'XA'],
];

const index = UNITS.map((unit) => ({ unit, exact: keyOf(exactName(unit.name)), folded: keyOf(foldName(unit.name)) }));
const parents = new Map(UNITS.map(({ code, parent }) => [code, parent]));

/**
 * The units of a day that a name may mean, in the order of their codes. The kind may stand before it (`Phường Kim Mã`,
 * `P. Kim Mã`) and must then agree. A name that fits no unit exactly is sought without its diacritics, and what is found
 * so is marked FOLDED. Several units may bear one name, in one district or in many: all are given, none is preferred.
 *
 * @throws RangeError for a day that is not known
 */
export function findUnits(name: string, date: string, { within, level }: FindOptions = {}): UnitMatch[] {
  requireKnown(date);
  const found = index.filter(
    ({ unit }) =>
      isValidOn(unit, date) &&
      (level === undefined || unit.level === level) &&
      (within === undefined || isIn(unit, within)),
  );
  const exact = readings(exactName(name));
  const exactly = found.filter((entry) => exact.some((reading) => fits(reading, entry.unit, entry.exact)));
  if (exactly.length > 0) return exactly.map(({ unit }) => ({ unit, match: 'EXACT' }));
  const folded = readings(foldName(name));
  const loosely = found.filter((entry) => folded.some((reading) => fits(reading, entry.unit, entry.folded)));
  return loosely.map(({ unit }) => ({ unit, match: 'FOLDED' }));
}

/** A name as it may be meant: as it stands, and as a name after the words of a kind. */
interface NameReading {
  readonly key: string;
  readonly kind?: Unit['kind'];
}

function readings(words: readonly string[]): NameReading[] {
  const text = words.join(' ');
  const prefix = PREFIXES.find(
    ([prefixed]) => text.startsWith(`${prefixed} `) || text.startsWith(`${fold(prefixed)} `),
  );
  const rest = prefix && text.slice(prefix[0].length + 1);
  return [{ key: text }, ...(prefix && rest ? [{ key: rest, kind: prefix[1] }] : [])];
}

function fits({ key, kind }: NameReading, unit: Unit, name: string): boolean {
  return key === name && (kind === undefined || kind === unit.kind);
}

function isIn({ parent }: Unit, within: string): boolean {
  return parent !== undefined && (parent === within || parents.get(parent) === within);
}

function keyOf(words: readonly string[]): string {
  return words.join(' ');
}

function fold(text: string): string {
  return keyOf(foldName(text));
}
