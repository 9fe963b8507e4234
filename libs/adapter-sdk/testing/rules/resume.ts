import { Heads, marks, missing, soundLook } from '../fakes/look';
import { played, usualLife } from '../fakes/life';
import type { Rule } from '../rule';

/** Reading goes on from every cursor it gave. */
export const resume: Rule = {
  code: 'RESUME',
  about:
    'Reading goes on from every cursor, as it comes back from JSON, and loses nothing and hands over nothing twice.',
  prove: (subject) =>
    played(subject, async (software, faults) => {
      const all = await usualLife(software);
      const whole = await soundLook(subject, software);
      const lost = missing(all, marks(whole.pages));
      if (lost !== undefined)
        faults.push({ place: 'reading from the beginning', what: `loses ${lost} of ${all.size} items` });
      if (whole.isTorn) faults.push({ place: 'the pages', what: 'do not begin where the page before them ended' });
      for (const [at, { to }] of whole.pages.entries()) {
        const place = `cursor of page ${at + 1}`;
        const before = whole.pages.slice(0, at + 1);
        const after = await soundLook(subject, software, to);
        const skipped = missing(marks(whole.pages), marks([...before, ...after.pages]));
        if (skipped !== undefined) faults.push({ place, what: `going on from it loses ${skipped}`, suggestion: 'a cursor names the next item that was not handed over yet' }); // prettier-ignore
        const heads = new Heads();
        heads.take(before);
        const held = marks(before);
        const twice = heads.take(after.pages).filter(({ mark }) => held.has(mark));
        if (twice.length > 0)
          faults.push({ place, what: `going on from it hands ${twice.length} items over again with other bytes` });
        if (after.isTorn)
          faults.push({ place, what: 'the pages after it do not begin where the page before them ended' });
      }
      return `${all.size} items in ${whole.pages.length} pages, gone on from ${whole.pages.length} cursors`;
    }),
};
