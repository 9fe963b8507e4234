import { gzipSync } from 'node:zlib';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadAdapter } from '@lienthong/adapter-sdk/testing';
import type { Adapter } from '@lienthong/adapter-sdk';
import { FakeGateway, type FakeGatewayOptions, type ServedCall } from './fake-gateway';
import { newAdapter } from './new-adapter';

const ROW = { id: '1', code: 'A-1', deleted: '0', procedure: {}, unit: { code: '00565' }, applicant: { name: 'Người Thử' }, status: '4', receivedAt: '03/08/2026 09:15', step: [] }; // prettier-ignore
const line = (changes: object = {}): string => JSON.stringify({ ...ROW, ...changes });

let dir: string;
let adapter: Adapter;
let gateway: FakeGateway | undefined;
let calls: ServedCall[];

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'fake-gateway-'));
  mkdirSync(dir, { recursive: true });
  adapter = loadAdapter((await newAdapter('ward-desk', 'push', dir)).folder);
});

afterAll(() => rmSync(dir, { recursive: true, force: true }));

afterEach(async () => {
  await gateway?.close();
  gateway = undefined;
});

async function open(options: FakeGatewayOptions = {}): Promise<FakeGateway> {
  calls = [];
  gateway = await FakeGateway.open(adapter, { ...options, onCall: (call) => calls.push(call) });
  return gateway;
}

async function push(body: string | Buffer, headers: Record<string, string> = {}, path = '/v1/records', method = 'POST'): Promise<Response> {
  if (!gateway) throw new Error('No gateway is open.');
  const head = { authorization: `Bearer ${gateway.key}`, 'content-type': 'application/x-ndjson', ...headers };
  return fetch(`${gateway.url}${path}`, { method, headers: head, ...(method === 'POST' && { body: body as string }), signal: AbortSignal.timeout(3_000) });
} // prettier-ignore

async function answers(
  body: string | Buffer,
  headers: Record<string, string> = {},
): Promise<Record<string, unknown>[]> {
  const response = await push(body, headers);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/x-ndjson');
  return (await response.text()).trimEnd().split('\n').map((one) => JSON.parse(one) as Record<string, unknown>); // prettier-ignore
}

describe(FakeGateway.name, () => {
  it('answers line by line: accepted, same, parked with the place, refused, and how it ended', async () => {
    await open();
    const body = [line(), '', line({ id: '2', status: '77' }), '{"id":', line(), line({ id: undefined })].join('\n');
    const [first, second, third, fourth, fifth, end] = await answers(body);
    expect(first).toEqual({ line: 1, outcome: 'accepted', dossier: expect.stringMatching(/^[0-9a-f-]{36}$/) as string });
    expect(second).toMatchObject({
      line: 3, outcome: 'accepted', parked: { cause: 'UNKNOWN_CODE', path: 'status', field: expect.any(String) as string, rule: expect.any(String) as string },
    });
    expect(third).toMatchObject({ line: 4, outcome: 'refused', refused: { cause: 'MALFORMED' } });
    expect(fourth).toEqual({ line: 5, outcome: 'same', dossier: first?.['dossier'] });
    expect(fifth).toMatchObject({ line: 6, parked: { cause: 'IDENTITY_MISSING' } });
    expect(end).toEqual({ done: true, lines: 5, accepted: 3, same: 1, refused: 1 });
  }); // prettier-ignore

  it('takes gzip, and the same again as the same', async () => {
    await open();
    const body = gzipSync(`${line()}\n${line({ id: '2' })}\n`);
    expect((await answers(body, { 'content-encoding': 'gzip' })).at(-1)).toMatchObject({ accepted: 2, same: 0 });
    expect((await answers(body, { 'content-encoding': 'gzip' })).at(-1)).toMatchObject({ accepted: 0, same: 2 });
    expect((await answers(line({ status: '10' }))).at(-1)).toMatchObject({ accepted: 1, same: 0 });
  });

  it('takes 10,000 lines of a call, and says from where to go on', async () => {
    await open();
    const found = await answers(Array.from({ length: 10_002 }, (_, id) => line({ id: String(id) })).join('\n'));
    expect(found.at(-1)).toMatchObject({ done: false, lines: 10_000, problem: { status: 413, detail: expect.stringContaining('from line 10001 on') as string } }); // prettier-ignore
  }, 30_000);

  it.each<[string, Promise<Response> | (() => Promise<Response>), number]>([
    ['no key', () => push(line(), { authorization: 'Bearer other' }), 401],
    ['another media type', () => push(line(), { 'content-type': 'application/json' }), 415],
    ['another packing', () => push(line(), { 'content-encoding': 'br' }), 415],
    ['a broken gzip', () => push('no gzip', { 'content-encoding': 'gzip' }), 400],
    ['another route', () => push(line(), {}, '/v1/dossiers'), 404],
    ['another method', () => push('', {}, '/v1/records', 'GET'), 405],
  ])('refuses %s as a problem with its code', async (_, call, status) => {
    await open();
    const response = await (typeof call === 'function' ? call() : call);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status, code: `LT-HTTP-${status}`, type: `urn:lienthong:fault:LT-HTTP-${status}`, detail: expect.any(String) as string }); // prettier-ignore
    expect(calls).toEqual([expect.objectContaining({ call: 1, status })]);
  });

  it.each([
    ['429', 429],
    ['500', 500],
    ['expired', 401],
  ] as const)('makes every other call end with %s and lets the next one through', async (fault, status) => {
    await open({ fault });
    const response = await push(line());
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(fault === '429' ? '2' : null);
    expect((await answers(line())).at(-1)).toMatchObject({ accepted: 1 });
    expect((await push(line())).status).toBe(status);
    expect(calls).toMatchObject([{ call: 1, fault }, { call: 2 }, { call: 3, fault }]);
  });

  it('answers a page of HTML with 200 where it is made to', async () => {
    await open({ fault: 'html' });
    const response = await push(line());
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('<html>')]);
  });

  it('has taken the lines whose answer it broke off: sent again they are the same', async () => {
    await open({ fault: 'reset' });
    await expect(push(line())).rejects.toThrow();
    expect((await answers(line())).at(-1)).toMatchObject({ accepted: 0, same: 1 });
  });

  it('hangs until the sender gives up, and answers slowly', async () => {
    await open({ fault: 'hang' });
    await expect(push(line())).rejects.toThrow(/timeout/i);
    expect((await answers(line())).at(-1)).toMatchObject({ same: 1 });
    await gateway?.close();
    await open({ fault: 'slow', slowMs: 300 });
    const started = Date.now();
    expect((await answers(line())).at(-1)).toMatchObject({ accepted: 1 });
    expect(Date.now() - started).toBeGreaterThanOrEqual(290);
  }, 15_000);

  it('is for this machine alone', async () => {
    expect((await open()).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
