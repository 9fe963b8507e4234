/** A JSON value of a document. */
export type Json = string | number | boolean | null | Json[] | { [member: string]: Json | undefined };

/** How an entry of a set is told from its equals: the source's own id, or the parts the normalizer hashes. */
export type EntryKey = { id: string } | { parts: string[] };

/** A remark on a value that was left out or read by a rule worth knowing. */
export interface MappingFinding {
  code: string;
  severity: 'INFO' | 'WARNING' | 'ERROR';
  /** JSON Pointer into the document. */
  field: string;
  /** Concrete path in the source item. */
  path: string;
  rule: string;
}

/**
 * A document as the mapping makes it: dossier.v1 with personal values in place, without id and origin; the entries of
 * its sets carry an {@link EntryKey} as `key`, from which the normalizer computes the stable key.
 */
export interface MappedDossier {
  system: string;
  deleted: boolean;
  findings: MappingFinding[];
  [member: string]: unknown;
}

/** A record that could not be normalised. `sample` is masked: letters are a or A, digits 9, at most 40 characters. */
export interface Parked {
  kind: 'parked';
  cause: string;
  /** JSON Pointer of the canonical value whose field of the mapping refused. */
  field?: string;
  path?: string;
  rule: string;
  sample?: string;
  /** What would mend it. */
  suggestion?: string;
}

/** What a mapping makes of one item. */
export type Outcome = { kind: 'dossier'; document: MappedDossier } | Parked | { kind: 'dropped'; rule: string };

/** The shape of a value without the value: letters become a or A, digits 9; cut at 40 characters. */
export function masked(value: string): string {
  return value
    .slice(0, 40)
    .replace(/[^\s./:,;_+-]/gu, (sign) =>
      /\p{Lu}/u.test(sign) ? 'A' : /\p{L}/u.test(sign) ? 'a' : /\p{N}/u.test(sign) ? '9' : '?',
    );
}
