/** What one record leaves in the register: its head, its version, its ledger line, or its place among the parked. */

/** What the registry keeps of a dossier's newest record and of its current version. */
export interface Head {
  readonly id: string;
  readonly system: string;
  /** Of the newest record, whatever its outcome. */
  readonly sequence: string;
  readonly generation: number;
  readonly partition: number;
  readonly offset: number;
  readonly outcome: Outcome;
  readonly rawCommitment: string;
  /** Highest sequence of a record whose content stands: the current version's own, or one found unchanged since. */
  readonly asserted: string | null;
  readonly versionSequence: string | null;
  readonly versionOffset: number | null;
  readonly content: string | null;
  readonly deleted: boolean;
  readonly status: string | null;
  readonly receivedOn: string | null;
  readonly timelineEntries: number;
  readonly changedAtMs: number;
}

/** Outcome of a record as stored; CURRENT and HISTORY are APPLIED joined to the head. */
export type Outcome = 'APPLIED' | 'UNCHANGED' | 'DELETED' | 'DROPPED' | 'PARKED';

/** A version: the document's bytes as they came, never changed. */
export interface Version {
  readonly dossier: string;
  readonly sequence: string;
  readonly generation: number;
  readonly partition: number;
  readonly offset: number;
  readonly system: string;
  readonly content: string;
  readonly deleted: boolean;
  readonly timelineEntries: number;
  readonly appendedAtMs: number;
  readonly document: string;
}

/** One line of the ledger: one coordinate of `records.v1`. */
export interface Line {
  readonly generation: number;
  readonly partition: number;
  readonly offset: number;
  readonly system: string;
  readonly appendedAtMs: number;
  readonly page: string;
  readonly dossier: string;
  readonly sequence: string;
  readonly outcome: Outcome;
  readonly cause: string | null;
}

/** What could not be normalised, or was refused by the database: never a value, only its shape. */
export interface ParkedRow {
  readonly generation: number;
  readonly partition: number;
  readonly offset: number;
  readonly system: string;
  readonly dossier: string;
  readonly cause: string;
  readonly field: string | null;
  readonly path: string | null;
  readonly rule: string;
  readonly sample: string | null;
  readonly suggestion: string | null;
}
