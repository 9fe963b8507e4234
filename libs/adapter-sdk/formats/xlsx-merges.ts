import { Malformed } from '../format';
import { readElements, type Elements } from './xlsx-elements';
import { cellPlace, LAST_COLUMN } from './xlsx-reference';

/** A block of cells that is shown as one; all counted from 1, all included. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

const MOST = 262_144;
const ROWS = Buffer.from('sheetData>');
/** A tag with its prefix may lie in two chunks. */
const TAIL = 300;

/**
 * The merged cells of a sheet, from the top down. They are told behind all of its rows, which are passed over unread: no
 * text of a row can hold what ends them.
 */
export async function mergesOf(bytes: AsyncIterable<Buffer>, place: string): Promise<Merge[]> {
  const merges: Merge[] = [];
  const told: Elements = {
    open(name, { ref = '' }) {
      if (name !== 'mergeCell') return;
      const [from, to] = ref.split(':', 2).map((one) => cellPlace(one));
      if (from === undefined || to === undefined || from.row > to.row || from.column > to.column)
        throw new Malformed('MALFORMED', place, 'merged cells are not a block of the sheet');
      if (merges.length === MOST) throw new Malformed('MALFORMED', place, `a sheet has at most ${MOST} merged blocks`);
      merges.push({ top: from.row, left: from.column, bottom: to.row, right: to.column });
    },
    close: () => undefined,
    text: () => undefined,
  };
  await readElements(withoutRows(bytes), place, told);
  merges.sort((a, b) => a.top - b.top);
  assertApart(merges, place);
  return merges;
}

/** Blocks that begin in one row are together no wider than it: what is done for each column of each stays bounded. */
function assertApart(merges: readonly Merge[], place: string): void {
  let [row, width] = [0, 0];
  for (const { top, left, right } of merges) {
    if (top !== row) [row, width] = [top, 0];
    width += right - left + 1;
    if (width > LAST_COLUMN) throw new Malformed('MALFORMED', place, 'merged cells overlap');
  }
}

/** The bytes of a sheet without what stands between `<sheetData>` and `</sheetData>`. */
async function* withoutRows(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let state: 'before' | 'within' | 'behind' = 'before';
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of bytes) {
    if (state === 'behind') {
      yield chunk;
      continue;
    }
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    if (state === 'before') {
      const at = held.indexOf(ROWS);
      if (at < 0) {
        const end = Math.max(0, held.length - TAIL);
        yield held.subarray(0, end);
        held = held.subarray(end);
        continue;
      }
      // With no rows, or written in another way, it is read as it stands.
      state = isEnd(held, at) ? 'behind' : 'within';
      const end = state === 'behind' ? held.length : at + ROWS.length;
      yield held.subarray(0, end);
      held = held.subarray(end);
    }
    if (state === 'within') {
      const at = held.indexOf(ROWS);
      if (at >= 0) {
        state = 'behind';
        yield held.subarray(Math.max(0, held.lastIndexOf('<', at)));
        held = Buffer.alloc(0);
      } else held = held.subarray(Math.max(0, held.length - TAIL));
    }
  }
  yield held;
}

function isEnd(held: Buffer, at: number): boolean {
  return held[held.lastIndexOf('<', at) + 1] === 0x2f;
}
