import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { LINE_BYTES, LineAnswers, mapper, type Adapter, type Mapper, type PushedLine, type RawItem, type TakenItem } from '@lienthong/adapter-sdk'; // prettier-ignore
import { dossierId, faults, identitylessId, type FaultCode } from '@lienthong/canonical';

/** What can be made to go wrong on the line to a gateway. */
export const LINE_FAULTS = ['slow', 'reset', 'hang', 'html', '429', '500', 'expired'] as const;

/** One of {@link LINE_FAULTS}. */
export type LineFault = (typeof LINE_FAULTS)[number];

/** What became of a call. */
export type ServedCall = { readonly call: number } & (
  { readonly answer: string } | { readonly fault: LineFault } | { readonly status: number; readonly detail: string }
);

/** How a gateway is played. */
export interface FakeGatewayOptions {
  /** 0 takes a free one. */
  readonly port?: number;
  /** Every other call goes wrong like this, the first one too. */
  readonly fault?: LineFault | undefined;
  /** A slow answer takes so long: 10,000. */
  readonly slowMs?: number;
  onCall?(call: ServedCall): void;
}

/** Why a call as a whole is not taken. */
class CallProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
    this.name = 'CallProblem';
  }
}

const SYSTEM = 'try-out';
const NDJSON = 'application/x-ndjson';
const MOST_LINES = 10_000;
const MOST_BYTES = 268_435_456;

/** `POST /v1/records` on this machine, answered as a gateway answers; nothing of it is kept beyond the process. */
export class FakeGateway {
  /** What a program has to send as its key. */
  readonly key = `lt_${randomBytes(12).toString('base64url')}`;
  private readonly newest = new Map<string, string>();
  private readonly mapper: Mapper;
  private readonly server: Server;
  private calls = 0;

  private constructor(
    private readonly adapter: Adapter,
    private readonly options: FakeGatewayOptions,
  ) {
    this.mapper = mapper(adapter);
    this.server = createServer((request, reply) => void this.answer(request, reply));
  }

  /** @throws the error of the port */
  static async open(adapter: Adapter, options: FakeGatewayOptions = {}): Promise<FakeGateway> {
    const gateway = new FakeGateway(adapter, options);
    gateway.server.listen(options.port ?? 0, '127.0.0.1');
    await once(gateway.server, 'listening');
    return gateway;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    this.calls += 1;
    const call = this.calls;
    const fault = call % 2 === 1 ? this.options.fault : undefined;
    try {
      this.assertRoute(request);
      const body = await bodyOf(request);
      if (fault !== undefined && (await this.disturbed(fault, body, reply))) {
        this.options.onCall?.({ call, fault });
        return;
      }
      const answer = await this.take(body);
      this.options.onCall?.({ call, answer });
      reply.writeHead(200, { 'content-type': NDJSON }).end(answer);
    } catch (error) {
      const { status, message } = error instanceof CallProblem ? error : new CallProblem(500, String(error));
      this.options.onCall?.({ call, status, detail: message });
      refuse(reply, status, message);
    }
  }

  private assertRoute({ url = '', method, headers }: IncomingMessage): void {
    const { pathname } = new URL(url, 'http://gateway');
    if (pathname !== '/v1/records') throw new CallProblem(404, `There is no ${pathname}; this gateway has /v1/records alone.`); // prettier-ignore
    if (method !== 'POST') throw new CallProblem(405, 'Records are handed over with POST.');
    if (headers.authorization !== `Bearer ${this.key}`)
      throw new CallProblem(401, 'The key is not valid. Send the one that was printed as "authorization: Bearer <key>".'); // prettier-ignore
    if (headers['content-type']?.split(';')[0]?.trim() !== NDJSON)
      throw new CallProblem(415, `Send a line of JSON for each record, as ${NDJSON}.`);
  }

  private async take(body: Buffer): Promise<string> {
    const answers = new LineAnswers(SYSTEM, this.adapter, this.mapper);
    const lines = linesOf(body);
    const items = await answers.look(lines.slice(0, MOST_LINES));
    if (items.length > 0) answers.taken(items.map((item) => this.taken(item)));
    if (lines.length <= MOST_LINES) return answers.end();
    const detail = `A call takes ${MOST_LINES} lines. Send those from line ${lines[MOST_LINES]?.number ?? ''} on in another one.`; // prettier-ignore
    return answers.end(problem(413, detail));
  }

  private taken({ raw = Buffer.alloc(0), head }: RawItem): TakenItem {
    const digest = createHash('sha256').update(raw).digest('hex');
    const identity = this.adapter.identity.of(head);
    const dossier = identity === undefined ? identitylessId(SYSTEM, digest) : dossierId(SYSTEM, identity);
    const isSame = this.newest.get(dossier) === digest;
    this.newest.set(dossier, digest);
    return { dossier, isSame };
  }

  /** True where the call ends here. What a gateway has taken before the line broke, it keeps. */
  private async disturbed(fault: LineFault, body: Buffer, reply: ServerResponse): Promise<boolean> {
    if (fault === 'slow') {
      await pause(this.options.slowMs ?? 10_000, undefined, { ref: false });
      return false;
    }
    if (fault === 'reset' || fault === 'hang') await this.take(body);
    if (fault === 'reset') reply.destroy();
    else if (fault === 'html')
      reply.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Bảo trì hệ thống</body></html>'); // prettier-ignore
    else if (fault === '429') refuse(reply, 429, 'Too many requests came in a short time.', { 'retry-after': '2' });
    else if (fault === '500') refuse(reply, 500, 'The gateway failed.');
    else if (fault === 'expired') refuse(reply, 401, 'The key is not valid.');
    return true;
  }
}

/** @throws CallProblem where it is too large or packed otherwise */
async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MOST_BYTES) throw new CallProblem(413, `A call takes ${MOST_BYTES} bytes, unpacked.`);
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity') return body;
  if (encoding !== 'gzip') throw new CallProblem(415, 'The body is NDJSON, as it is or with content-encoding: gzip.');
  try {
    return gunzipSync(body, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new CallProblem(isLarge ? 413 : 400, isLarge ? `A call takes ${MOST_BYTES} bytes, unpacked.` : 'The gzip of the body is broken.'); // prettier-ignore
  }
}

/** Empty lines are none, but are counted. */
function linesOf(body: Buffer): PushedLine[] {
  const lines: PushedLine[] = [];
  for (let from = 0, number = 1; from < body.length; number += 1) {
    const feed = body.indexOf(0x0a, from);
    const bytes = body.subarray(from, feed < 0 ? body.length : feed);
    from = feed < 0 ? body.length : feed + 1;
    if (bytes.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09)) continue;
    lines.push({ number, bytes: bytes.length > LINE_BYTES ? undefined : bytes });
  }
  return lines;
}

function problem(status: number, detail: string): object {
  const code = `LT-HTTP-${status}` as FaultCode;
  const { about: title, remedy } = faults[code];
  return { type: `urn:lienthong:fault:${code}`, title, status, detail, code, remedy };
}

function refuse(reply: ServerResponse, status: number, detail: string, headers: Record<string, string> = {}): void {
  reply.writeHead(status, { ...headers, 'content-type': 'application/problem+json' });
  reply.end(JSON.stringify(problem(status, detail)));
}
