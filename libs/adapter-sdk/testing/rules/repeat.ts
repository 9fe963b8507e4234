import { matters, played, usualLife } from '../fakes/life';
import { Heads, look, marks, missing, soundLook, type Look } from '../fakes/look';
import type { Software } from '../fakes/software';
import { markOf } from '../fakes/templates';
import type { Rule, RuleFault, Subject } from '../rule';

const SECOND = 'a second look';

/** What was read is not read as new. */
export const repeat: Rule = {
  code: 'REPEAT',
  about:
    'Looking again gives nothing new and does not read the past again; an answer or a file that comes twice loses nothing and moves nothing back.',
  prove: (subject) =>
    played(subject, async (software, faults) => {
      const all = await usualLife(software);
      const heads = new Heads();
      const first = await soundLook(subject, software, null);
      heads.take(first.pages);
      const again = await soundLook(subject, software, first.last);
      judge(software, heads, again, SECOND, faults);
      await software.repeat();
      const repeated = await look(subject, software, first.last);
      judge(software, heads, repeated, 'a look at what is handed over twice', faults);
      const fresh = await twice(subject, software, heads, repeated.last, faults);
      const lost = missing(marks(first.pages), marks([...first.pages, ...fresh]));
      if (lost !== undefined) faults.push({ place: 'all looks', what: `lose ${lost}` });
      return `${all.size} items, looked at again without a change, with a page handed over twice, and with 5 new ones`;
    }),
};

/** New items behind it, with an answer that comes twice among theirs. */
async function twice(
  subject: Subject,
  software: Software,
  heads: Heads,
  cursor: Look['last'],
  faults: RuleFault[],
): Promise<Look['pages']> {
  software.tick(3_600_000);
  const rows = matters(5, 301, (number) => software.now - 5_000 + number * 1_000);
  await software.hand(rows);
  if (software.kind === 'rest') await software.repeat();
  const disturbed = await look(subject, software, cursor);
  const calm = await soundLook(subject, software, disturbed.last);
  const found = [...heads.take(disturbed.pages), ...heads.take(calm.pages)].map(({ mark }) => mark);
  // The first of them only stands before the others: that reading goes on rightly is shown by RESUME.
  const lost = missing(rows.slice(1).map(markOf), new Set(found));
  if (lost !== undefined) faults.push({ place: 'new items, a page of which comes twice', what: `loses ${lost}` });
  if (found.length > rows.length) faults.push({ place: 'new items, a page of which comes twice', what: `${found.length} are new, and ${rows.length} were` }); // prettier-ignore
  return [...disturbed.pages, ...calm.pages];
}

function judge(software: Software, heads: Heads, { pages }: Look, place: string, faults: RuleFault[]): void {
  const fresh = heads.take(pages);
  if (fresh.length > 0) faults.push({ place, what: `hands ${fresh.length} items over as new that were read already` });
  // A file that comes twice is read twice; a software that is asked gives what lies within the overlap.
  const isSilent = software.kind === 'files' && place === SECOND;
  const old = [...marks(pages)].filter((mark) => isSilent || Number(mark.split('.')[0]) < 200);
  if (old.length === 0 || (software.kind === 'files' && !isSilent)) return;
  const suggestion = 'go on from the cursor that is handed in';
  faults.push({ place, what: `reads ${old.length} items again that were read for good`, suggestion });
}
