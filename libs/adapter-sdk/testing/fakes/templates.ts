import type { Adapter } from '../../adapter';
import { dataOf } from '../../mapping/shape';
import type { Node } from '../../node';
import { textAt } from '../../path';
import { TABLE } from '../../sources/sql/rows';
import type { SampleFile, SampleRecord } from '../sample-files';
import { putAt } from './put-at';
import { writer } from './writer';

/** A state of a matter that the fakes hold. */
export interface Matter {
  readonly id: number;
  readonly version: number;
  /** Change time in milliseconds. */
  readonly at: number;
  readonly isDeleted?: boolean;
}

/** Makes items of any number of matters from the samples of an adapter. */
export class Templates {
  private readonly lives: readonly Node[];
  private readonly deletion: Node | undefined;
  private readonly mark: string;

  private constructor(
    private readonly adapter: Adapter,
    records: readonly (SampleRecord & { tree: Node })[],
  ) {
    const isDeleted = ({ outcome }: SampleRecord): boolean => outcome.kind === 'dossier' && outcome.document.deleted;
    const deleted = records.filter(isDeleted);
    this.lives = records.filter((record) => !isDeleted(record)).map(({ tree }) => tree);
    this.deletion = deleted[0]?.tree;
    this.mark = markPlace(adapter) ?? '';
  }

  /** Undefined where no sample becomes a dossier that is not deleted, or all declared columns are read. With `isSmall` the smallest of them alone is used. */
  static of(adapter: Adapter, samples: readonly SampleFile[], isSmall = false): Templates | undefined {
    const records = samples
      .flatMap((file) => file.records)
      .filter((record): record is SampleRecord & { tree: Node } => record.tree !== undefined)
      .filter(({ outcome, identity }) => outcome.kind === 'dossier' && identity !== undefined);
    const bySize = [...records].sort((a, b) => a.item.size - b.item.size);
    const all = new Templates(adapter, isSmall ? bySize : records);
    if (all.lives.length === 0 || markPlace(adapter) === undefined) return undefined;
    return isSmall ? new Templates(adapter, bySize.filter(({ tree }) => tree === all.lives[0])) : all; // prettier-ignore
  }

  /** A sample shows what a deleted matter looks like. */
  get canDelete(): boolean {
    return this.deletion !== undefined;
  }

  /** The item of a state; `changed` is where its change time stands. */
  item(matter: Matter, changed?: string): Node {
    const live = this.lives[matter.id % this.lives.length] ?? {};
    const node = structuredClone(matter.isDeleted ? (this.deletion ?? live) : live);
    this.name(node, live, matter.id);
    if (changed !== undefined) putAt(node, changed, changeTime(textAt(changed)(live), matter.at));
    node[this.mark] = markOf(matter);
    return node;
  }

  /** What tells which state a tree was made of; undefined for one that was not. */
  markIn(tree: Node): string | undefined {
    return textAt(this.mark)(tree);
  }

  /** The last part of an identity is the one that is the matter's own. */
  private name(node: Node, live: Node, id: number): void {
    const { paths } = this.adapter.identity;
    // The table of a row is where it lies, and never the matter's own.
    const own = paths.findLastIndex((path) => path !== TABLE);
    paths.forEach((path, at) => {
      const held = textAt(path)(live) ?? '';
      putAt(node, path, at === own ? numbered(held, id) : held);
    });
  }
}

/** A time in the form that the sample has: milliseconds or seconds since 1970, else RFC 3339. */
function changeTime(sample: string | undefined, ms: number): string {
  if (sample === undefined || !/^\d+$/.test(sample)) return new Date(ms).toISOString();
  return String(sample.length > 11 ? ms : Math.floor(ms / 1_000));
}

/** Where an item bears its mark: of declared columns, in one that nothing reads. */
function markPlace({ format, identity, mapping }: Adapter): string | undefined {
  const columns = format.dialect?.columns;
  if (columns === undefined) return writer(format).mark;
  const read = JSON.stringify([identity.paths, dataOf(mapping.shape), mapping.drop]);
  return columns.find((column) => !read.includes(column));
}

/** How a state is marked. */
export function markOf({ id, version }: Matter): string {
  return `${id}.${version}`;
}

/** Another value of the same kind for each id. */
function numbered(held: string, id: number): string {
  if (!/^\d+$/.test(held)) return `${held}-${id}`;
  return String(10n ** BigInt(Math.max(held.length, 7) - 1) + BigInt(id));
}
