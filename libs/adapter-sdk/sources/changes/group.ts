import { checked, digest, repeated, type Batch } from './batch';
import type { Answer, ChangeClient } from './client';

/** A group of equal change times is read again at most so often until it shows nothing new. */
const GROUP_PASSES = 8;
/** From this pass on, rows that only move away do not call for another one. */
const PATIENT_PASSES = 4;

/** The next change time; `last` where there is none, `broken` where the source cannot be followed. */
type End = number | 'last' | 'broken';

/**
 * The rest of the rows of one change time, those alone. Rows that move away between two pages may hide others from a
 * pass; so it is repeated until it shows what the one before it showed, and at least nothing new.
 */
export async function* group(client: ChangeClient, atMs: number, first: Answer): AsyncGenerator<Batch, End> {
  const seen = new Set<string>();
  let before = new Set<string>();
  for (let pass = 1; pass <= GROUP_PASSES; pass += 1) {
    const found = new Set<string>();
    const known = seen.size;
    // The first time the first page is at hand, and handed on, already.
    const end = yield* once(client, atMs, pass === 1 ? first : undefined, found);
    found.forEach((one) => seen.add(one));
    if (end === 'broken') return end;
    const isSame = found.size === before.size && [...found].every((one) => before.has(one));
    if (seen.size === known && (isSame || pass >= PATIENT_PASSES)) return end;
    before = found;
  }
  const incomplete = {
    code: 'MOVING',
    place: client.place,
    rule: 'rows of one change time come to rest while they are read',
  };
  yield { items: [], changedMs: [], settledMs: first.settledMs, isLast: false, incomplete };
  return 'broken';
}

async function* once(
  client: ChangeClient,
  atMs: number,
  first: Answer | undefined,
  found: Set<string>,
): AsyncGenerator<Batch, End> {
  for (let page = 1; ; page += 1) {
    const answer = (page === 1 ? first : undefined) ?? (await client.items({ sinceMs: atMs, page }));
    const batch = checked(answer, atMs, answer.items.length < client.rows);
    const known = found.size;
    const count = batch.changedMs.filter((ms) => ms === atMs).length;
    answer.items.slice(0, count).forEach((item) => found.add(digest(item)));
    const end = batch.changedMs.find((ms) => ms > atMs) ?? 'last';
    const isRepeated = found.size === known && end === 'last' && !batch.isLast && !batch.incomplete;
    const incomplete = isRepeated ? repeated(client) : batch.incomplete;
    // What comes after this change time is asked for once the group is whole.
    const items = incomplete ? batch.items : batch.items.slice(0, count);
    const { settledMs } = batch;
    const part = { items, changedMs: batch.changedMs.slice(0, count), settledMs, isLast: false };
    if (answer !== first) yield incomplete ? { ...part, incomplete } : part;
    if (incomplete) return 'broken';
    if (end !== 'last' || batch.isLast) return end;
  }
}
