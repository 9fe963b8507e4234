import { membersOf } from '@lienthong/canonical';
import { MEMBERS } from '../../mapping/mapping';
import type { Rule, RuleFault } from '../rule';

/** Every field of the contract is mapped, or declared absent with a reason. */
export const fields: Rule = {
  code: 'FIELDS',
  about:
    'Every field of dossier.v1 is mapped, or declared in `without` as one the software does not have, with the reason.',
  prove({ adapter: { mapping } }) {
    const leaves = MEMBERS.flatMap((member) => leavesOf(`/${member}`));
    const mapped = [...new Set(mapping.describe().map(({ pointer }) => pointer))];
    const declared = Object.keys(mapping.without);
    const open = leaves.filter((leaf) => ![...mapped, ...declared].some((pointer) => covers(pointer, leaf)));
    const faults = [
      ...Object.entries(mapping.without).flatMap(([pointer, reason]) => declaration(pointer, reason, mapped, declared)),
      ...highest(open, leaves).map((pointer) => ({
        place: pointer,
        what: 'is neither mapped nor declared absent',
        suggestion: `map it, or say without: { '${pointer}': 'why the software has none' }`,
      })),
    ];
    const count = leaves.filter((leaf) => mapped.some((pointer) => covers(pointer, leaf))).length;
    const shown = `${leaves.length} fields of the contract: ${count} mapped, ${leaves.length - count - open.length} declared absent by ${declared.length} reasons`;
    return Promise.resolve({ applies: true, shown, faults });
  },
};

function declaration(
  pointer: string,
  reason: string,
  mapped: readonly string[],
  declared: readonly string[],
): RuleFault[] {
  const place = `without ${pointer}`;
  const isKnown = MEMBERS.some((member) => covers(`/${member}`, pointer)) && exists(pointer);
  if (!isKnown) return [{ place, what: 'is no field of dossier.v1 that a mapping can fill' }];
  if (reason.trim() === '') return [{ place, what: 'has no reason' }];
  const around = declared.find((other) => other !== pointer && covers(other, pointer));
  if (around !== undefined) return [{ place, what: `is declared by ${around} already` }];
  const found = mapped.find((one) => covers(one, pointer) || covers(pointer, one));
  return found === undefined ? [] : [{ place, what: `is mapped: ${found}`, suggestion: 'take it out of `without`' }];
}

/** Pointers of the values below a field, `*` for the entries of a set. */
function leavesOf(pointer: string): string[] {
  const isSet = membersOf(`${pointer}/*`) !== undefined;
  const here = isSet ? `${pointer}/*` : pointer;
  const members = membersOf(here) ?? [];
  return members.length === 0 ? [here] : members.flatMap((member) => leavesOf(`${here}/${member}`));
}

/** A field of the contract, its sets written with `*`. */
function exists(pointer: string): boolean {
  const names = pointer.split('/').slice(1);
  return names.every((name, at) => {
    const before = `/${names.slice(0, at).join('/')}`.replace(/\/$/, '');
    const isSet = membersOf(`${before}/*`) !== undefined;
    return isSet ? name === '*' : (membersOf(before) ?? []).includes(name);
  });
}

/** The fewest pointers that cover all open leaves and none of the others. */
function highest(open: readonly string[], leaves: readonly string[]): string[] {
  const found = new Set<string>();
  for (const leaf of open) {
    const names = leaf.split('/');
    const prefixes = names.map((_, at) => names.slice(0, at + 1).join('/')).slice(1);
    const isOpen = (prefix: string): boolean => leaves.every((other) => !covers(prefix, other) || open.includes(other));
    found.add(prefixes.find(isOpen) ?? leaf);
  }
  return [...found];
}

function covers(pointer: string, other: string): boolean {
  return other === pointer || other.startsWith(`${pointer}/`);
}
