import { Fault, type FaultKind } from '@lienthong/canonical';
import { played, briefLife } from '../fakes/life';
import { look, marks, missing, soundLook, type Look } from '../fakes/look';
import type { Disturbance, Software } from '../fakes/software';
import type { Rule, RuleFault, Subject } from '../rule';

/** What goes wrong ends as what it is, and costs no item. */
export const disturbances: Rule = {
  code: 'FAULTS',
  about:
    'What goes wrong on the line or in a file ends as what it is: to be tried again, to be mended in the settings, or an incomplete page; nothing is lost afterwards.',
  prove: (subject) =>
    played(subject, async (software, faults) => {
      const all = await briefLife(software);
      const calm = await soundLook(subject, software);
      const requests = software.asked?.length ?? 0;
      const rests = new Map<string, Set<string>>();
      for (const { to } of calm.pages) rests.set(JSON.stringify(to), marks((await look(subject, software, to)).pages));
      const list = software.disturbances();
      let count = 0;
      for (const disturbance of list) {
        const starts = startsOf(software, disturbance, calm, requests);
        for (const from of starts) {
          count += 1;
          await disturbed(subject, software, disturbance, from, { calm, rests }, faults);
        }
      }
      if (software.kind === 'rest') await passing(subject, software, all, faults);
      return `${count} readings of ${all.size} items with ${list.length} kinds of faults, gone on from where each ended`;
    }),
};

/** Early and at the very end; a file, from its first page on. */
function startsOf(software: Software, { deadlineMs }: Disturbance, { pages }: Look, requests: number): number[] {
  if (software.kind === 'files') return [pages.length - 2];
  if (deadlineMs !== undefined) return [Math.ceil(requests / 2)];
  return [...new Set([Math.min(2, requests), requests])];
}

/** What a reading without the fault gives, from the beginning and from each cursor. */
interface Calm {
  readonly calm: Look;
  readonly rests: ReadonlyMap<string, ReadonlySet<string>>;
}

async function disturbed(
  subject: Subject,
  software: Software,
  disturbance: Disturbance,
  from: number,
  { calm, rests }: Calm,
  faults: RuleFault[],
): Promise<void> {
  const { name, deadlineMs } = disturbance;
  const place = `${name}, from ${software.kind === 'files' ? 'page' : 'request'} ${from} on`;
  await disturbance.start(from);
  const found = await look(subject, software, null, {
    ...(deadlineMs === undefined ? {} : { deadlineMs }),
    page: () => disturbance.page?.(),
  });
  await disturbance.stop();
  const what = wrong(disturbance, found);
  if (what !== undefined) faults.push({ place, what });
  const after = await soundLook(subject, software, found.last);
  const known = found.last === null ? marks(calm.pages) : rests.get(JSON.stringify(found.last));
  const expected = known === undefined ? marks(calm.pages) : new Set([...marks(upTo(calm, found.last)), ...known]);
  const lost = missing(expected, marks([...found.pages, ...after.pages]));
  if (lost !== undefined) faults.push({ place, what: `loses ${lost} that are not read afterwards either` });
}

/** A fault that passes while a call is tried again is none. */
async function passing(
  subject: Subject,
  software: Software,
  all: ReadonlySet<string>,
  faults: RuleFault[],
): Promise<void> {
  const once = software.disturbances().find(({ name }) => name === '500');
  let stopped: Promise<void> | undefined;
  await once?.start(3);
  const context = { ...software.context({ retries: 3 }), signal: subject.signal };
  const { link } = context;
  const run = link.run.bind(link);
  link.run = (what, call) => run(what, (signal) => call(signal).catch((error: unknown) => {
    stopped ??= Promise.resolve(once?.stop());
    throw error;
  })); // prettier-ignore
  const found = await look(subject, software, null, { context });
  link.close();
  await once?.stop();
  const lost = missing(all, marks(found.pages));
  if (found.error !== undefined || lost !== undefined)
    faults.push({ place: 'one answer 500', what: 'is not passed over by asking again through the link' });
}

function wrong({ ends }: Disturbance, { error, pages }: Look): string | undefined {
  // In a file of lines, what is cut off or no data is a line that cannot be read: it is parked.
  const isIncomplete = pages.some(
    ({ incomplete, seen }) => incomplete !== undefined || seen.some(({ item }) => item.fault !== undefined),
  );
  if (ends === 'whole')
    return error === undefined && !isIncomplete ? undefined : `ends with ${told(error, isIncomplete)}`;
  if (ends === 'incomplete') return error === undefined && isIncomplete ? undefined : `ends with ${told(error, isIncomplete)}, and not with a page that says so`; // prettier-ignore
  const kind: FaultKind | undefined = error instanceof Fault ? error.kind : undefined;
  if (kind === ends) return undefined;
  return `ends with ${told(error, isIncomplete)}, and not with a ${ends} fault`;
}

function told(error: Error | undefined, isIncomplete: boolean): string {
  if (error instanceof Fault) return `the ${error.kind} fault ${error.code}`;
  if (error !== undefined) return error.name;
  return isIncomplete ? 'an incomplete page' : 'no fault';
}

/** The pages up to the one whose cursor it is. */
function upTo({ pages }: Look, cursor: Look['last']): Look['pages'] {
  const at = pages.findIndex(({ to }) => JSON.stringify(to) === JSON.stringify(cursor));
  return pages.slice(0, at + 1);
}
