import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fieldClass } from '@lienthong/canonical';
import type { Adapter } from '../../adapter';
import { Malformed } from '../../format';
import type { OriginRow } from '../../mapping/field';
import { masked } from '../../mapping/outcome';
import { nearMember } from '../../mapping/suggest';
import type { Rule, RuleFault } from '../rule';
import type { SampleRecord } from '../sample-files';
import { contractFault, expectedOf, outcomesOf, type Sample, type SampleItem } from '../samples';

/** How a difference ends where a value is no longer there. */
const NOTHING = 'it becomes nothing';
/** So many differing fields of one sample are told. */
const MOST = 20;

/** The samples say what becomes of what the software writes, and that is what becomes of it. */
export const sampleOutcomes: Rule = {
  code: 'SAMPLES',
  about:
    'Each sample becomes what its .out.json says, every dossier of them keeps the contract, and there is at least one.',
  async prove({ adapter, folder, samples }) {
    const faults: RuleFault[] = lonely(folder);
    const count = { dossier: 0, parked: 0, dropped: 0 };
    let living = 0;
    for (const { sample, records } of samples) {
      const { items, fault } = await became(adapter, sample);
      if (fault) faults.push(fault);
      for (const { outcome } of items) count[outcome.kind] += 1;
      living += items.filter(({ outcome }) => outcome.kind === 'dossier' && !outcome.document.deleted).length;
      faults.push(...broken(sample, items), ...(fault ? [] : different(adapter, sample, items, records)));
    }
    if (living === 0)
      faults.push({
        place: 'samples',
        what: count.dossier === 0 ? 'hold no item that becomes a dossier' : 'hold no dossier that is not deleted',
        suggestion: 'add samples/<name>.in.<ending> as the software writes it, then --update writes its .out.json',
      });
    const shown = `${samples.length} samples: ${count.dossier} dossiers, ${count.parked} parked, ${count.dropped} dropped`;
    return { applies: true, shown, faults };
  },
};

/** Files that say what becomes of nothing. */
function lonely(folder: string): RuleFault[] {
  let names: string[] = [];
  try {
    names = readdirSync(join(folder, 'samples'));
  } catch {
    return [];
  }
  return names
    .filter((name) => name.endsWith('.out.json'))
    .filter((name) => !names.some((other) => other.startsWith(name.replace(/\.out\.json$/, '.in.'))))
    .map((name) => ({ place: `samples/${name}`, what: 'has no sample: no file of this name with .in. in it' }));
}

async function became(adapter: Adapter, { input }: Sample): Promise<{ items: SampleItem[]; fault?: RuleFault }> {
  try {
    return { items: await outcomesOf(adapter, input) };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    const { place, reason, rule } = error;
    return { items: [], fault: { place: `samples/${basename(input)} ${place}`, what: `${reason}: ${rule}` } };
  }
}

function broken({ input }: Sample, items: readonly SampleItem[]): RuleFault[] {
  return items.flatMap(({ outcome }, at) => {
    const what = outcome.kind === 'dossier' ? contractFault(outcome.document) : undefined;
    return what === undefined ? [] : [{ place: `samples/${basename(input)} item ${at + 1}`, what }];
  });
}

function different(
  { mapping }: Adapter,
  sample: Sample,
  items: readonly SampleItem[],
  records: readonly SampleRecord[],
): RuleFault[] {
  const file = `samples/${basename(sample.expected)}`;
  let expected: unknown;
  try {
    expected = expectedOf(sample);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const suggestion = isMissing
      ? '--update writes what becomes of the sample now; look at it'
      : 'mend it, or delete it and let --update write it';
    return [{ place: file, what: isMissing ? 'is missing' : 'is no JSON', suggestion }];
  }
  const others = records.flatMap((record, at) => something(expected, record, at));
  const isOther = new Set(others.map(({ at }) => at));
  const same = (list: readonly unknown[]): unknown[] => list.map((item, at) => (isOther.has(at) ? undefined : item));
  const [before, after] = [Array.isArray(expected) ? same(expected as unknown[]) : expected, same(items)];
  const origins = mapping.describe();
  const faults = [...differences(before, after, '')].map(({ pointer, what }) => {
    const { from, near } = what.endsWith(NOTHING) ? missed(pointer, origins, records) : {};
    const suggestion = near ?? 'mend the mapping, or --update where the new value is right';
    return { place: `${file} ${pointer || '/'}`, what: `${what}${from ? ` from ${from}` : ''}`, suggestion };
  });
  const all = [...others.map(({ fault }) => fault), ...faults];
  const more = all.length - MOST;
  return more > 0 ? [...all.slice(0, MOST), { place: file, what: `and ${more} more places differ` }] : all;
}

/** Where a value that is no longer there was looked for, and the member of the item that is nearly named so. */
function missed(
  pointer: string,
  origins: readonly OriginRow[],
  records: readonly SampleRecord[],
): { from?: string; near?: string } {
  const [, at = '', field = ''] = /^\/(\d+)\/outcome\/document(\/.*)$/.exec(pointer) ?? [];
  const tree = records[Number(at)]?.tree;
  const set = field.replaceAll(/\/\d+(?=\/|$)/g, '/*');
  const rows = origins.filter((row) => row.path !== '' && (row.pointer === set || row.pointer.startsWith(`${set}/`)));
  for (const { path } of rows) {
    const near = tree && path.split(' | ').map((one) => nearMember(tree, one)).find((one) => one !== undefined); // prettier-ignore
    if (near !== undefined) return { from: path, near };
  }
  return rows[0] ? { from: rows[0].path } : {};
}

/** An item that becomes something else than the sample says: what it becomes and why is one thing to mend. */
function something(
  expected: unknown,
  { place, outcome }: SampleRecord,
  at: number,
): { at: number; fault: RuleFault }[] {
  const item = (Array.isArray(expected) ? expected[at] : undefined) as
    { outcome?: { kind?: string } } | null | undefined;
  const said = item?.outcome;
  if (said?.kind === undefined || said.kind === outcome.kind) return [];
  const head = `is ${said.kind} by its .out.json, and becomes ${outcome.kind}`;
  if (outcome.kind !== 'parked') return [{ at, fault: { place, what: head, suggestion: 'mend the mapping, or --update where that is right' } }]; // prettier-ignore
  const { cause, field, path, rule, sample, suggestion } = outcome;
  const where = [field, path === undefined ? undefined : `from ${path}`].filter((part) => part !== undefined).join(' ');
  const what = `${head}: ${cause}${where && ` at ${where}`}: ${rule}${sample === undefined ? '' : `; its value looks like ${sample}`}`; // prettier-ignore
  return [{ at, fault: { place, what, ...(suggestion !== undefined && { suggestion }) } }];
}

/** Pointers at which two JSON values differ, as deep as they can be told apart. */
function* differences(before: unknown, after: unknown, pointer: string): Generator<{ pointer: string; what: string }> {
  if (isBranch(before) && isBranch(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
      yield* differences(before[name], after[name], `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  } else if (before !== after) {
    yield { pointer, what: `the sample says ${shown(before, pointer)}, and it becomes ${shown(after, pointer)}` };
  }
}

function shown(value: unknown, pointer: string): string {
  if (value === undefined) return 'nothing';
  if (isBranch(value)) return Array.isArray(value) ? 'a list' : 'an object';
  return JSON.stringify(isOpen(pointer) ? value : masked(`${value as string | number | boolean | null}`));
}

/** Whether a value may be shown: it is public by the contract, or no part of a dossier. Keys are made of raw values. */
function isOpen(pointer: string): boolean {
  const within = /^\/\d+\/outcome\/document(\/.*)$/.exec(pointer)?.[1];
  if (within === undefined || within.startsWith('/findings/')) return true;
  return !/\/key(\/|$)/.test(within) && (fieldClass(within) === 'PUBLIC' || /^\/(system|deleted)$/.test(within));
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
