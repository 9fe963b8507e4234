import type { Moment, Status } from '@lienthong/canonical';
import type { Detector, Trap } from './trap';

type Code = Status['code'];

/** Where a dossier may go from a status; 2 → 9 is a decision on the day of receipt. */
const NEXT: Partial<Record<Code, readonly Code[]>> = {
  SUBMITTED: ['ACCEPTED', 'REJECTED_AT_INTAKE'],
  ACCEPTED: ['IN_PROGRESS', 'DECIDED'],
  IN_PROGRESS: ['SUPPLEMENT_REQUESTED', 'PAYMENT_REQUESTED', 'WITHDRAWN', 'SUSPENDED', 'DECIDED'],
  SUPPLEMENT_REQUESTED: ['IN_PROGRESS', 'WITHDRAWN', 'SUSPENDED'],
  PAYMENT_REQUESTED: ['IN_PROGRESS', 'SUSPENDED'],
  SUSPENDED: ['IN_PROGRESS'],
  DECIDED: ['RETURNED'],
};

/** Statuses after which nothing follows. */
const CLOSED = new Set<Code>(['REJECTED_AT_INTAKE', 'WITHDRAWN', 'RETURNED']);

/** How far a dossier has come: submitted, received, handled, over, returned. */
const STAGE: Record<Code, number> = {
  UNMAPPED: 0, SUBMITTED: 1, ACCEPTED: 2, REJECTED_AT_INTAKE: 2, IN_PROGRESS: 3, SUPPLEMENT_REQUESTED: 3,
  PAYMENT_REQUESTED: 3, SUSPENDED: 3, WITHDRAWN: 4, DECIDED: 4, RETURNED: 5,
}; // prettier-ignore

/** Characters of a moment up to its precision. */
const EXACT: Record<Moment['precision'], number> = { YEAR: 4, DAY: 10, MINUTE: 16, SECOND: 26 };

/**
 * A step that the statuses of the national one-stop interface do not lead to. The table is our own reading of their names;
 * software that leaves a status out shows many of them.
 */
export const TRANSITION_UNKNOWN: Trap = {
  code: 'TRANSITION_UNKNOWN',
  severity: 'INFO',
  rule: 'this status does not follow from the one before it',
};

/** A step back, as from decided to in progress: a decision was taken back, or a status was set by hand. */
export const STATUS_REGRESSED: Trap = {
  code: 'STATUS_REGRESSED',
  severity: 'WARNING',
  rule: 'the dossier went back to a status of an earlier stage',
};

/** A dossier that was returned, refused at intake or withdrawn is worked on again. */
export const REOPENED: Trap = {
  code: 'REOPENED',
  severity: 'WARNING',
  rule: 'the dossier was over and was opened again',
};

/** Compares each status with the one before it. Where times do not tell the order of two, nothing is said of them. */
export const statusOrder: Detector = ({ timeline }, report) => {
  let before: Code | undefined;
  let since: Moment | undefined;
  for (let at = 0; at < timeline.length; at += 1) {
    const entry = timeline[at];
    const code = entry?.status?.code;
    if (entry === undefined || code === undefined || code === 'UNMAPPED') continue;
    const isOrdered = since === undefined || before === code || isAfter(entry.occurredAt, since);
    const trap = isOrdered && before !== undefined ? trapOf(before, code) : undefined;
    if (trap !== undefined) report(trap, `/timeline/${at}/status`);
    before = isOrdered ? code : undefined;
    since = entry.occurredAt;
  }
};

function trapOf(from: Code, to: Code): Trap | undefined {
  if (from === to) return undefined;
  if (CLOSED.has(from)) return REOPENED;
  if (NEXT[from]?.includes(to)) return undefined;
  return STAGE[to] < STAGE[from] ? STATUS_REGRESSED : TRANSITION_UNKNOWN;
}

/** As texts of equal precision, so that a day says nothing of the hours in it. */
function isAfter(now: Moment, before: Moment): boolean {
  if (now.precision === before.precision) return now.at > before.at;
  const exact = Math.min(EXACT[now.precision], EXACT[before.precision]);
  return now.at.slice(0, exact) > before.at.slice(0, exact);
}
