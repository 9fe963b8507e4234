import { nationalCode, type Status } from '@lienthong/canonical';
import type { Detector, Trap } from './trap';

/** Codes 5, 6 and 8: the dossier is held up. */
const HELD = new Set<Status['code']>(['SUPPLEMENT_REQUESTED', 'PAYMENT_REQUESTED', 'SUSPENDED']);
/** Codes 9 and 10: decided, and returned. */
const DONE = 9;

/**
 * The software holds a dossier up and tells the national portal that it is decided: a provincial system rewrites 5, 6 and
 * 8 to 9 before it synchronises (read in its code).
 */
export const STATUS_LAUNDERED: Trap = {
  code: 'STATUS_LAUNDERED',
  severity: 'ERROR',
  rule: 'the dossier is held up in the software and decided for the national portal',
};

/** The two statuses differ in another way, which may be no more than a synchronisation that is late. */
export const STATUS_DIFFERS: Trap = {
  code: 'STATUS_DIFFERS',
  severity: 'WARNING',
  rule: 'the status in the software is another one than the status told to the national portal',
};

/** Only where the mapping knows both: a status without a national code contradicts nothing. */
export const statusLaundered: Detector = ({ status: { code, national } }, report) => {
  if (code === 'UNMAPPED' || national === 0 || national === nationalCode(code)) return;
  report(national >= DONE && HELD.has(code) ? STATUS_LAUNDERED : STATUS_DIFFERS, '/status/national');
};
