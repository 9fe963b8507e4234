import type { RawItem } from '../../format';

/** One answer of a software, understood. */
export interface Answer {
  /** Where it was asked, as faults name it. */
  readonly place: string;
  readonly items: RawItem[];
  /** Change time of each item; undefined where it has none. */
  readonly changedMs: readonly (number | undefined)[];
  /** Up to this change time nothing becomes visible any more: the source's time as it answered, less the overlap. */
  readonly settledMs: number;
  /** The token of the answer behind it, where answers follow each other by token; undefined behind the last one. */
  readonly next?: string | undefined;
  readonly etag?: string | undefined;
}

/** What is asked for: a page from a change time on, or the one a token names. */
export interface Asked {
  readonly sinceMs: number;
  readonly page: number;
  readonly token?: string | undefined;
  readonly etag?: string | undefined;
  readonly rows?: number;
}

/** Asks one software for its items by change time, each call through its link. */
export interface ChangeClient {
  readonly place: string;
  /** Items asked for at once; fewer once the source turned out to give no more. */
  rows: number;
  /** Pages follow each other by token, not by number. */
  readonly isByToken: boolean;
  /** The source's own time now. */
  clock(): Promise<Pick<Answer, 'settledMs'>>;
  /** Items from a change time on (inclusive), in the order of their change times. */
  items(asked: Asked): Promise<Answer>;
  /** Lets go of the connections. */
  close(): void;
}
