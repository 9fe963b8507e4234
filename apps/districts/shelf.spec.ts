import { isoMilli } from './calendar';
import { Dice } from './dice';
import { handedIn, type Dossier } from './dossier';
import { PLACES } from './places';
import { Shelf } from './shelf';

const START = Date.parse('2026-11-24T09:00:00+07:00');
const one = (id: number, afterMs: number): Dossier => ({
  ...handedIn(new Dice(id), PLACES[0]!, { id, sequence: id }, START),
  ngayCapNhat: isoMilli(START + afterMs),
});
const idsOf = (shelf: Shelf, ms: number, page = 1, size = 100) =>
  shelf.since(ms, page, size).dossiers.map(({ id }) => id);

describe(Shelf, () => {
  it('gives those changed at or after an instant, by change time and id', () => {
    const shelf = new Shelf();
    for (const [id, ms] of [[5, 20], [1, 30], [3, 20], [2, 10], [4, 20]] as const) shelf.put(one(id, ms)); // prettier-ignore
    expect(idsOf(shelf, 0)).toEqual([2, 3, 4, 5, 1]);
    expect(idsOf(shelf, START + 20)).toEqual([3, 4, 5, 1]);
    expect(idsOf(shelf, START + 21)).toEqual([1]);
    expect(shelf.since(START + 20, 1, 1).total).toBe(4);
  });

  it('pages through rows of one instant without losing or repeating one', () => {
    const shelf = new Shelf();
    for (let id = 50; id > 0; id -= 1) shelf.put(one(id, 7));
    const pages = [1, 2, 3, 4].flatMap((page) => idsOf(shelf, START + 7, page, 17));
    expect(pages).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
  });

  it('moves a dossier when it changes, and shows one that comes late at its own time', () => {
    const shelf = new Shelf();
    for (const id of [1, 2, 3]) shelf.put(one(id, id));
    shelf.put(one(1, 9));
    shelf.put(one(4, 2));
    expect(idsOf(shelf, 0)).toEqual([2, 4, 3, 1]);
    expect([shelf.size, shelf.get(1)?.ngayCapNhat]).toEqual([4, isoMilli(START + 9)]);
  });

  it('keeps the last state of each dossier when it is filled', () => {
    const shelf = new Shelf();
    const states = [one(1, 1), one(2, 2), one(1, 5)];
    shelf.fill(states.map((state) => [state, JSON.stringify(state)]));
    expect(idsOf(shelf, 0)).toEqual([2, 1]);
    expect([shelf.ids(0, 9), shelf.ids(1, 9), shelf.ids(0, 1)]).toEqual([[1, 2], [2], [1]]);
  });

  it('finds a page among 20,000 in well under a millisecond', () => {
    const shelf = new Shelf();
    shelf.fill(Array.from({ length: 20_000 }, (_, id) => [one(id + 1, id), '{}']));
    const before = performance.now();
    for (let turn = 0; turn < 1_000; turn += 1) shelf.since(START + turn * 19, 1, 1);
    expect(performance.now() - before).toBeLessThan(500);
  });
});
