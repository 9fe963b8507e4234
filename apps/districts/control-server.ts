import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { usualRate, type City } from './city';
import { MODES, type DistrictServer, type Mode } from './district-server';
import { ok, problem, send, type Answer } from './wire';

const HOST = 'http://control';
const BODY = 65_536;
const MOST = 10_000;
const DAY_MS = 86_400_000;

/** Where the demo is played with: modes of districts, the pace of the city, rows that come late or all at once. */
export function controlServer(city: City): Server {
  return createServer((request, reply) => {
    void handle(city, request, reply).catch((error: unknown) => {
      const said = error instanceof Error ? error.message : 'unknown';
      if (!reply.headersSent) send(request, reply, problem(500, `the city could not do that: ${said}`));
    });
  });
}

async function handle(city: City, request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const path = request.url ?? '/';
  if (!URL.canParse(path, HOST)) return send(request, reply, problem(400, 'the path is not one'));
  const { pathname } = new URL(path, HOST);
  const [, room = '', code = '', act = ''] = pathname.split('/');
  const body = request.method === 'GET' ? {} : await bodyOf(request);
  if (body === undefined) return send(request, reply, problem(400, 'the body is one JSON object of at most 64 kB'));
  const place = `${request.method ?? ''} ${room}`;
  if (place === 'GET districts' && code === '') return send(request, reply, ok({ items: city.districts.map(stateOf) }));
  if (place === 'PUT city') return send(request, reply, pace(city, body));
  const district = room === 'districts' ? city.find(code) : undefined;
  if (!district) return send(request, reply, problem(404, 'there is no such district'));
  send(request, reply, await change(district, `${request.method ?? ''} ${act}`.trim(), body));
}

async function change(district: DistrictServer, act: string, body: Body): Promise<Answer> {
  const { count, ageMs = 0, mode } = body;
  if (act === 'PUT') {
    if (!MODES.some((known) => known === mode)) return problem(400, `mode is one of ${MODES.join(', ')}`);
    await district.become(mode as Mode);
    return ok(stateOf(district));
  }
  if (act === 'GET') return ok(stateOf(district));
  if (act !== 'POST same-instant' && act !== 'POST late') return problem(404, 'there is no such act');
  if (!isWithin(count, 1, MOST) || !isWithin(ageMs, 0, DAY_MS) || !Number.isInteger(count)) {
    return problem(400, `count is a whole number from 1 to ${MOST}, ageMs from 0 to ${DAY_MS}`);
  }
  if (act === 'POST late') district.office.late(count, ageMs, Date.now());
  else district.office.sameInstant(count, Date.now());
  return ok(stateOf(district));
}

function pace(city: City, { living, ratePerSecond = usualRate }: Body): Answer {
  if (typeof living !== 'boolean' || !isWithin(ratePerSecond, 0, 1_000)) {
    return problem(400, 'living is true or false, ratePerSecond from 0 to 1000');
  }
  city.live(living ? ratePerSecond : 0);
  return ok({ living, ratePerSecond });
}

function stateOf({ office, system, mode, url }: DistrictServer): object {
  const { place, shelf, changes } = office;
  return { code: place.code, system, name: place.name, mode, url, dossiers: shelf.size, changes };
}

interface Body {
  readonly mode?: unknown;
  readonly living?: unknown;
  readonly ratePerSecond?: unknown;
  readonly count?: unknown;
  readonly ageMs?: unknown;
}

async function bodyOf(request: IncomingMessage): Promise<Body | undefined> {
  const parts: Buffer[] = [];
  let bytes = 0;
  // What is too long is read to its end and dropped: a reply to a caller who still writes would be lost.
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes <= BODY) parts.push(part);
  }
  if (bytes > BODY) return undefined;
  try {
    const body: unknown = JSON.parse(Buffer.concat(parts).toString());
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

function isWithin(value: unknown, from: number, to: number): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= from && value <= to;
}
