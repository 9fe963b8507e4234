import type { Detector, Trap } from './trap';

/**
 * A dossier was refused at intake or stopped, and nothing written says why: not the dossier's note, not the note of a step
 * to that status. A refusal is in writing and gives its reason (form 03 of Circular 01/2018/TT-VPCP).
 */
export const REFUSED_WITHOUT_REASON: Trap = {
  code: 'REFUSED_WITHOUT_REASON',
  severity: 'WARNING',
  rule: 'the dossier was refused or stopped, and no reason is written',
};

/** The contract has no place for a reason but the notes. */
export const refusedWithoutReason: Detector = ({ status: { code }, note, timeline }, report) => {
  if (code !== 'REJECTED_AT_INTAKE' && code !== 'SUSPENDED') return;
  const isReasoned = isWritten(note) || timeline.some((entry) => entry.status?.code === code && isWritten(entry.note));
  if (!isReasoned) report(REFUSED_WITHOUT_REASON, '/status');
};

function isWritten(text: string | undefined): boolean {
  return text !== undefined && text.trim() !== '';
}
