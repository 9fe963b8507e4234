import { fieldClass } from '@lienthong/canonical';
import type { Adapter } from '../adapter';
import type { RawItem } from '../format';
import { mapper } from './mapper';
import type { Mapping } from './mapping';
import { masked, type Outcome } from './outcome';

/** An item that both mappings are given, and where it lies: a file and its number there. */
export interface GivenItem {
  readonly place: string;
  readonly item: RawItem;
}

/** A canonical field that the two mappings fill differently, or declare differently. Counts are of records. */
export interface FieldDifference {
  /** JSON Pointer, with `*` for the entries of a set; `identity` is the identity itself: another one is another dossier. */
  readonly field: string;
  added: number;
  removed: number;
  changed: number;
  /** Where the value comes from by each mapping, a line for each path and its rule; absent where a mapping has no such field. */
  readonly before?: string;
  readonly after?: string;
  /** The first three; values of persons are masked. */
  readonly examples: { readonly place: string; readonly before?: string; readonly after?: string }[];
}

/** Records that become something else: a dossier that is parked now, another cause, another rule of dropping. */
export interface OutcomeDifference {
  readonly before: string;
  readonly after: string;
  records: number;
  /** The first three. */
  readonly places: string[];
}

/** What a change of a mapping does to given records. */
export interface MappingDifferences {
  /** Versions of the two mappings. */
  readonly before: string;
  readonly after: string;
  readonly records: number;
  /** Records of which both make the same. */
  readonly equal: number;
  readonly outcomes: readonly OutcomeDifference[];
  /** By field; also those that are only declared otherwise and come out equal on every record. */
  readonly fields: readonly FieldDifference[];
}

const TOGETHER = 500;
const EXAMPLES = 3;
const IDENTITY = 'identity';

/**
 * What two adapters make of the same items, field by field. Items are streamed: memory holds five hundred and the result.
 * An item without bytes (too large) is passed over: no mapping sees it.
 */
export async function diffMappings(
  before: Adapter,
  after: Adapter,
  items: AsyncIterable<GivenItem>,
): Promise<MappingDifferences> {
  const comparison = new Comparison(before, after);
  let lot: GivenItem[] = [];
  for await (const item of items) {
    if (item.item.raw !== undefined) lot.push(item);
    if (lot.length < TOGETHER) continue;
    await comparison.add(lot);
    lot = [];
  }
  await comparison.add(lot);
  return comparison.result();
}

class Comparison {
  private readonly mappers;
  private readonly origins;
  private readonly fields = new Map<string, FieldDifference>();
  private readonly outcomes = new Map<string, OutcomeDifference>();
  private records = 0;
  private equal = 0;

  constructor(
    private readonly before: Adapter,
    private readonly after: Adapter,
  ) {
    this.mappers = [mapper(before), mapper(after)] as const;
    this.origins = [originsOf(before.mapping), originsOf(after.mapping)] as const;
  }

  async add(lot: readonly GivenItem[]): Promise<void> {
    const bytes = lot.map(({ item: { raw = Buffer.alloc(0), charset } }) => ({ raw, charset }));
    const [old, now] = await Promise.all(this.mappers.map(async (each) => await each.map('diff', bytes)));
    for (const [at, given] of lot.entries()) this.compare(given, old?.[at], now?.[at]);
  }

  result(): MappingDifferences {
    for (const field of new Set([...this.origins[0].keys(), ...this.origins[1].keys()]))
      if (this.origins[0].get(field) !== this.origins[1].get(field)) this.field(field);
    return {
      before: this.before.mapping.version,
      after: this.after.mapping.version,
      records: this.records,
      equal: this.equal,
      outcomes: [...this.outcomes.values()].sort((a, b) => b.records - a.records),
      fields: [...this.fields.values()].sort((a, b) => (a.field < b.field ? -1 : 1)),
    };
  }

  private compare({ place, item }: GivenItem, old?: Outcome, now?: Outcome): void {
    this.records += 1;
    const values = [valuesOf(old), valuesOf(now)] as const;
    const identities = [this.before, this.after].map(({ identity }) => identity.of(item.head));
    if (identities[0] !== undefined) values[0].set(IDENTITY, identities[0]);
    if (identities[1] !== undefined) values[1].set(IDENTITY, identities[1]);
    const isOther = kindOf(old) !== kindOf(now);
    if (isOther) this.outcome(kindOf(old), kindOf(now), place);
    const differing = this.values(place, ...values, isOther);
    if (!isOther && !differing) this.equal += 1;
  }

  /** Where only one is a dossier its fields say nothing: the identity alone is compared. */
  private values(place: string, old: Values, now: Values, isOther: boolean): boolean {
    const seen = new Set<string>();
    for (const at of new Set([...old.keys(), ...now.keys()])) {
      if (isOther && at !== IDENTITY) continue;
      const [was, is] = [old.get(at), now.get(at)];
      if (was === is) continue;
      const general = generalOf(at);
      const difference = this.field(this.declared(general));
      const change = was === undefined ? 'added' : is === undefined ? 'removed' : 'changed';
      const count = `${difference.field} ${change}`;
      if (!seen.has(count)) difference[change] += 1;
      seen.add(count);
      if (difference.examples.length < EXAMPLES && difference.examples.every((one) => one.place !== place))
        difference.examples.push({ place, ...shown('before', general, was), ...shown('after', general, is) });
    }
    return seen.size > 0;
  }

  /** The field of a mapping that fills a place: `/occurredAt` for the day and the precision in it. */
  private declared(pointer: string): string {
    for (let at = pointer; at !== ''; at = at.slice(0, at.lastIndexOf('/'))) {
      if (this.origins.some((origins) => origins.has(at))) return at;
      if (!at.includes('/')) break;
    }
    return pointer;
  }

  private field(name: string): FieldDifference {
    const [before, after] = this.origins.map((origins) => origins.get(name));
    const known = this.fields.get(name) ?? {
      ...{ field: name, added: 0, removed: 0, changed: 0 },
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      examples: [],
    };
    this.fields.set(name, known);
    return known;
  }

  private outcome(before: string, after: string, place: string): void {
    const known = this.outcomes.get(`${before}\n${after}`) ?? { before, after, records: 0, places: [] };
    known.records += 1;
    if (known.places.length < EXAMPLES) known.places.push(place);
    this.outcomes.set(`${before}\n${after}`, known);
  }
}

/** Values of a document by pointer; an entry of a set stands under its key, so that a new one before it moves nothing. */
type Values = Map<string, string>;

function valuesOf(outcome: Outcome | undefined): Values {
  const values: Values = new Map();
  if (outcome?.kind === 'dossier') {
    const { system: _, ...document } = outcome.document;
    gather(document, '', values);
  }
  return values;
}

function gather(value: unknown, pointer: string, values: Values): void {
  if (Array.isArray(value)) return gatherEntries(value, pointer, values);
  if (typeof value !== 'object' || value === null) {
    if (value !== undefined) values.set(pointer, typeof value === 'string' ? value : JSON.stringify(value));
    return;
  }
  for (const [name, member] of Object.entries(value)) gather(member, `${pointer}/${name}`, values);
}

function gatherEntries(entries: readonly unknown[], pointer: string, values: Values): void {
  const met = new Map<string, number>();
  for (const [at, entry] of entries.entries()) {
    const { key, ...rest } = isObject(entry) ? entry : { key: undefined };
    const own = key === undefined ? `*${at}` : `*${JSON.stringify(key).replaceAll('/', ' ')}`;
    const ordinal = met.get(own) ?? 0;
    met.set(own, ordinal + 1);
    const place = `${pointer}/${ordinal === 0 ? own : `${own}#${ordinal}`}`;
    if (key !== undefined) values.set(`${place}/key`, '');
    gather(isObject(entry) ? rest : entry, place, values);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function generalOf(pointer: string): string {
  return pointer.replaceAll(/\/\*[^/]*/g, '/*');
}

function kindOf(outcome: Outcome | undefined): string {
  if (outcome?.kind === 'dropped') return `dropped: ${outcome.rule}`;
  if (outcome?.kind === 'parked') return `parked: ${outcome.cause}${outcome.field ? ` at ${outcome.field}` : ''}`;
  return 'dossier';
}

/** An identity is no value of a person: it is the display of the record's own number. */
function shown(side: 'before' | 'after', field: string, value: string | undefined): object {
  if (value === undefined || value === '') return {};
  const isPublic = field === IDENTITY || field.startsWith('/findings') || fieldClass(field) === 'PUBLIC';
  return { [side]: isPublic ? value : masked(value) };
}

function originsOf(mapping: Mapping): Map<string, string> {
  const origins = new Map<string, string>();
  for (const { pointer, path, rule } of mapping.describe()) {
    const known = origins.get(pointer);
    const own = path === '' ? rule : `${path}: ${rule}`;
    origins.set(pointer, known === undefined ? own : `${known}\n${own}`);
  }
  return origins;
}
