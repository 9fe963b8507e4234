import { hash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Node } from '../../node';
import { textAt } from '../../path';
import type { RestOptions } from '../../sources/rest-options';
import { writer } from './writer';

/** What a fake holds: the place of a row in the order of ids, and its change time in milliseconds. */
export interface FakeRow {
  readonly id: number;
  readonly at: number;
}

/** An answer in place of the right one; undefined lets the right one through. */
export type Trick = (url: URL, reply: ServerResponse) => boolean | undefined;

/** The key a fake asks for: a text that stands nowhere else, so that it is found where it must not be. */
export const KEY = 'kit-secret-5f1d0c';

/** A small software over HTTP on this machine: rows by change time, with a clock and tricks of its own. */
export abstract class FakeRest<Row extends FakeRow> {
  readonly rows: Row[] = [];
  /** What its own clock says, wherever it tells it. */
  now = Date.UTC(2026, 0, 1);
  /** Called before each answer, after which the rows may be others. */
  before: (url: URL) => void = () => undefined;
  trick: Trick = () => undefined;
  /** The most rows it gives at once, whatever is asked for. */
  cap = Infinity;
  /** Whether it has a Date header. */
  hasDate = true;
  /** Whether it has ETags. */
  hasEtag = true;
  readonly asked: string[] = [];
  readonly statuses: number[] = [];
  /** The most requests that were under way at once. */
  mostAtOnce = 0;
  private underWay = 0;
  private readonly server: Server;

  protected constructor() {
    this.server = createServer((request, reply) => this.answer(request, reply));
  }

  /** How it is spoken with. */
  protected abstract get options(): RestOptions;
  /** A row as its list shows it. */
  protected abstract item(row: Row): Node;
  /** A row as the list of everything shows it. */
  protected abstract listed(row: Row): Node;

  protected async listen(): Promise<this> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Writes a row anew: it moves to its new change time. */
  set(row: Row): void {
    const index = this.rows.findIndex(({ id }) => id === row.id);
    if (index >= 0) this.rows.splice(index, 1);
    this.rows.push(row);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private answer(request: IncomingMessage, reply: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://fake');
    this.asked.push(url.pathname + url.search);
    this.underWay += 1;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    reply.on('finish', () => this.statuses.push(reply.statusCode));
    reply.on('close', () => (this.underWay -= 1));
    this.before(url);
    const { keyHeader, listing, format } = this.options;
    reply.sendDate = false;
    if (this.hasDate) reply.setHeader('date', new Date(this.now).toUTCString());
    reply.setHeader('content-type', format.mediaType);
    if (this.trick(url, reply)) return;
    if (keyHeader !== undefined && request.headers[keyHeader.toLowerCase()] !== KEY)
      return void reply.writeHead(401).end('{}');
    if (listing !== undefined && url.pathname === pathOf(listing.path)) return void reply.end(this.list(url, listing));
    if (url.pathname !== pathOf(this.options.items.path)) return void reply.writeHead(404).end('{}');
    const body = this.page(url);
    const etag = `"${hash('sha256', body, 'base64url')}"`;
    if (request.headers['if-none-match'] === etag) return void reply.writeHead(304).end();
    if (this.hasEtag) reply.setHeader('etag', etag);
    reply.end(body);
  }

  private list(url: URL, { after, size, id }: NonNullable<RestOptions['listing']>): string {
    const written = writer(this.options.format);
    const idOf = textAt(id);
    const all = [...this.rows].sort((a, b) => a.id - b.id).map((row) => this.listed(row));
    const last = url.searchParams.get(after);
    const from = last === null ? 0 : all.findIndex((node) => idOf(node) === last) + 1;
    const count = Math.min(this.cap, Number(url.searchParams.get(size)));
    return written.whole(all.slice(from, from + count).map((node) => written.item(node)));
  }

  /** By number, or behind the row that a token names. */
  private page(url: URL): string {
    const { items, clock, format } = this.options;
    const { paging } = items;
    const size = Math.min(this.cap, Number(url.searchParams.get(items.size)));
    const rows = this.since(sinceMs(url.searchParams.get(items.since)));
    const token = 'cursor' in paging ? url.searchParams.get(paging.cursor) : null;
    const [at = -Infinity, id = 0] = token?.split('.').map(Number) ?? [];
    const number = 'page' in paging ? Number(url.searchParams.get(paging.page) ?? 1) : 1;
    const isBehind = (row: Row): boolean => row.at > at || (row.at === at && row.id > id);
    const rest = token === null ? rows.slice((number - 1) * size) : rows.filter(isBehind);
    const given = rest.slice(0, size);
    const last = given.at(-1);
    const next = last && given.length < rest.length ? `${last.at}.${last.id}` : '';
    const written = writer(format);
    return written.whole(
      given.map((row) => written.item(this.item(row))),
      {
        ...('cursor' in paging ? { [paging.next]: next } : {}),
        ...(typeof clock === 'object' ? { [clock.member]: new Date(this.now).toISOString() } : {}),
      },
    );
  }

  /** Rows from a change time on, in order. */
  private since(ms: number): Row[] {
    const { rows } = this;
    const isSorted = rows.every((row, at) => at === 0 || compared(rows[at - 1] ?? row, row) <= 0);
    if (!isSorted) rows.sort(compared);
    const from = rows.findIndex(({ at }) => at >= ms);
    return from < 0 ? [] : rows.slice(from);
  }
}

function compared(a: FakeRow, b: FakeRow): number {
  return a.at - b.at || a.id - b.id;
}

/** The path alone: one may carry a query of its own. */
function pathOf(path: string): string {
  return new URL(path, 'http://fake').pathname;
}

/** A change time however it is written: RFC 3339, or seconds or milliseconds since 1970. */
function sinceMs(written: string | null): number {
  if (written === null) return -Infinity;
  if (!/^-?\d+$/.test(written)) return Date.parse(written);
  return written.length > 11 ? Number(written) : Number(written) * 1_000;
}
