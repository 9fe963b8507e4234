import { deepStrictEqual, strictEqual } from 'node:assert';
import { identity } from '../identity';
import { Link } from '../link';
import type { Node } from '../node';
import type { Cursor, Source, SourceContext } from '../source';
import { json } from '../formats/json';
import type { RestOptions } from '../sources/rest-options';
import { rest } from '../sources/rest';
import { FakeRest, KEY } from './fakes/fake-rest';

/** A row of the test's software: its id, its change time in milliseconds, its content. */
export interface Row {
  readonly id: number;
  readonly at: number;
  readonly text: string;
}

/** A fake of the plainest software, and what a source needs to read it. */
export class RestRoom extends FakeRest<Row> {
  /** The source under test. */
  source: Source = SOURCE;

  private constructor(readonly pageRows: number) {
    super();
  }

  static open(pageRows = 3): Promise<RestRoom> {
    return new RestRoom(pageRows).listen();
  }

  /** Writes a row anew: it moves to its new change time. */
  put(id: number, at: number, text = `v${at}`): void {
    this.set({ id, at, text });
  }

  protected override get options(): RestOptions {
    const { protocol } = this.source;
    return protocol?.kind === 'rest' ? protocol.options : OPTIONS;
  }

  protected override item({ id, at, text }: Row): Node {
    return { id, changed: new Date(at).toISOString(), text };
  }

  protected override listed({ id }: Row): Node {
    return { id };
  }

  context(settings: Record<string, unknown> = {}, deadlineMs = 1_000): SourceContext {
    const id = identity('id');
    return {
      settings: { baseUrl: this.url, apiKey: KEY, pageRows: this.pageRows, overlapMs: 10_000, ...settings },
      link: new Link('test', { retries: 1, backoffMs: 1, deadlineMs }),
      files: { ordinal: () => Promise.reject(new Error('no files here')) },
      signal: new AbortController().signal,
      pageRows: 500,
      pageBytes: 1_000_000,
      identityOf: (head) => id.of(head),
    };
  }

  /** Reads from a cursor to the end. @returns `id:text` of every item, and every cursor passed, with what came up to it */
  async read(cursor: Cursor | null = null, ctx = this.context()): Promise<Reading> {
    const reading: Reading = { items: [], cursors: [], incomplete: [], last: cursor };
    try {
      for await (const page of this.source.read(ctx, cursor)) {
        if (reading.last !== null) deepStrictEqual(page.from, reading.last);
        for (const { raw } of page.items) {
          const { id, text } = JSON.parse(raw?.toString() ?? '') as Row;
          reading.items.push(`${id}:${text}`);
        }
        strictEqual(new Set(page.items.map((item) => item.identity)).size, page.items.length);
        if (page.incomplete) reading.incomplete.push(page.incomplete.code);
        reading.last = page.to;
        reading.cursors.push({ cursor: page.to, upTo: reading.items.length });
      }
    } finally {
      ctx.link.close();
    }
    return reading;
  }

  /** Goes on from every checkpoint of a reading. @returns for each, what was read up to it and after it together */
  async walk({ items, cursors }: Reading): Promise<string[][]> {
    const unions: string[][] = [];
    for (const { cursor, upTo } of cursors) {
      const rest = await this.read(cursor);
      unions.push([...new Set([...items.slice(0, upTo), ...rest.items])].sort());
    }
    return unions;
  }

  /** Everything there is now, as {@link read} writes it. */
  all(): string[] {
    return this.rows.map(({ id, text }) => `${id}:${text}`).sort();
  }
}

/** What a reading gave. */
export interface Reading {
  readonly items: string[];
  readonly cursors: { cursor: Cursor; upTo: number }[];
  readonly incomplete: string[];
  last: Cursor | null;
}

/** What an adapter of that software would declare. */
export const OPTIONS: RestOptions = {
  format: json({ items: 'data' }),
  items: { path: '/rows', since: 'since', size: 'size', paging: { page: 'page' }, changed: 'changed' },
  listing: { path: '/ids', after: 'after', size: 'size', id: 'id' },
  keyHeader: 'x-key',
  clock: 'date-header',
};

/** The source of that declaration. */
export const SOURCE = rest(OPTIONS);
