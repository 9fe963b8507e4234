import { defineSettings, number, text } from '@lienthong/canonical';
import type { Format } from '../format';
import type { Cursor, Listing, Page, Source, SourceContext } from '../source';
import { fileItems, isOfFile, type Batch, type BatchLimit } from './file-items';
import { fileOrder } from './file-order';
import type { FilesOptions } from './files-options';
import { Folder, type KnownFile } from './folder';

/** Settings of a system whose software writes export files into a directory. */
export const fileSettings = defineSettings({
  directory: text({ about: 'Directory in which the software leaves its exports', example: '/srv/exports/gia-lam' }),
  file: text({
    about: 'Take only the file of this name; without it, every export in the directory',
    optional: true,
    example: 'cases.xes.gz',
  }),
  settleMs: number({
    about: 'A file is taken once it was not written for this many milliseconds',
    default: 2_000,
    min: 0,
    whole: true,
  }),
  pollMs: number({ about: 'Milliseconds between two looks into the directory', default: 5_000, min: 100, whole: true }),
});

/**
 * Position of reading: the next item of a file, or the end of it. `left` are files that changed or vanished as they
 * were read; should that very content come back, the rest of it is read then.
 */
interface Position {
  ordinal: number;
  item: number;
  done: boolean;
  left: [ordinal: number, item: number][];
}

const LIST_ROWS = 1_000;

/**
 * A directory of export files, plain or gzip, each read once per content, in the order they were finished, as a stream.
 * A file that is damaged, or changes while it is read, makes one page incomplete; the next file goes on.
 */
export function files(options: FilesOptions): Source {
  const { format } = options;
  const folder = new Folder(options.pattern);
  const rawBytes = options.rawBytes ?? 8_388_608;
  return {
    protocol: { kind: 'files', options },
    async *read(ctx, cursor) {
      const limit = { rows: ctx.pageRows, bytes: ctx.pageBytes, rawBytes };
      let at = positionOf(cursor);
      let from = cursor;
      const { files: present, faults } = await folder.contents(ctx);
      for (const incomplete of faults) {
        const to = cursorOf(at);
        yield { from, to, items: [], incomplete };
        from = to;
      }
      for (const file of present) {
        const start = startOf(at, file);
        if (start === undefined) continue;
        for await (const batch of fileItems(ctx, format, file, start, limit)) {
          at = after(at, file, batch);
          const to = cursorOf(at);
          yield page(from, to, batch);
          from = to;
        }
      }
    },
    async *list(ctx) {
      const limit = { rows: LIST_ROWS, bytes: 4_194_304, rawBytes };
      const { files: present } = await folder.contents(ctx);
      for (const file of present) yield* listed(ctx, format, file, limit);
    },
  };
}

function page(from: Cursor | null, to: Cursor, { items, incomplete }: Batch): Page {
  return incomplete === undefined ? { from, to, items } : { from, to, items, incomplete };
}

async function* listed(
  ctx: SourceContext,
  format: Format,
  file: KnownFile,
  limit: BatchLimit,
): AsyncGenerator<Listing> {
  let index = 0;
  for await (const { items, next, incomplete } of fileItems(ctx, format, file, 0, limit)) {
    const identities = items.flatMap((item) => item.identity ?? []);
    const part = { place: file.path, order: fileOrder(file.ordinal, index), identities };
    index = next;
    yield {
      ...part,
      unidentified: items.length - identities.length,
      ...(incomplete === undefined ? {} : { incomplete }),
    };
  }
}

/** Index of the first item of a file that is still to be read; undefined when there is none. */
function startOf(at: Position, file: KnownFile): number | undefined {
  const left = at.left.find(([ordinal]) => ordinal === file.ordinal);
  if (left !== undefined) return left[1];
  if (file.ordinal > at.ordinal) return 0;
  return file.ordinal === at.ordinal && !at.done ? at.item : undefined;
}

function after(at: Position, { ordinal }: KnownFile, { next, done, incomplete }: Batch): Position {
  const rest = at.left.filter(([other]) => other !== ordinal);
  const isLeft = incomplete !== undefined && isOfFile(incomplete);
  const again: [number, number] = [ordinal, next];
  if (ordinal < at.ordinal) return { ...at, left: done && !isLeft ? rest : [...rest, again] };
  return { ordinal, item: next, done, left: isLeft ? [...rest, again] : rest };
}

function positionOf(cursor: Cursor | null): Position {
  if (cursor === null) return { ordinal: -1, item: 0, done: true, left: [] };
  const { ordinal, item, done, left } = cursor as unknown as Omit<Position, 'left'> & Partial<Position>;
  return { ordinal, item, done, left: left ?? [] };
}

function cursorOf({ ordinal, item, done, left }: Position): Cursor {
  return left.length === 0 ? { ordinal, item, done } : { ordinal, item, done, left };
}
