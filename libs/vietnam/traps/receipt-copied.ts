import type { Detector, Trap } from './trap';

/** A time of day that says there was none. */
const MIDNIGHT = 'T00:00:00';
const SECOND = 19;

/**
 * An online dossier was accepted in the very second in which it was sent: a provincial system fills NgayNopHoSo with
 * NgayTiepNhan (read in its code), so that the wait before acceptance is lost.
 */
export const RECEIPT_COPIED: Trap = {
  code: 'RECEIPT_COPIED',
  severity: 'INFO',
  rule: 'an online dossier was sent and accepted in the same second: one of the times may be a copy of the other',
};

/** Only to the second: a day or a minute may well be the same. */
export const receiptCopied: Detector = ({ channel, submittedAt, receivedAt }, report) => {
  if (channel !== 'ONLINE' || submittedAt?.precision !== 'SECOND' || receivedAt?.precision !== 'SECOND') return;
  const sent = submittedAt.at.slice(0, SECOND);
  if (sent === receivedAt.at.slice(0, SECOND) && !sent.endsWith(MIDNIGHT)) report(RECEIPT_COPIED, '/submittedAt');
};
