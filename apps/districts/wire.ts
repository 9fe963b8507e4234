import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Office } from './office';
import { render } from './render';

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const CHANGE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** What the software of an office answers when it is well. */
export function answer(office: Office, url: URL, key: string, given: unknown): Answer {
  if (url.pathname === '/api/suc-khoe') return ok({ ten: office.place.name });
  if (given !== key) return problem(401, 'Khoá API không đúng');
  if (url.pathname === '/api/ho-so/danh-sach') return listing(office, url);
  if (url.pathname === '/api/ho-so') return dossiers(office, url);
  return problem(404, 'Không có đường dẫn này');
}

function dossiers(office: Office, url: URL): Answer {
  const since = url.searchParams.get('tu');
  const sinceMs = since === null ? 0 : CHANGE_TIME.test(since) ? Date.parse(since) : NaN;
  const page = whole(url, 'trang', 1, 1_000_000, 1);
  const size = whole(url, 'soDong', 1, 500, 100);
  if (Number.isNaN(sinceMs) || page === undefined || size === undefined) return problem(400, 'Tham số không đúng');
  const { total, dossiers: found } = office.shelf.since(sinceMs, page, size);
  return ok({ tongSo: total, trang: page, duLieu: found.map(render) });
}

function listing(office: Office, url: URL): Answer {
  const after = whole(url, 'sau', 0, Number.MAX_SAFE_INTEGER, 0);
  const size = whole(url, 'soDong', 1, 5_000, 1_000);
  if (after === undefined || size === undefined) return problem(400, 'Tham số không đúng');
  return ok({ duLieu: office.shelf.ids(after, size).map((id) => ({ id })) });
}

function whole(url: URL, name: string, from: number, to: number, usual: number): number | undefined {
  const text = url.searchParams.get(name) ?? String(usual);
  const value = Number(text);
  return /^\d{1,16}$/.test(text) && value >= from && value <= to ? value : undefined;
}

const vary = 'accept-encoding';

/** Sends an answer, packed and with an ETag where the caller wants that. */
export function send(request: IncomingMessage, reply: ServerResponse, { status, body }: Answer): void {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  if (status === 200 && request.headers['if-none-match'] === etag)
    return void reply.writeHead(304, { etag, vary }).end();
  const isPacked = body.length > 1_000 && /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const bytes = isPacked ? gzipSync(body, { level: 1 }) : Buffer.from(body);
  reply.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
    ...(isPacked ? { 'content-encoding': 'gzip' } : {}),
    ...(status === 200 ? { etag, vary } : {}),
  });
  reply.end(request.method === 'HEAD' ? undefined : bytes);
}

/** A good answer. */
export function ok(value: object): Answer {
  return { status: 200, body: JSON.stringify(value) };
}

/** A refusal in the words of the software. */
export function problem(status: number, loi: string): Answer {
  return { status, body: JSON.stringify({ loi }) };
}
