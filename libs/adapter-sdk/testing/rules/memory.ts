import { Readable } from 'node:stream';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { mapper } from '../../mapping/mapper';
import type { Node } from '../../node';
import type { Item } from '../../source';
import { FilesSoftware } from '../fakes/files-software';
import { matters } from '../fakes/life';
import type { Software } from '../fakes/software';
import { softwareOf } from '../fakes/software-of';
import { writer } from '../fakes/writer';
import type { Rule, Subject } from '../rule';

/**
 * Held for each record between a quarter and the end. What is kept for a record in any form, be it a reference to an
 * identity in a set, takes 50 bytes and more; what the engine compiles and the sockets hold does not grow with records.
 */
const BYTES_A_RECORD = 24;
/** Room for what settles late, whatever the number of records; fewer records than 50,000 show only what is held whole. */
const ROOM = 1_500_000;
/** What is at hand while a page is handed over, apart from its size: a stream's chunks, answers asked for ahead. */
const AT_HAND = 10_000_000;
/** A page lies there as the answer it was cut from, as items, as trees and dossiers. */
const FORMS = 8;
const PAGE_ROWS = 500;
/** JSON has no end before its last sign, and is read file by file. */
const JSON_ROWS = 1_000;

/** Memory does not grow with what is read. */
export const memory: Rule = {
  code: 'MEMORY',
  about:
    'Reading and mapping many records holds no more memory at the end than after a quarter of them: pages stream through.',
  async prove(subject) {
    const software = await softwareOf(subject, true);
    if (typeof software === 'string') return { applies: false, because: software };
    try {
      const { records, pageBytes, start, quarter, end } = await measured(subject, software);
      const allowed = Math.max(ROOM, Math.round((records * 3 * BYTES_A_RECORD) / 4));
      const held = end - quarter;
      const shown = `${records} records; held before ${mega(start)} MB, after a quarter ${mega(quarter)} MB, at the end ${mega(end)} MB, allowed growth ${mega(allowed)} MB`;
      const faults = [
        ...(held > allowed ? [{ place: 'the source', what: `holds ${mega(held)} MB more at the end than after a quarter`, suggestion: 'keep nothing of a page once it was handed over' }] : []),
        ...(quarter - start > AT_HAND + FORMS * pageBytes ? [{ place: 'the source', what: `holds ${mega(quarter - start)} MB after a quarter`, suggestion: 'hand each page over before the next one is read' }] : []),
        ...(records < subject.records ? [{ place: 'the source', what: `gives ${records} of ${subject.records} records` }] : []),
      ]; // prettier-ignore
      return { applies: true, shown, faults };
    } finally {
      await software.close();
    }
  },
};

/** Bytes that are held when reading begins, after a quarter of the records, and at the end. */
interface Held {
  readonly records: number;
  /** Of the largest page. */
  readonly pageBytes: number;
  readonly start: number;
  readonly quarter: number;
  readonly end: number;
}

async function measured(subject: Subject, software: Software): Promise<Held> {
  const { adapter, records: total, signal } = subject;
  await filled(subject, software);
  const context = { ...software.context({ pageRows: PAGE_ROWS }), signal };
  const mapping = mapper(adapter);
  const start = heldBytes();
  let [records, pageBytes, quarter, end] = [0, 0, 0, 0];
  try {
    for await (const { items } of adapter.source.read(context, null)) {
      records += items.length;
      pageBytes = Math.max(
        pageBytes,
        items.reduce((sum, { size }) => sum + size, 0),
      );
      await mapping.map('fake', items.flatMap(({ raw, charset }: Item) => (raw ? [{ raw, charset }] : []))); // prettier-ignore
      // Both while a page is at hand: what a stream lets go of at its end would hide what grew.
      if (quarter === 0 && records >= total / 4) quarter = heldBytes();
      if (end === 0 && records >= total) end = heldBytes();
      subject.progress(Math.min(records, total), total);
      // Answers come from this very thread.
      await new Promise((resolve) => void setImmediate(resolve));
    }
  } finally {
    context.link.close();
  }
  return { records: Math.min(records, total), pageBytes, start, quarter, end: end || heldBytes() };
}

async function filled({ adapter, records }: Subject, software: Software): Promise<void> {
  const at = (number: number): number => software.now - 7_200_000 - Math.floor((records - number) / 10) * 1_000;
  if (!(software instanceof FilesSoftware)) {
    await software.hand(
      Array.from({ length: records }, (_, number) => ({ id: number + 1, version: 1, at: at(number) })),
    );
    return;
  }
  if (adapter.format.mediaType === 'application/json') {
    for (let from = 0; from < records; from += JSON_ROWS)
      await software.hand(matters(Math.min(JSON_ROWS, records - from), from + 1, () => software.now - 7_200_000));
    return;
  }
  function* nodes(): Generator<Node> {
    for (let id = 1; id <= records; id += 1) yield software.templates.item({ id, version: 1, at: 0 });
  }
  const pieces = writer(adapter.format).pieces(nodes(), records);
  await software.handMany(Readable.from(inChunks(pieces)));
}

/** Written in few calls. */
async function* inChunks(pieces: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let parts: Buffer[] = [];
  for await (const piece of pieces) {
    if (parts.push(piece) < PAGE_ROWS) continue;
    yield Buffer.concat(parts);
    parts = [];
  }
  yield Buffer.concat(parts);
}

/** What is alive now, buffers outside of the heap included. */
function heldBytes(): number {
  const collect = collector();
  for (let time = 0; time < 2; time += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

let known: (() => void) | undefined;

function collector(): () => void {
  if (known === undefined) {
    setFlagsFromString('--expose-gc');
    known = runInNewContext('gc') as () => void;
  }
  return known;
}

function mega(bytes: number): string {
  return (bytes / 1_000_000).toFixed(1);
}
