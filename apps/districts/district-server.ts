import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Office } from './office';
import { answer } from './software';
import { problem, send } from './wire';

/** How the line to an office and its software are. */
export const MODES = ['well', 'slow', 'failing', 'hanging', 'dead'] as const;

/** One of {@link MODES}. */
export type Mode = (typeof MODES)[number];

const HOST = 'http://district';
const SLOW_MS = 1_500;
const SLOW_BYTES = 4_000;
const SLOW_EVERY_MS = 250;

/** The one-stop software of an office: an HTTP server that can be well or not. */
export class DistrictServer {
  private current: Mode = 'well';
  private port = 0;
  private server: Server | undefined;
  private asked = 0;
  private changing = Promise.resolve();

  constructor(
    readonly office: Office,
    readonly key: string,
  ) {}

  /** What a gateway calls it: its place and its software. */
  get system(): string {
    return `${this.office.place.code}-${this.office.place.software}`;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get mode(): Mode {
    return this.current;
  }

  /** Listens, at the same port again after it was dead. */
  async listen(): Promise<void> {
    const server = createServer((request, reply) => {
      void this.reply(request, reply).catch(() => reply.destroy());
    });
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /**
   * Dead lets go of the port and of every connection; hanging keeps both and says nothing. One change after the other.
   *
   * @throws Error where the port was taken by somebody else meanwhile; the mode stays
   */
  become(mode: Mode): Promise<void> {
    const done = this.changing.then(async () => {
      if (mode === 'dead') await this.close();
      else if (this.server === undefined) await this.listen();
      this.current = mode;
    });
    this.changing = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  private async reply(request: IncomingMessage, reply: ServerResponse): Promise<void> {
    this.asked += 1;
    if (this.mode === 'hanging') return;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return send(request, reply, problem(405, 'Chỉ nhận GET và HEAD'));
    }
    const path = request.url ?? '/';
    if (!URL.canParse(path, HOST)) return send(request, reply, problem(400, 'Đường dẫn không đúng'));
    const url = new URL(path, HOST);
    if (this.mode === 'slow') await pause(SLOW_MS);
    const good = answer(this.office, url, this.key, request.headers);
    if (this.mode === 'failing' && this.asked % 4 !== 0) return fail(this.asked % 4, good.body, reply);
    if (this.mode === 'slow') return drip(good.status, good.body, reply);
    send(request, reply, good);
  }
}

/** An error, half an answer, or a page of markup that says it is well. */
function fail(how: number, body: string, reply: ServerResponse): void {
  if (how === 1)
    return void reply.writeHead(500, { 'content-type': 'text/plain' }).end('System.NullReferenceException');
  if (how === 2)
    return void reply.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Đang bảo trì</body></html>');
  const bytes = Buffer.from(body);
  reply.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
  reply.write(bytes.subarray(0, bytes.length >> 1), () => reply.destroy());
}

/** About sixteen kilobytes a second. */
async function drip(status: number, body: string, reply: ServerResponse): Promise<void> {
  const bytes = Buffer.from(body);
  reply.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
  for (let at = 0; at < bytes.length && !reply.destroyed; at += SLOW_BYTES) {
    reply.write(bytes.subarray(at, at + SLOW_BYTES));
    await pause(SLOW_EVERY_MS);
  }
  reply.end();
}
