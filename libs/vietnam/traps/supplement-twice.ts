import type { Detector, Trap } from './trap';

/** Papers may be asked for once, all of them at once (Decree 61/2018/NĐ-CP on the one-stop mechanism). */
export const SUPPLEMENT_TWICE: Trap = {
  code: 'SUPPLEMENT_TWICE',
  severity: 'WARNING',
  rule: 'papers were asked for more than once',
};

/** Counts the requests the source lists. */
export const supplementTwice: Detector = ({ supplements }, report) => {
  if (supplements !== undefined && supplements.length > 1) report(SUPPLEMENT_TWICE, '/supplements');
};
