import type { Dossier, Finding } from '@lienthong/canonical';
import { dueDateMoved } from './due-date-moved';
import { fillerText } from './filler-text';
import { inventedIdentity } from './invented-identity';
import { placeholderId } from './placeholder-id';
import { receiptCopied } from './receipt-copied';
import { receivedOnDayOff } from './received-on-day-off';
import { refusedWithoutReason } from './refused-without-reason';
import { resultIsInput } from './result-is-input';
import { sameSecondStatuses } from './same-second-statuses';
import { statusLaundered } from './status-laundered';
import { statusOrder } from './status-order';
import { supplementTwice } from './supplement-twice';
import { textTruncated } from './text-truncated';
import type { Detector, Trap } from './trap';

/** In the order in which a dossier's findings stand. */
const DETECTORS: readonly Detector[] = [
  statusLaundered, inventedIdentity, placeholderId, dueDateMoved, fillerText, resultIsInput, textTruncated,
  receiptCopied, sameSecondStatuses, receivedOnDayOff, supplementTwice, refusedWithoutReason, statusOrder,
]; // prettier-ignore

/** Most findings of this kind in a dossier: a timeline of thousands of steps may not make it too large to send. */
const MOST = 50;

/**
 * The traps a dossier shows, as findings. Pure: a finding never drops a record and never changes a value.
 *
 * @param dossier of the contract, personal values in place, its timeline sorted by time and key
 */
export function trapsOf(dossier: Dossier): Finding[] {
  const findings: Finding[] = [];
  const report = ({ code, severity, rule }: Trap, field: string): void => {
    if (findings.length < MOST) findings.push({ code, severity, field, rule });
  };
  for (const look of DETECTORS) look(dossier, report);
  return findings;
}
