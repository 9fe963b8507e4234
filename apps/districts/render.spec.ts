import { Dice } from './dice';
import { handedIn, type Dossier } from './dossier';
import { isEnded, step } from './life';
import { PLACES } from './places';
import { render } from './render';

/** Dossiers that were led to their end, from one instant on. */
function dossiers(count: number): Dossier[] {
  const dice = new Dice(9);
  return Array.from({ length: count }, (_, index) => {
    let ms = Date.parse('2025-08-04T09:00:00+07:00');
    const dossier = handedIn(dice, PLACES[3]!, { id: index + 1, sequence: index + 1 }, ms);
    while (!isEnded(dossier)) step(dice, PLACES[3]!, dossier, (ms += 3_600_000));
    return dossier;
  });
}

/** Strings of a value, with the names on their way. */
function strings(value: unknown, path = ''): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, one]) => strings(one, `${path}/${name}`));
}

describe(render, () => {
  it('writes every time but the change time as an office does, and touches nothing else', () => {
    for (const truth of dossiers(300)) {
      const row = new Map(strings(render(truth)));
      for (const [path, text] of strings(truth)) {
        const [year, month, day] = text.slice(0, 10).split('-');
        const isTime = /^\d{4}-\d\d-\d\d(T.*)?$/.test(text) && path !== '/ngayCapNhat';
        expect([path, row.get(path)]).toEqual([
          path,
          isTime ? `${day}/${month}/${year}${text.length > 10 ? ` ${text.slice(11, 19)}` : ''}` : text,
        ]);
      }
      expect(Object.keys(render(truth))).toEqual(Object.keys(truth));
    }
  });
});
