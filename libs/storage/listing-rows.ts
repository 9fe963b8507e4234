/** What lists and search show, ask and store of a dossier: public columns, and tokens instead of names. */

/** What somebody may see. Both undefined is everything; what is set must match, and an empty set matches nothing. */
export interface Scope {
  /** Codes of units; a dossier matches by its receiving, competent or returning unit. */
  readonly units?: readonly string[] | undefined;
  readonly systems?: readonly string[] | undefined;
}

/**
 * One text that is looked for, in each way it may be meant: a dossier is found by its people's names (all words, in
 * whatever order and whoever's), by a personal number (whole), or by its own number (whole, or by its last digits, at
 * least four). Nothing set finds nothing.
 */
export interface SearchTokens {
  /** Hex tokens of the words as written; a dossier that has all of them ranks first. */
  readonly exact: readonly string[];
  /** Hex tokens of the words without diacritics; all must match. */
  readonly folded: readonly string[];
  readonly personId?: string | undefined;
  /** Compact key of a dossier's number. */
  readonly code?: string | undefined;
}

/** Which dossiers. What is undefined does not limit; days are `yyyy-MM-dd`, both ends included. */
export interface DossierFilter {
  readonly scope?: Scope | undefined;
  readonly system?: string | undefined;
  readonly unit?: string | undefined;
  readonly status?: string | undefined;
  /** National code of the procedure. */
  readonly procedure?: string | undefined;
  readonly channel?: string | undefined;
  readonly receivedFrom?: string | undefined;
  readonly receivedTo?: string | undefined;
  readonly dueFrom?: string | undefined;
  readonly dueTo?: string | undefined;
  readonly overdue?: boolean | undefined;
  readonly deleted?: boolean | undefined;
  readonly search?: SearchTokens | undefined;
}

/** A dossier in a list. */
export interface ListedDossier {
  readonly id: string;
  readonly system: string;
  /** The number people see. */
  readonly code: string | null;
  readonly status: string;
  readonly procedure: string | null;
  readonly procedureName: string | null;
  readonly channel: string | null;
  /** A day, or a year where the source knows no more. */
  readonly receivedOn: string | null;
  /** The latest promise, as exact as the source knows it: RFC 3339 with +07:00, a day or a year. */
  readonly dueAt: string | null;
  readonly finishedOn: string | null;
  /** Codes of the three units. */
  readonly receiving: string | null;
  readonly competent: string | null;
  readonly returning: string | null;
  readonly overdue: boolean;
  readonly deleted: boolean;
  /** Append time of the record that last changed the dossier. */
  readonly changedAt: Date;
}

/** A dossier found, with its rank: 0 when it matches as written, 1 when without diacritics only. */
export type FoundDossier = ListedDossier & { readonly rank: number };

/** Where a page ends: by rank, then received last first, then by id downwards. `receivedOn` is '' where there is none. */
export interface ListKey {
  readonly rank: number;
  readonly receivedOn: string;
  readonly id: string;
}

/** How many dossiers a filter finds. */
export interface ListCounts {
  readonly total: number;
  readonly overdue: number;
  readonly byStatus: Record<string, number>;
  readonly bySystem: Record<string, number>;
}

/** What has changed after a position, each dossier once; `more` when it is worth asking again at once. */
export interface ListedChanges {
  readonly position: bigint;
  readonly changes: readonly ListedDossier[];
  readonly more: boolean;
}

/** A dossier as the projection stores it. */
export interface ListedRow extends Omit<ListedDossier, 'overdue' | 'changedAt'> {
  readonly sequence: string;
  readonly offset: number;
  /** Content commitment: equal content is no change. */
  readonly content: string;
  /** When the promise has passed: the end of the day where a day was promised. */
  readonly dueUntilMs: number | null;
  readonly changedAtMs: number;
  /** Distinct tokens, each with the letter of its kind before it (`e`, `f` or `i`), sorted. */
  readonly tokens: readonly string[];
  /** Distinct compact keys of its numbers, sorted. */
  readonly codes: readonly string[];
}

/** What the projection has of a dossier already. */
export type KnownRow = Pick<ListedRow, 'id' | 'sequence' | 'offset' | 'content' | 'tokens' | 'codes'>;
