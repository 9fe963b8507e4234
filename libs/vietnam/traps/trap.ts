import type { Dossier, Finding } from '@lienthong/canonical';

/** A pattern of bad data that legacy software is known to write. */
export interface Trap {
  /** Stable; docs/reference/findings.md lists it. */
  readonly code: string;
  readonly severity: Finding['severity'];
  /** Public, as every finding: it never holds a value. */
  readonly rule: string;
}

/** Takes a place where a dossier shows a trap. */
export type Report = (trap: Trap, pointer: string) => void;

/**
 * Looks at a dossier of the contract, with personal values in place and its timeline sorted by time and key, and reports
 * the JSON Pointers of what it finds. It runs for each record: it makes no list and no text where it finds nothing.
 */
export type Detector = (dossier: Dossier, report: Report) => void;
