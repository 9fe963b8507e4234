import { splitPersonal, fieldClass, type Dossier } from '@lienthong/canonical';
import { foldWord } from '@lienthong/vietnam';
import { mapper } from '../../mapping/mapper';
import type { Outcome } from '../../mapping/outcome';
import type { Node } from '../../node';
import { nodesAt, stepsOf } from '../../path';
import { captured } from '../captured';
import { look } from '../fakes/look';
import { softwareOf } from '../fakes/software-of';
import { briefLife } from '../fakes/life';
import type { SampleRecord } from '../sample-files';
import type { Rule, RuleFault, Subject } from '../rule';

/** Shorter words stand in any text by chance. */
const SHORTEST = 4;

/** Personal values stay in the dossier. */
export const privacy: Rule = {
  code: 'PRIVACY',
  about:
    'No personal value of a sample, whole or by a word of four letters and more, is printed or stands in a fault, a finding, a suggestion or what is told of a parked record.',
  async prove(subject) {
    const { adapter } = subject;
    const records = subject.samples.flatMap((file) => file.records);
    const known = new Set(folded([adapter.about, ...vocabulary(subject)].join(' ')));
    const mapping = mapper(adapter);
    const faults: RuleFault[] = [];
    let count = 0;
    for (const record of records) {
      const values = personalOf(subject, record);
      count += values.length;
      const { raw, charset } = record.item;
      if (raw === undefined) continue;
      const { value, output } = await captured(async () => (await mapping.map('sample', [{ raw, charset }]))[0]);
      const texts = [['what is printed', output], ...toldOf(value)] as const;
      for (const [where, text] of texts) {
        const found = values.find((one) => holds(text, one, known));
        if (found) faults.push({ place: record.place, what: `${where} holds a value of ${found.path}` });
      }
    }
    const life = await lived(subject, records, known, faults);
    return { applies: true, shown: `${count} personal values of ${records.length} items of samples; ${life}`, faults };
  },
};

/** A personal value, and where it stands in the item. */
interface Personal {
  readonly path: string;
  readonly value: string;
}

/** Personal values of an item: what the mapping reads into personal fields, also where the record is parked. */
function personalOf({ adapter }: Subject, { tree, outcome }: SampleRecord): Personal[] {
  const read = adapter.mapping
    .describe()
    .filter(({ pointer, path }) => path !== '' && isPersonal(pointer))
    .flatMap(({ path }) => valuesAt(tree ?? {}, path).map((value) => ({ path, value })));
  if (outcome.kind !== 'dossier') return read;
  const { personal } = splitPersonal(outcome.document as unknown as Dossier);
  const mapped = Object.entries(personal).flatMap(([path, value]) =>
    textsIn(isMoment(value) ? value.at : value).map((text) => ({ path, value: text })),
  );
  return [...read, ...mapped];
}

/** How exact a time is says nothing of it. */
function isMoment(value: unknown): value is { at: string } {
  return typeof value === 'object' && value !== null && 'at' in value && 'precision' in value;
}

function isPersonal(pointer: string): boolean {
  const found = fieldClass(pointer) ?? fieldClass(`${pointer}/at`) ?? fieldClass(`${pointer}/code`);
  return found === 'BASIC' || found === 'SENSITIVE';
}

function valuesAt(tree: Node, path: string): string[] {
  return path.split(' | ').flatMap((one) => {
    const [steps = []] = stepsOf(one);
    const leaf = steps.at(-1)?.name ?? '';
    const parent = /^(.*)\/[^/]*$/.exec(one)?.[1];
    const nodes = parent === undefined ? [tree] : nodesAt(parent)(tree);
    return nodes.flatMap((node) => textsIn(node[leaf]));
  });
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => textsIn(one)) : [];
}

/** What is told of an item outside of its dossier. */
function toldOf(outcome: Outcome | undefined): [where: string, text: string][] {
  if (outcome === undefined) return [];
  if (outcome.kind === 'dropped') return [['the rule of the dropped record', outcome.rule]];
  if (outcome.kind === 'dossier') {
    return outcome.document.findings.flatMap(({ code, rule, path }): [string, string][] => [
      [`the finding ${code}`, `${rule} ${path}`],
    ]);
  }
  const { cause, rule, sample = '', suggestion = '', path = '' } = outcome;
  return [
    [`the parked record (${cause})`, `${cause} ${rule} ${path}`],
    [`the masked sample (${cause})`, sample],
    [`the suggestion (${cause})`, suggestion],
  ];
}

/** Words that stand in the mapping and in the names of members: nothing of a record. */
function vocabulary({ adapter, samples }: Subject): string[] {
  const rows = adapter.mapping.describe().map(({ pointer, path, rule }) => `${pointer} ${path} ${rule}`);
  const trees = samples.flatMap(({ records }) => records.map(({ tree }) => tree ?? {}));
  return [...rows, ...trees.flatMap((tree) => namesIn(tree))];
}

function namesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap((one) => namesIn(one));
  return Array.isArray(value) ? inner : [...Object.keys(value), ...inner];
}

function holds(text: string, { value }: Personal, known: ReadonlySet<string>): boolean {
  if (text === '' || value.trim().length < SHORTEST) return false;
  const [found, words] = [folded(text), folded(value)];
  if (!words.some((word) => !known.has(word))) return false;
  if (` ${found.join(' ')} `.includes(` ${words.join(' ')} `)) return true;
  const all = new Set(found);
  return words.some((word) => word.length >= SHORTEST && !known.has(word) && all.has(word));
}

/** Words without case and marks, in their order. */
function folded(text: string): string[] {
  const words = text.normalize('NFC').toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? []; // prettier-ignore
  return words.map((word) => foldWord(word));
}

/** The software is read with everything that may go wrong: what is printed and what the faults say. */
async function lived(
  subject: Subject,
  records: readonly SampleRecord[],
  known: ReadonlySet<string>,
  faults: RuleFault[],
): Promise<string> {
  const software = await softwareOf(subject);
  if (typeof software === 'string') return 'the software was not played';
  const values = records.flatMap((record) => personalOf(subject, record));
  try {
    await briefLife(software);
    const list = software.disturbances().filter(({ deadlineMs, ends }) => deadlineMs === undefined && ends !== 'whole');
    for (const disturbance of list) {
      await disturbance.start(3);
      const { value, output } = await captured(() => look(subject, software));
      await disturbance.stop();
      for (const [where, text] of [
        ['what is printed', output],
        ['the fault', value.error?.message ?? ''],
      ] as const) {
        const found = values.find((one) => holds(text, one, known));
        if (found) faults.push({ place: `reading with ${disturbance.name}`, what: `${where} holds a value of ${found.path}` }); // prettier-ignore
      }
    }
    return `what is printed and the faults of ${list.length} readings in which something goes wrong`;
  } finally {
    await software.close();
  }
}
