import type { Format } from '../format';

/** What an interface looks like: where to ask, with which words, and what its answers hold. */
export interface RestOptions {
  readonly format: Format;
  /** Path of the list of dossiers, sorted by change time, and the names of its parameters. */
  readonly items: {
    readonly path: string;
    readonly since: string;
    readonly size: string;
    /** By number of the page, or by the token the answer names at `next`. */
    readonly paging: { readonly page: string } | { readonly cursor: string; readonly next: string };
    /** Path of the change time within an item; a time with its offset (RFC 3339), or what `read` reads. */
    readonly changed: string;
    /** Reads a change time that has no offset, as `write` writes it: in milliseconds since 1970; undefined where it is none. */
    readonly read?: (written: string) => number | undefined;
    /** How a change time is written in `since`, no coarser than the source writes it; default RFC 3339 in UTC. */
    readonly write?: (ms: number) => string;
  };
  /** Path of the list of everything there is, by id, and the names of its parameters; without it nothing is counted. */
  readonly listing?: { readonly path: string; readonly after: string; readonly size: string; readonly id: string };
  /** Header that carries the key. */
  readonly keyHeader?: string;
  /**
   * Where the source tells its own time: its Date header, a member of the answer (with its offset), or nowhere. Where an
   * answer has none, our own time stands for it, with an overlap of at least fifteen minutes.
   */
  readonly clock: 'date-header' | { readonly member: string } | 'none';
}
