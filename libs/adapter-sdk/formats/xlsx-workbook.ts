import { Malformed } from '../format';
import { readElements, type Elements } from './xlsx-elements';
import { placeOf, type Package } from './xlsx-package';

/** Of what says how a workbook hangs together. */
const LARGEST_PLAN = 8_388_608;
const MOST_SHEETS = 1_000;

/** A sheet of cells, hidden ones as well. */
export interface Sheet {
  readonly name: string;
  readonly part: string;
}

/** What a workbook says of itself. */
export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Part of the shared strings; undefined where there are none. */
  readonly strings: string | undefined;
  /** Its days count from 1904 (old Excel for the Mac). */
  readonly isFrom1904: boolean;
}

interface Relation {
  readonly type: string;
  readonly target: string;
  readonly isOutside: boolean;
}

/** Reads which parts a workbook has. What stands outside of the file is not followed. @throws Malformed */
export async function workbookOf(parts: Package): Promise<Workbook> {
  const roots = [...(await relationsOf(parts, '_rels/.rels', '')).values()];
  const book = roots.find(({ type }) => type === 'officeDocument')?.target;
  if (book === undefined) throw new Malformed('WRONG_ROOT', 'file', 'the zip holds no workbook (.xlsx)');
  if (/\.bin$/i.test(book))
    throw new Malformed('WRONG_ROOT', 'file', 'it is a binary workbook (.xlsb): save it as .xlsx');
  const slash = book.lastIndexOf('/') + 1;
  const folder = book.slice(0, slash);
  const relations = await relationsOf(parts, `${folder}_rels/${book.slice(slash)}.rels`, folder);
  const plan = new Plan(book);
  await readElements(small(parts.part(book), book), placeOf(book), plan);
  const sheets = plan.sheets.flatMap(({ name, id }): Sheet[] => {
    const relation = relations.get(id);
    if (relation === undefined || relation.isOutside)
      throw new Malformed('MALFORMED', placeOf(book), 'a sheet has no part in the file');
    return relation.type === 'worksheet' ? [{ name, part: relation.target }] : [];
  });
  const strings = [...relations.values()].find(({ type, isOutside }) => type === 'sharedStrings' && !isOutside);
  return { sheets, strings: strings?.target, isFrom1904: plan.isFrom1904 };
}

class Plan implements Elements {
  readonly sheets: { name: string; id: string }[] = [];
  isFrom1904 = false;

  constructor(private readonly part: string) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'workbookPr') this.isFrom1904 = /^(1|true|on)$/.test(attributes.date1904 ?? '');
    if (name !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => /^(\w+:)?id$/.test(key))?.[1] ?? '';
    this.sheets.push({ name: (attributes.name ?? '').normalize('NFC'), id });
    if (this.sheets.length > MOST_SHEETS)
      throw new Malformed('MALFORMED', placeOf(this.part), `a workbook has at most ${MOST_SHEETS} sheets`);
  }

  close(): void {
    // What is told stands in attributes.
  }

  text(): void {
    // What is told stands in attributes.
  }
}

async function relationsOf(parts: Package, part: string, folder: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  await readElements(small(parts.part(part), part), placeOf(part), {
    open(name, { Id: id = '', Type: type = '', Target: target = '', TargetMode: mode }) {
      if (name !== 'Relationship') return;
      // Two editions of the standard have two addresses for one type, with one end.
      const relation = { type: type.slice(type.lastIndexOf('/') + 1), isOutside: mode === 'External' };
      found.set(id, { ...relation, target: relation.isOutside ? '' : resolved(folder, target) });
    },
    close: () => undefined,
    text: () => undefined,
  });
  return found;
}

/** The name of a part that is told from a folder: `/xl/a.xml`, `../a.xml` and `a.xml` are ways to tell it. */
function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of `${target.startsWith('/') ? '' : folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

async function* small(bytes: AsyncIterable<Buffer>, part: string): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > LARGEST_PLAN) throw new Malformed('MALFORMED', placeOf(part), `it has at most ${LARGEST_PLAN} bytes`);
    yield chunk;
  }
}
