import type { SampleItem } from '../samples';

/** Members of a document whose values are words of the contract, the same for many records. */
const WORD = /^[A-Z][A-Z_0-9]*$/;

/**
 * What is special about an outcome: its kind and cause, its words of the contract (statuses, kinds, roles), its findings,
 * the members that are filled, and which of them are together. No value of the source is in it.
 */
export function traitsOf({ identity, outcome }: SampleItem): string[] {
  const isIdentified = `identity ${identity !== null}`;
  if (outcome.kind === 'parked')
    return [isIdentified, `parked ${outcome.cause} ${outcome.field ?? outcome.path ?? ''}`];
  if (outcome.kind === 'dropped') return [isIdentified, `dropped ${outcome.rule}`];
  const found = new Set<string>();
  collect(outcome.document, '', found);
  const traits = [...found].sort();
  return [isIdentified, ...traits, `together ${traits.join()}`];
}

/**
 * The items that show the most, at most so many of them: each brings a trait that none before it has; of two that bring as
 * many, the shorter one. Ends where nothing new is left.
 */
export function variedItems<Item>(
  items: readonly Item[],
  most: number,
  about: (item: Item) => { traits: readonly string[]; size: number },
): Item[] {
  // prettier-ignore
  const left = items.map((item) => ({ item, ...about(item) }));
  const seen = new Set<string>();
  const chosen: Item[] = [];
  while (chosen.length < most) {
    const counted = left.map(({ traits, size }) => ({
      count: traits.filter((trait) => !seen.has(trait)).length,
      size,
    }));
    const best = counted.reduce((a, b, at) => (isBetter(b, counted[a]) ? at : a), 0);
    const [next] = (counted[best]?.count ?? 0) > 0 ? left.splice(best, 1) : [];
    if (next === undefined) break;
    next.traits.forEach((trait) => seen.add(trait));
    chosen.push(next.item);
  }
  return chosen;
}

function isBetter(one: { count: number; size: number }, other?: { count: number; size: number }): boolean {
  return other === undefined || one.count > other.count || (one.count === other.count && one.size < other.size);
}

function collect(value: unknown, pointer: string, found: Set<string>): void {
  if (Array.isArray(value)) {
    for (const one of value) collect(one, `${pointer}/*`, found);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) collect(member, `${pointer}/${name}`, found);
  } else {
    const isWord = typeof value === 'string' && isOfContract(pointer) && WORD.test(value);
    found.add(isWord || typeof value === 'boolean' ? `${pointer} ${String(value)}` : pointer);
  }
}

/** Fields the contract gives words to; a code of the software may look like one and be another in every record. */
function isOfContract(pointer: string): boolean {
  return /\/(?:kind|role|sex|channel|filedBy|level|code|precision|method|form|state|severity)$/.test(pointer) && !/^\/(?:units|result|components)\//.test(pointer); // prettier-ignore
}
