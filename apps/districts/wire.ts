import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly body: string;
}

const CHANGE_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?(Z|[+-]\d\d:\d\d)$/;

/** A parameter that is a time with its offset, in milliseconds: 0 where it is not there, undefined where it is none. */
export function instant(url: URL, name: string): number | undefined {
  const text = url.searchParams.get(name);
  if (text === null) return 0;
  const ms = CHANGE_TIME.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(ms) ? undefined : ms;
}

/** A parameter that is a whole number within bounds; undefined where it is none. */
export function whole(url: URL, name: string, from: number, to: number, usual: number): number | undefined {
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
