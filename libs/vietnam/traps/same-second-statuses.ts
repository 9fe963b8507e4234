import type { TimelineEntry } from '@lienthong/canonical';
import type { Detector, Trap } from './trap';

const SECOND = 19;
/** Midnight is what is written where only the day is known. */
const MIDNIGHT = 'T00:00:00';

/**
 * Two statuses of one second, which a person cannot have set one after the other: a provincial system pushes 1 and 2
 * together (read in its code). Which came first is not told; the order by key stays as it is.
 */
export const SAME_SECOND_STATUSES: Trap = {
  code: 'SAME_SECOND_STATUSES',
  severity: 'INFO',
  rule: 'two different statuses have the same second, so that their order is not known',
};

/** Compares neighbours: the timeline is sorted by time. */
export const sameSecondStatuses: Detector = ({ timeline }, report) => {
  for (let at = 1; at < timeline.length; at += 1) {
    const [before, now] = [timeline[at - 1], timeline[at]];
    if (before?.status === undefined || now?.status === undefined || before.status.code === now.status.code) continue;
    if (isSameSecond(before.occurredAt, now.occurredAt)) report(SAME_SECOND_STATUSES, `/timeline/${at}/status`);
  }
};

function isSameSecond(before: TimelineEntry['occurredAt'], now: TimelineEntry['occurredAt']): boolean {
  if (before.precision !== 'SECOND' || now.precision !== 'SECOND') return false;
  const second = now.at.slice(0, SECOND);
  return before.at.startsWith(second) && !second.endsWith(MIDNIGHT);
}
