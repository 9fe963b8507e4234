import { matters, played, usualLife } from '../fakes/life';
import { Heads, look, soundLook } from '../fakes/look';
import type { Disturbance, Software } from '../fakes/software';
import { mapper } from '../../mapping/mapper';
import type { Rule, RuleFault, Subject } from '../rule';

/** What is deleted is told so by the software, and by nothing else. */
export const deletion: Rule = {
  code: 'DELETION',
  about:
    'A deletion and a re-opening are seen where the software tells them; a list that is empty, broken off or refused never passes for a whole one and deletes nothing.',
  prove: (subject) =>
    played(subject, async (software, faults) => {
      const told = await deletedAndOpened(subject, software, faults);
      const listed = await lists(subject, software, faults);
      return `${told}; ${listed}`;
    }),
};

async function deletedAndOpened(subject: Subject, software: Software, faults: RuleFault[]): Promise<string> {
  const isMapped = subject.adapter.mapping.describe().some(({ pointer }) => pointer === '/deleted');
  if (!isMapped) return 'the software tells no deletion';
  if (!software.templates.canDelete) {
    const suggestion = 'add one of a deleted matter, as the software writes it';
    faults.push({ place: 'samples', what: 'show no deletion, and the mapping reads /deleted', suggestion });
    return 'no deletion was tried';
  }
  const states: boolean[] = [];
  let cursor = null as Awaited<ReturnType<typeof look>>['last'];
  for (const [at, isDeleted] of [false, true, false].entries()) {
    software.tick(3_600_000);
    // A row before it: that reading goes on with its first one is shown by RESUME.
    const [before, row] = matters(2, 1, (number) => software.now - 5_000 + number * 1_000);
    if (before && row) await software.hand([{ ...before, id: 50 + at }, { ...row, version: at + 1, isDeleted }]); // prettier-ignore
    const { pages, last } = await soundLook(subject, software, cursor);
    cursor = last;
    const seen = pages.flatMap((page) => page.seen).filter(({ mark }) => mark === `2.${at + 1}`);
    const raw = seen[0]?.item;
    if (raw?.raw === undefined)
      faults.push({ place: 'life of the fake', what: `the ${isDeleted ? 'deletion' : 'state'} is not read` }); // prettier-ignore
    else {
      const [outcome] = await mapper(subject.adapter).map('sample', [{ raw: raw.raw, charset: raw.charset }]);
      states.push(outcome?.kind === 'dossier' && outcome.document.deleted);
    }
  }
  if (states.length === 3 && states.join() !== 'false,true,false')
    faults.push({ place: '/deleted', what: `is ${states.join(', ')} for a matter that is open, deleted, open again` });
  return 'a matter opened, deleted and opened again';
}

async function lists(subject: Subject, software: Software, faults: RuleFault[]): Promise<string> {
  const all = await usualLife(software);
  const heads = new Heads();
  const whole = await soundLook(subject, software);
  heads.take(whole.pages);
  await emptied(subject, software, whole.last, faults);
  if (subject.adapter.source.list === undefined)
    return `${all.size} items, then an empty answer; the source does not list`;
  const full = await list(subject, software);
  const count = new Set(whole.pages.flatMap(({ seen }) => seen.flatMap(({ item }) => item.identity ?? []))).size;
  if (full.identities.size < count)
    faults.push({ place: 'the list', what: `holds ${full.identities.size} of ${count} matters` });
  const tried = software.listDisturbances();
  for (const disturbance of tried) await broken(subject, software, disturbance, faults);
  return `${all.size} items, then an empty answer; the list with ${tried.length} kinds of faults`;
}

/** Everything is gone from one look to the next: nobody was told of a deletion. */
async function emptied(
  subject: Subject,
  software: Software,
  cursor: Awaited<ReturnType<typeof look>>['last'],
  faults: RuleFault[],
): Promise<void> {
  await software.empty(true);
  const { pages } = await look(subject, software, cursor);
  await software.empty(false);
  const items = pages.flatMap(({ seen }) => seen);
  if (items.length > 0) faults.push({ place: 'an empty answer', what: `makes ${items.length} items of nothing` });
}

async function broken(
  subject: Subject,
  software: Software,
  disturbance: Disturbance,
  faults: RuleFault[],
): Promise<void> {
  await disturbance.start(1);
  const { error, isIncomplete } = await list(subject, software);
  await disturbance.stop();
  if (error || isIncomplete) return;
  faults.push({ place: `the list with ${disturbance.name}`, what: 'passes for a whole one', suggestion: 'let the fault through, or say `incomplete`' }); // prettier-ignore
}

async function list(
  subject: Subject,
  software: Software,
): Promise<{ identities: Set<string>; isIncomplete: boolean; error: boolean }> {
  const context = { ...software.context(), signal: subject.signal };
  const identities = new Set<string>();
  let [isIncomplete, error] = [false, false];
  try {
    for await (const part of subject.adapter.source.list?.(context) ?? []) {
      part.identities.forEach((one) => identities.add(one));
      isIncomplete ||= part.incomplete !== undefined || part.unidentified > 0;
    }
  } catch {
    error = true;
  } finally {
    context.link.close();
  }
  subject.signal.throwIfAborted();
  return { identities, isIncomplete, error };
}
