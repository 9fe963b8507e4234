import { changedOf } from '../../source';
import { matters, played } from '../fakes/life';
import { putAt } from '../fakes/put-at';
import { soundLook } from '../fakes/look';
import { stepsOf, textAt } from '../../path';
import type { Rule, RuleFault, Subject } from '../rule';
import type { SampleRecord } from '../sample-files';

/** Fields that change in the life of a matter. */
const CHANGING =
  /^\/(status|finishedAt|returnedAt|handler|note|timeline|dueDates|supplements|payments|result|delivery|deleted)(\/|$)/;
const MATTERS = 30;

/** An identity names one matter for all time. */
export const identityRule: Rule = {
  code: 'IDENTITY',
  about:
    'In samples and in the life of the fake no two matters share an identity and none changes with a new version; it is NFC and holds no member that changes. Whether the software gives a number again in years no sample shows cannot be proven here: samples of two years would show it.',
  async prove(subject) {
    const records = subject.samples.flatMap((file) => file.records);
    const named = records.filter(({ identity }) => identity !== undefined);
    const dossiers = named.filter(({ outcome }) => outcome.kind === 'dossier');
    const faults = [
      ...nameless(subject),
      ...shared(dossiers),
      ...changed(dossiers),
      ...moving(subject),
      ...uncomposed(subject, named),
    ];
    const lived = await played(subject, (software, found) => life(subject, software, found));
    if (lived.applies) faults.push(...lived.faults);
    const told = lived.applies ? lived.shown : `no life of a fake: ${lived.because}`;
    return { applies: true, shown: `${named.length} items of samples with an identity; ${told}`, faults };
  },
};

/** Dossiers none of which has an identity: each record would be parked, and there is nothing that a fake could play. */
function nameless({ adapter: { identity }, samples }: Subject): RuleFault[] {
  const dossiers = samples.flatMap((file) => file.records).filter(({ outcome }) => outcome.kind === 'dossier');
  const [first] = dossiers;
  if (first === undefined || dossiers.some((record) => record.identity !== undefined)) return [];
  const isDeeper = first.tree !== undefined && identity.of(first.tree) !== undefined;
  const paths = identity.paths.join(', ');
  const what = isDeeper
    ? `is at ${paths}, which is not a member of the item itself: it is read from those alone, and no sample has one`
    : `is at ${paths}, and no sample has it there`;
  const suggestion = isDeeper
    ? 'name members that stand directly in the item; where the software has none, the city has to be asked'
    : 'name the members that tell one dossier from all others';
  return [{ place: 'identity', what, suggestion }];
}

/** What tells one matter from another in its dossier: its other numbers by their schemes, and when it was received. */
function traits({ outcome }: SampleRecord): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (outcome.kind !== 'dossier') return found;
  const { identifiers, receivedAt, submittedAt } = outcome.document as unknown as Traits;
  for (const { scheme, value } of identifiers) found.set(`identifier ${scheme}`, value);
  if (receivedAt) found.set('year of receipt', receivedAt.at.slice(0, 4));
  if (submittedAt) found.set('year of submission', submittedAt.at.slice(0, 4));
  return found;
}

interface Traits {
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly receivedAt?: { readonly at: string };
  readonly submittedAt?: { readonly at: string };
}

/** One identity, and something in which two matters differ. */
function shared(records: readonly SampleRecord[]): RuleFault[] {
  const first = new Map<string, SampleRecord>();
  return records.flatMap((record) => {
    const before = first.get(record.identity ?? '');
    if (before === undefined) first.set(record.identity ?? '', record);
    const known = before === undefined ? new Map<string, string>() : traits(before);
    const differing = [...traits(record)].find(([name, value]) => (known.get(name) ?? value) !== value);
    if (before === undefined || differing === undefined) return [];
    const what = `has the identity of ${before.place}, and another ${differing[0]}`;
    return [{ place: record.place, what, suggestion: 'join it with what tells them apart, such as the year: identity([year, number])' }]; // prettier-ignore
  });
}

/** Two identities, and every number of one matter. */
function changed(records: readonly SampleRecord[]): RuleFault[] {
  const first = new Map<string, SampleRecord>();
  return records.flatMap((record) => {
    const numbers = [...traits(record)].filter(([name]) => name.startsWith('identifier'));
    if (numbers.length === 0) return [];
    const key = JSON.stringify(numbers);
    const before = first.get(key);
    if (before === undefined) first.set(key, record);
    if (before === undefined || before.identity === record.identity) return [];
    return [{ place: record.place, what: `has every number of ${before.place}, and another identity` }];
  });
}

/** A member of the identity that the mapping reads as something that changes, or by which the software is read. */
function moving({ adapter }: Subject): RuleFault[] {
  const { mapping, identity, source } = adapter;
  const parts = identity.paths.flatMap((path) => path.split(/\s+\|\s+/));
  const rows = mapping.describe().filter(({ pointer }) => CHANGING.test(pointer) && !pointer.endsWith('/key'));
  const faults = rows
    .filter(({ path }) => path.split(' | ').some((one) => parts.includes(one)))
    .map(({ pointer, path }) => ({ place: 'identity', what: `holds ${path}, which is ${pointer} and changes` }));
  const { protocol } = source;
  const changed = changedOf(protocol);
  if (changed === undefined || !parts.includes(changed)) return faults;
  return [...faults, { place: 'identity', what: `holds ${changed}, the time of the last change` }];
}

/** The same name in two ways of writing it is one identity. */
function uncomposed({ adapter: { identity } }: Subject, records: readonly SampleRecord[]): RuleFault[] {
  const faults = records
    .filter((record) => record.identity !== record.identity?.normalize('NFC'))
    .map(({ place }) => ({ place, what: 'has an identity that is not NFC' }));
  const tree = records.find((record) => record.tree !== undefined)?.tree;
  const path = identity.paths.at(-1);
  if (tree === undefined || path === undefined || stepsOf(path).length === 0) return faults;
  const [composed, decomposed] = ['Hồ-1', 'Hồ-1'.normalize('NFD')].map((text) => {
    const node = structuredClone(tree);
    putAt(node, path, text);
    return textAt(path)(node) === text ? identity.of(node) : undefined;
  });
  if (composed === decomposed) return faults;
  return [...faults, { place: 'identity', what: 'differs between composed and decomposed letters', suggestion: "normalize('NFC')" }]; // prettier-ignore
}

async function life(
  subject: Subject,
  software: Parameters<Parameters<typeof played>[1]>[0],
  faults: RuleFault[],
): Promise<string> {
  const { now } = software;
  const rows = matters(MATTERS, 1, (number) => now - 7_200_000 + number * 60_000);
  await software.hand(rows);
  const first = await soundLook(subject, software);
  software.tick(3_600_000);
  await software.hand(rows.map((row) => ({ ...row, version: 2, at: software.now - 1_000 - row.id * 1_000 })));
  const second = await soundLook(subject, software, first.last);
  const names = new Map<string, Set<string>>();
  const owners = new Map<string, Set<string>>();
  for (const { item, mark } of [...first.pages, ...second.pages].flatMap(({ seen }) => seen)) {
    const id = mark.split('.')[0] ?? '';
    const identity = item.identity ?? 'none';
    names.set(id, (names.get(id) ?? new Set()).add(identity));
    owners.set(identity, (owners.get(identity) ?? new Set()).add(id));
  }
  const renamed = [...names.values()].filter(({ size }) => size > 1).length;
  const merged = [...owners.values()].filter(({ size }) => size > 1).length;
  if (renamed > 0) faults.push({ place: 'life of the fake', what: `${renamed} of ${MATTERS} matters have another identity in their second version` }); // prettier-ignore
  if (merged > 0) faults.push({ place: 'life of the fake', what: `${merged} identities belong to several matters` });
  return `${MATTERS} matters of the fake in 2 versions`;
}
