import { matters, played } from '../fakes/life';
import { marks, missing, soundLook, type Look } from '../fakes/look';
import { markOf, type Matter } from '../fakes/templates';
import type { Rule, RuleFault, Subject } from '../rule';
import type { Software } from '../fakes/software';

/** What appears behind the cursor is read. */
export const late: Rule = {
  code: 'LATE',
  about:
    'An item that appears with a change time before those read already, within the overlap, is read; so is one of the same time as the last of a page.',
  prove: (subject) =>
    played(subject, async (software, faults) => {
      const { now } = software;
      await software.hand(matters(7, 1, (number) => now - 7_200_000 + number * 60_000));
      await software.hand(matters(4, 11, (number) => now - 9_000 + number * 1_000));
      const first = await soundLook(subject, software);
      const behind = [now - 8_000, now - 7_000].map((at, number) => ({ id: 30 + number, version: 1, at }));
      const equal = [now - 6_000, now - 6_000].map((at, number) => ({ id: 40 + number, version: 1, at }));
      const places = [
        ['an item that appears late', behind],
        ['an item of the time of the last one read', equal],
      ] as const;
      for (const [place, rows] of places) await appears(subject, software, first.last, place, rows, faults);
      await equalTimes(subject, software, faults);
      return `11 items read, then 2 with an earlier and 2 with an equal change time; 10 of one time on pages of 3`;
    }),
};

/** The first of them only stands before the other: that reading goes on rightly is shown by RESUME. */
async function appears(
  subject: Subject,
  software: Software,
  cursor: Look['last'],
  place: string,
  rows: readonly Matter[],
  faults: RuleFault[],
): Promise<void> {
  await software.hand(rows);
  const { pages } = await soundLook(subject, software, cursor);
  const lost = missing(rows.slice(1).map(markOf), marks(pages));
  const suggestion = 'ask from the last change time less the overlap on, that time included';
  if (lost !== undefined) faults.push({ place, what: 'is not read', suggestion });
}

async function equalTimes(subject: Subject, software: Software, faults: RuleFault[]): Promise<void> {
  const rows = matters(10, 60, () => software.now - 3_600_000);
  await software.hand(rows);
  const { pages } = await soundLook(subject, software);
  const lost = missing(rows.map(markOf), marks(pages));
  if (lost !== undefined) faults.push({ place: '10 items of one time', what: `loses ${lost} at the border of a page` });
}
