import type { Detector, Trap } from './trap';
import { isWorkingDay } from './working-day';

/**
 * A counter took a dossier on a day on which Hanoi's offices were closed: a weekend that was not worked, or a holiday by
 * the Labour Code and the year's announcement (libs/vietnam/calendar names each). A note and no warning, since some
 * counters do open on Saturdays.
 */
export const RECEIVED_ON_DAY_OFF: Trap = {
  code: 'RECEIVED_ON_DAY_OFF',
  severity: 'INFO',
  rule: 'the counter received the dossier on a weekend or a holiday',
};

/** Only at the counter: what comes online or by post is also stamped by programs. */
export const receivedOnDayOff: Detector = ({ channel, receivedAt }, report) => {
  if (channel !== 'COUNTER' || receivedAt === undefined || receivedAt.precision === 'YEAR') return;
  if (isWorkingDay(receivedAt.at.slice(0, 10)) === false) report(RECEIVED_ON_DAY_OFF, '/receivedAt');
};
