import { deepStrictEqual, strictEqual } from 'node:assert';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { identity } from '../identity';
import { Link } from '../link';
import type { Cursor, Source, SourceContext } from '../source';
import { json } from '../formats/json';
import type { RestOptions } from '../sources/rest-options';
import { rest } from '../sources/rest';

/** A row of the test's software: its id, its change time in milliseconds, its content. */
export interface Row {
  readonly id: number;
  readonly at: number;
  readonly text: string;
}

/** An answer in place of the right one; undefined lets the right one through. */
export type Trick = (url: URL, reply: ServerResponse) => boolean | undefined;

/** A small software over HTTP for one test: rows by change time, with a clock and tricks of its own. */
export class RestRoom {
  readonly rows: Row[] = [];
  /** What its Date header says. */
  now = Date.UTC(2026, 0, 1);
  /** Called before each answer, after which the rows may be others. */
  before: (url: URL) => void = () => undefined;
  trick: Trick = () => undefined;
  /** The source under test. */
  source: Source = SOURCE;
  /** The most rows it gives at once, whatever is asked for. */
  cap = Infinity;
  /** Whether it has a Date header. */
  hasDate = true;
  /** Whether it has ETags. */
  hasEtag = true;
  readonly asked: string[] = [];
  readonly statuses: number[] = [];
  private readonly server: Server;

  private constructor(readonly pageRows: number) {
    this.server = createServer((request, reply) => this.answer(request, reply));
  }

  static async open(pageRows = 3): Promise<RestRoom> {
    const room = new RestRoom(pageRows);
    room.server.listen(0, '127.0.0.1');
    await once(room.server, 'listening');
    return room;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Writes a row anew: it moves to its new change time. */
  put(id: number, at: number, text = `v${at}`): void {
    const index = this.rows.findIndex((row) => row.id === id);
    if (index >= 0) this.rows.splice(index, 1);
    this.rows.push({ id, at, text });
  }

  context(settings: Record<string, unknown> = {}, deadlineMs = 1_000): SourceContext {
    const id = identity('id');
    return {
      settings: { baseUrl: this.url, apiKey: 'k', pageRows: this.pageRows, overlapMs: 10_000, ...settings },
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

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, reply: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://room');
    this.asked.push(url.pathname + url.search);
    reply.on('finish', () => this.statuses.push(reply.statusCode));
    this.before(url);
    reply.sendDate = false;
    if (this.hasDate) reply.setHeader('date', new Date(this.now).toUTCString());
    reply.setHeader('content-type', 'application/json');
    if (this.trick(url, reply)) return;
    if (request.headers['x-key'] !== 'k') return void reply.writeHead(401).end('{}');
    if (url.pathname === '/ids') return void reply.end(JSON.stringify({ data: this.ids(url) }));
    const time = new Date(this.now).toISOString();
    const isTimed = url.searchParams.has('timed');
    const body = JSON.stringify({ total: this.rows.length, ...(isTimed ? { time } : {}), ...this.page(url) });
    const etag = `"${Buffer.from(body).toString('base64url')}"`;
    if (request.headers['if-none-match'] === etag) return void reply.writeHead(304).end();
    if (this.hasEtag) reply.setHeader('etag', etag);
    reply.end(body);
  }

  private ids(url: URL): object[] {
    const after = Number(url.searchParams.get('after') ?? 0);
    const size = Math.min(this.cap, Number(url.searchParams.get('size')));
    const rows = [...this.rows].sort((a, b) => a.id - b.id);
    return rows.flatMap(({ id }) => (id > after ? [{ id }] : [])).slice(0, size);
  }

  /** By number, or behind the row that a token names. */
  private page(url: URL): object {
    const since = Date.parse(url.searchParams.get('since') ?? '0000-01-01T00:00:00Z');
    const size = Math.min(this.cap, Number(url.searchParams.get('size')));
    const rows = this.rows.filter(({ at }) => at >= since).sort((a, b) => a.at - b.at || a.id - b.id);
    const token = url.searchParams.get('token');
    const [at = -Infinity, id = 0] = token?.split('.').map(Number) ?? [];
    const number = Number(url.searchParams.get('page') ?? 1);
    const isBehind = (row: Row): boolean => row.at > at || (row.at === at && row.id > id);
    const rest = token === null ? rows.slice((number - 1) * size) : rows.filter(isBehind);
    const given = rest.slice(0, size);
    const last = given.at(-1);
    return {
      next: last && given.length < rest.length ? `${last.at}.${last.id}` : '',
      data: given.map(({ id, at, text }) => ({ id, changed: new Date(at).toISOString(), text })),
    };
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
