import type { RawItem } from './format';
import type { Link } from './link';
import type { Node } from './node';
import type { FilesOptions } from './sources/files-options';
import type { RestOptions } from './sources/rest-options';
import type { SqlOptions } from './sources/sql-options';

/** An item with its place in the order of its source and, where it could be found, its identity (NFC). */
export interface Item extends RawItem {
  /** The `sourceOrder` of the sequence, strictly rising along the source; 0 where it has no such order: the later read wins. */
  order: bigint;
  identity?: string;
}

/** An item in its place; one that has no identity keeps its bytes and is parked later. */
export function placed(raw: RawItem, order: bigint, identity: string | undefined): Item {
  if (identity !== undefined) return { ...raw, order, identity };
  const fault = raw.fault ?? { code: 'IDENTITY_MISSING', rule: 'an item needs the identity its adapter declares' };
  return { ...raw, order, fault };
}

/** Where reading goes on: a small JSON object that only its own source understands. */
export type Cursor = { readonly [name: string]: CursorValue };

/** What a cursor may hold. */
export type CursorValue = string | number | boolean | null | readonly CursorValue[] | Cursor;

/** A fault of a page or file itself: what of it could be read is in the pages, the rest is not. */
export interface Incomplete {
  code: string;
  place: string;
  rule: string;
}

/** What one step of reading gave. `from` is the `to` of the page before it. */
export interface Page {
  from: Cursor | null;
  to: Cursor;
  items: Item[];
  incomplete?: Incomplete;
}

/** A part of what the source holds now, for the ledger's comparison with what is stored (L3). */
export interface Listing {
  place: string;
  /** Order of the first item of this part. */
  order: bigint;
  identities: string[];
  /** Items in this part in which no identity was found. */
  unidentified: number;
  incomplete?: Incomplete;
}

/** Gives each content of each file its ordinal: the same one for ever, a new content always a higher one. */
export interface FileBook {
  ordinal(path: string, contentHash: string, size: number, mtimeMs: number): Promise<number>;
}

/** What a source is given to read one system. */
export interface SourceContext {
  settings: Record<string, unknown>;
  link: Link;
  files: FileBook;
  signal: AbortSignal;
  /** A page holds at most this many items. */
  pageRows: number;
  /** A page ends with the item that brings its raw bytes to this size. */
  pageBytes: number;
  /** Identity of an item from its head, NFC; undefined when it has none. */
  identityOf(head: Node): string | undefined;
}

/** How a source speaks with its software, so that the kit can play that software. */
export type Protocol =
  | { readonly kind: 'rest'; readonly options: RestOptions }
  | { readonly kind: 'files'; readonly options: FilesOptions }
  | { readonly kind: 'sql'; readonly options: SqlOptions }
  /** Nothing is asked: a program of the vendor hands records over at `POST /v1/records`. */
  | { readonly kind: 'push' };

/** Member of an item that holds its change time, where a source is read by it. */
export function changedOf(protocol: Protocol | undefined): string | undefined {
  if (protocol?.kind === 'rest') return protocol.options.items.changed;
  return protocol?.kind === 'sql' ? protocol.options.changed : undefined;
}

/** Where the items of a system come from. Holds no state that a restart would miss. */
export interface Source {
  /** Absent where an adapter brings a source of its own. */
  readonly protocol?: Protocol;
  /** Pages from the cursor on; ends when there is nothing more to read now. Throws transient and config faults only. */
  read(ctx: SourceContext, cursor: Cursor | null): AsyncGenerator<Page>;
  /** Identities of everything the source holds now, in parts; absent where a source cannot list. */
  list?(ctx: SourceContext): AsyncGenerator<Listing>;
  /** A listing is asked for at most this often, in milliseconds; without it, after every change. */
  readonly listEveryMs?: number;
}
