import { deepStrictEqual } from 'node:assert';
import {
  identity,
  Link,
  sql,
  type Cursor,
  type Node,
  type SourceContext,
  type SqlOptions,
} from '@lienthong/adapter-sdk';

/** How the test reaches a database. */
export interface Access {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
}

/** What a reading gave: items, identities (`table/key`), and every cursor passed with what came up to it. */
export interface Reading {
  readonly items: Node[];
  readonly ids: string[];
  readonly cursors: { cursor: Cursor; upTo: number }[];
  last: Cursor | null;
}

/** So long after its change time a row may still be committed. */
export const OVERLAP_MS = 60_000;

/** What the `sql` source is given; small pages. */
export function contextOf(access: Access, key: string, settings: Record<string, unknown> = {}): SourceContext {
  const id = identity(['@table', key]);
  return {
    settings: { ...access, pageRows: 3, overlapMs: OVERLAP_MS, statementMs: 20_000, ...settings },
    link: new Link('test', { retries: 0, deadlineMs: 10_000 }),
    files: { ordinal: () => Promise.reject(new Error('no files here')) },
    signal: new AbortController().signal,
    pageRows: 500,
    pageBytes: 1_000_000,
    identityOf: (head) => id.of(head),
  };
}

/** Reads from a cursor to the end; each page must go on where the one before ended, and be whole. */
export async function readAll(options: SqlOptions, ctx: SourceContext, cursor: Cursor | null = null): Promise<Reading> {
  const reading: Reading = { items: [], ids: [], cursors: [], last: cursor };
  try {
    for await (const page of sql(options).read(ctx, cursor)) {
      if (reading.last !== null) deepStrictEqual(page.from, reading.last);
      deepStrictEqual(page.incomplete, undefined);
      for (const { raw, charset, identity: id } of page.items) {
        reading.items.push(options.format.parse(raw ?? Buffer.alloc(0), charset));
        reading.ids.push(id ?? 'none');
      }
      reading.last = page.to;
      reading.cursors.push({ cursor: page.to, upTo: reading.ids.length });
    }
  } finally {
    ctx.link.close();
  }
  return reading;
}
