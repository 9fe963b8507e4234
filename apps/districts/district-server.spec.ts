import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { DistrictServer, MODES } from './district-server';
import { Office } from './office';
import { PLACES } from './places';

const KEY = 'a-key-of-the-demo';
const NOW = Date.parse('2026-11-24T09:15:02.500+07:00');

let folder: string;
let server: DistrictServer;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'district-'));
  const office = new Office(PLACES[4]!, join(folder, 'truth.jsonl'), 7);
  office.begin(60);
  server = new DistrictServer(office, KEY);
  await server.listen();
});
afterEach(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Heard {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** Asks as a plain client does: no packing, no cache, one connection each. */
function ask(path: string, headers: Record<string, string> = {}, method = 'GET', timeout = 10_000): Promise<Heard> {
  return new Promise((resolve, reject) => {
    const options = { method, headers: { 'x-khoa-api': KEY, ...headers }, agent: false, timeout };
    const asked = request(server.url + path, options, (reply) => {
      const parts: Buffer[] = [];
      reply.on('data', (part: Buffer) => parts.push(part));
      reply.on('end', () =>
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, bytes: Buffer.concat(parts) }),
      );
      reply.on('error', reject);
    });
    asked.on('timeout', () => asked.destroy(new Error('silence')));
    asked.on('error', reject).end();
  });
}

async function rows(query: string): Promise<{ tongSo: number; trang: number; duLieu: { id: number }[] }> {
  const { bytes } = await ask(`/api/ho-so?${query}`);
  return JSON.parse(bytes.toString()) as { tongSo: number; trang: number; duLieu: { id: number }[] };
}

describe(DistrictServer, () => {
  it('pages through everything, in one order, each row once', async () => {
    const pages = await Promise.all([1, 2, 3].map((page) => rows(`trang=${page}&soDong=25`)));
    expect(pages.map(({ tongSo, trang, duLieu }) => [tongSo, trang, duLieu.length])).toEqual([
      [60, 1, 25], [60, 2, 25], [60, 3, 10],
    ]); // prettier-ignore
    expect(new Set(pages.flatMap(({ duLieu }) => duLieu.map(({ id }) => id))).size).toBe(60);
  });

  it('takes a change time in any zone, and shows rows of that very instant', async () => {
    server.office.sameInstant(3, NOW);
    for (const since of ['2026-11-24T09:15:02.500+07:00', '2026-11-24T02:15:02.500Z']) {
      expect((await rows(`tu=${encodeURIComponent(since)}`)).tongSo).toBe(3);
    }
    expect((await rows('tu=2026-11-24T02:15:02.501Z')).tongSo).toBe(0);
  });

  it('lists ids after an id', async () => {
    const listing = JSON.parse((await ask('/api/ho-so/danh-sach?sau=15000058&soDong=5000')).bytes.toString()) as object;
    expect(listing).toEqual({ duLieu: [{ id: 15_000_059 }, { id: 15_000_060 }] });
  });

  it.each([
    'tu=yesterday', 'tu=2026', 'tu=2026-11-24T09:15:02', 'tu=2026-11-24T09:15:02.1+07:00', 'trang=0', 'trang=1.5',
    'soDong=501', 'soDong=', 'soDong=1e2', 'tu=2026-13-24T09:15:02Z',
  ])('says 400 to %s', async (query) => {
    expect((await ask(`/api/ho-so?${query}`)).status).toBe(400);
  }); // prettier-ignore

  it('says 401 without its key, 404 to other paths, 405 to other methods; its health needs no key', async () => {
    expect((await ask('/api/ho-so', { 'x-khoa-api': 'wrong' })).status).toBe(401);
    expect((await ask('/api/khac')).status).toBe(404);
    expect((await ask('/api/ho-so', {}, 'POST')).status).toBe(405);
    expect((await ask('/api/suc-khoe', { 'x-khoa-api': '' })).bytes.toString()).toBe('{"ten":"Xã Gia Lâm"}');
  });

  it('answers 304 to the ETag of the same page, packs on demand, and answers HEAD without a body', async () => {
    const plain = await ask('/api/ho-so');
    const { etag = '', date } = plain.headers;
    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect(Date.parse(date ?? '')).toBeGreaterThan(0);
    expect((await ask('/api/ho-so', { 'if-none-match': etag })).status).toBe(304);
    const packed = await ask('/api/ho-so', { 'accept-encoding': 'gzip' });
    expect([packed.headers['content-encoding'], gunzipSync(packed.bytes).equals(plain.bytes)]).toEqual(['gzip', true]);
    const head = await ask('/api/ho-so', {}, 'HEAD');
    expect([head.status, head.bytes.length, head.headers.etag]).toEqual([200, 0, etag]);
    server.office.sameInstant(1, NOW);
    expect((await ask('/api/ho-so', { 'if-none-match': etag })).status).toBe(200);
  });

  it('is dead without a listener, and well again at the same port', async () => {
    const { url } = server;
    await server.become('dead');
    await expect(ask('/api/suc-khoe')).rejects.toThrow('ECONNREFUSED');
    await server.become('well');
    expect([server.url, (await ask('/api/suc-khoe')).status]).toEqual([url, 200]);
  });

  it('dies under a connection that waits', async () => {
    await server.become('hanging');
    const waiting = ask('/api/suc-khoe');
    const failed = expect(waiting).rejects.toThrow(/hang up|ECONNRESET/);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await server.become('dead');
    await failed;
  });

  it('does one change of mode after the other', async () => {
    await Promise.all(['dead', 'well', 'well', 'dead', 'hanging', 'dead', 'well'].map((mode) => server.become(mode as (typeof MODES)[number]))); // prettier-ignore
    expect([server.mode, (await ask('/api/suc-khoe')).status]).toEqual(['well', 200]);
  });

  it('is silent when it hangs', async () => {
    await server.become('hanging');
    await expect(ask('/api/suc-khoe', {}, 'GET', 300)).rejects.toThrow('silence');
  });

  it('fails in three ways and is good now and then', async () => {
    await server.become('failing');
    const ways = [];
    for (let turn = 0; turn < 8; turn += 1) {
      const heard = await ask('/api/ho-so?soDong=5').catch(() => undefined);
      ways.push(heard === undefined ? 'cut' : `${heard.status} ${heard.headers['content-type'] ?? ''}`.slice(0, 13));
    }
    expect(new Set(ways)).toEqual(new Set(['500 text/plai', '200 text/html', 'cut', '200 applicati']));
  });

  it('is slow: an answer begins late and drips', async () => {
    await server.become('slow');
    const before = Date.now();
    const { bytes } = await ask('/api/ho-so?soDong=10');
    const wanted = 1_500 + (1_000 * bytes.length) / 16_000;
    expect(Date.now() - before).toBeGreaterThan(wanted * 0.9);
    expect(Date.now() - before).toBeLessThan(wanted + 1_500);
  });
});
