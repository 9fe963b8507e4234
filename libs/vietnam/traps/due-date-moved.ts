import type { Dossier, Moment } from '@lienthong/canonical';
import type { Detector, Report, Trap } from './trap';
import { daysBetween, workedAfter, workedBetween, workedLater } from './working-day';

type Supplement = NonNullable<Dossier['supplements']>[number];
type Due = Dossier['dueDates'][number];

/** Longer waits are looked at by people: counting their days one by one costs too much. */
const LONGEST_WAIT = 400;

/**
 * More than one promise was made. Whoever audits goes by the first one; each later one takes a letter of apology (form 04
 * of Circular 01/2018/TT-VPCP), unless a supplement moved it.
 */
export const DUE_DATE_MOVED: Trap = {
  code: 'DUE_DATE_MOVED',
  severity: 'INFO',
  rule: 'the promised day was moved: the first promise is the one to audit against',
};

/** A further promise of which nothing says why it was made: no reason, no supplement that it names or that ends on it. */
export const DUE_DATE_UNREASONED: Trap = {
  code: 'DUE_DATE_UNREASONED',
  severity: 'WARNING',
  rule: 'the promised day was moved, and neither a reason nor a supplement is given for it',
};

/**
 * A supplement moved the promise by the calendar days the papers took, and then to a working day, where time limits run in
 * working days (read in the code of a provincial system). Told only where both ways of counting lead to different days; a
 * limit that began anew can end on the same day by chance.
 */
export const DUE_DATE_BY_CALENDAR: Trap = {
  code: 'DUE_DATE_BY_CALENDAR',
  severity: 'INFO',
  rule: 'a supplement moved the promised day by as many calendar days as the papers took, and not by the working days',
};

/** Compares promises by their days: one for another hour of the same day breaks none. */
export const dueDateMoved: Detector = ({ dueDates, supplements = [] }, report) => {
  const isMoved = dueDates.length > 1 && promisesMoved(dueDates, supplements, report);
  if (isMoved || supplements.some(moves)) report(DUE_DATE_MOVED, '/dueDates');
  for (let at = 0; at < supplements.length; at += 1) {
    const supplement = supplements[at];
    if (supplement !== undefined && isByCalendar(supplement))
      report(DUE_DATE_BY_CALENDAR, `/supplements/${at}/dueAfter`);
  }
};

/** One promise needs no reason: the first. @returns whether there are promises for different days */
function promisesMoved(dueDates: readonly Due[], supplements: readonly Supplement[], report: Report): boolean {
  const promises = dueDates.flatMap((due, at) => {
    const day = due.kind === 'LEGAL' ? undefined : dayOf(due.at);
    return day === undefined ? [] : [{ due, at, day }];
  });
  if (new Set(promises.map(({ day }) => day)).size < 2) return false;
  const explained = new Set(supplements.map(({ dueAfter }) => dayOf(dueAfter)));
  const bare = promises.filter(
    ({ due, day }) => !due.reason?.trim() && due.supplement === undefined && !explained.has(day),
  );
  const first = bare.reduce((least, { day }) => (day < least ? day : least), bare[0]?.day ?? '');
  for (const { at, day } of bare) if (day !== first) report(DUE_DATE_UNREASONED, `/dueDates/${at}`);
  return true;
}

function moves({ dueBefore, dueAfter }: Supplement): boolean {
  const [before, after] = [dayOf(dueBefore), dayOf(dueAfter)];
  return before !== undefined && after !== undefined && before !== after;
}

function isByCalendar({ requestedAt, receivedAt, dueBefore, dueAfter }: Supplement): boolean {
  const [asked, came, before, after] = [dayOf(requestedAt), dayOf(receivedAt), dayOf(dueBefore), dayOf(dueAfter)];
  if (asked === undefined || came === undefined || before === undefined || after === undefined) return false;
  const waited = daysBetween(asked, came);
  if (waited <= 0 || waited > LONGEST_WAIT || workedAfter(before, waited) !== after) return false;
  const worked = workedBetween(asked, came);
  return worked !== undefined && workedLater(before, worked) !== after;
}

function dayOf(moment: Moment | undefined): string | undefined {
  return moment === undefined || moment.precision === 'YEAR' ? undefined : moment.at.slice(0, 10);
}
