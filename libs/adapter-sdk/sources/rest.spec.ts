import { gzipSync } from 'node:zlib';
import { RestRoom, SOURCE } from '../testing/rest-room';
import { rest } from './rest';

const HOUR = 3_600_000;
let room: RestRoom;

beforeEach(async () => void (room = await RestRoom.open()));
afterEach(() => room.close());

/** Rows of the past, a minute apart, the newest an hour old. */
function past(count: number): void {
  for (let id = 1; id <= count; id += 1) room.put(id, room.now - HOUR - (count - id) * 60_000);
}

const all = (): string[] => room.rows.map(({ id, text }) => `${id}:${text}`).sort();
const distinct = (items: readonly string[]): string[] => [...new Set(items)].sort();

describe(rest.name, () => {
  it('reads the past in pages and then only what is new', async () => {
    past(10);
    const first = await room.read();
    expect(distinct(first.items)).toEqual(all());
    room.now += 60_000;
    room.put(11, room.now - 30_000);
    expect(distinct((await room.read(first.last)).items)).toEqual([`11:v${room.now - 30_000}`]);
  });

  it('goes on from every checkpoint without a loss', async () => {
    past(17);
    room.put(18, room.now - 2_000);
    const whole = await room.read();
    expect(whole.cursors.length).toBeGreaterThan(5);
    for (const { cursor, upTo } of whole.cursors) {
      const rest = await room.read(cursor);
      expect(distinct([...whole.items.slice(0, upTo), ...rest.items])).toEqual(all());
    }
  });

  it('reads what is new before the past is read', async () => {
    past(9);
    room.put(10, room.now - 1_000);
    expect((await room.read()).items[0]).toBe(`10:v${room.now - 1_000}`);
  });

  it('reads rows that are committed late, within the overlap', async () => {
    past(3);
    room.put(4, room.now - 1_000);
    const first = await room.read();
    room.put(5, room.now - 8_000);
    room.now += 1_000;
    expect((await room.read(first.last)).items).toContain(`5:v${room.now - 9_000}`);
  });

  it('keeps its mark behind the clock of the source, wherever its change times are', async () => {
    past(3);
    room.put(4, room.now + 5 * HOUR);
    const first = await room.read();
    expect((first.last as unknown as { live: number }).live).toBeLessThanOrEqual(room.now - 10_000);
    room.put(5, room.now - 500);
    expect((await room.read(first.last)).items).toContain(`5:v${room.now - 500}`);
  });

  it.each([3, 9, 10])('reads %i rows of one instant, more than a page', async (count) => {
    past(5);
    for (let id = 100; id < 100 + count; id += 1) room.put(id, room.now - HOUR / 2);
    for (let id = 200; id < 200 + count; id += 1) room.put(id, room.now - 1_000);
    room.put(300, room.now - 500);
    const reading = await room.read();
    expect(distinct(reading.items)).toEqual(all());
    for (const { cursor, upTo } of reading.cursors) {
      const rest = await room.read(cursor);
      expect(distinct([...reading.items.slice(0, upTo), ...rest.items])).toEqual(all());
    }
  });

  it('misses no row of one instant when others of them move away meanwhile', async () => {
    for (let id = 1; id <= 12; id += 1) room.put(id, room.now - HOUR);
    let moved = 0;
    room.before = (url) => {
      if (url.searchParams.get('page') !== '2' || moved >= 2) return;
      moved += 1;
      room.put(moved, room.now - 100 + moved);
    };
    const first = await room.read();
    room.before = () => undefined;
    expect(moved).toBe(2);
    const next = await room.read(first.last);
    expect(distinct([...first.items, ...next.items])).toEqual(expect.arrayContaining(all()));
  });

  it('misses no row when rows before it move away between two pages', async () => {
    past(12);
    let moved = 0;
    room.before = () => {
      if (room.asked.length > 3 && moved < 4) room.put((moved += 1), room.now - 100 + moved);
    };
    const first = await room.read();
    room.before = () => undefined;
    const next = await room.read(first.last);
    expect(distinct([...first.items, ...next.items])).toEqual(expect.arrayContaining(all()));
  });

  it('gives an identity that comes twice in one answer as two pages', async () => {
    room.rows.push({ id: 1, at: room.now - HOUR, text: 'a' }, { id: 1, at: room.now - HOUR + 1, text: 'b' });
    expect((await room.read()).items).toEqual(['1:a', '1:b']);
  });

  it('asks once and reads nothing where nothing has changed', async () => {
    past(2);
    room.put(3, room.now - 1_000);
    const settled = await room.read((await room.read()).last);
    room.statuses.length = 0;
    expect(await room.read(settled.last)).toMatchObject({ items: [], cursors: [] });
    expect(room.statuses).toEqual([304]);
  });

  it('tells of a source that goes back in time, and asks again at the next look', async () => {
    room.trick = (url, reply) => {
      if (url.searchParams.get('size') === '1') return undefined;
      const [late, early] = [room.now - 100, room.now - HOUR].map((ms) => new Date(ms).toISOString());
      reply.end(JSON.stringify({ data: [{ id: 1, changed: late }, { id: 2, changed: early }] })); // prettier-ignore
      return true;
    };
    const reading = await room.read();
    // The new part and the past, once each.
    expect(reading.incomplete).toEqual(['ORDER', 'ORDER']);
  });

  it('tells of a source that repeats its page for ever', async () => {
    for (let id = 1; id <= 9; id += 1) room.put(id, room.now - HOUR);
    room.before = (url) => url.searchParams.set('page', '1');
    expect((await room.read()).incomplete).toEqual(['REPEATED']);
  });

  it.each<[string, RegExp, (reply: import('node:http').ServerResponse) => void]>([
    ['an error', /LT-LINK-3.*answered 503.*wait: 7 s/s, (reply) => reply.writeHead(503, { 'retry-after': '7' }).end()],
    ['markup with 200', /LT-LINK-3.*markup/, (reply) => reply.end('<html>login</html>')],
    ['half a page', /LT-LINK-3.*TRUNCATED/, (reply) => reply.end('{"data":[{"id":1,')],
    ['a body that breaks off', /LT-LINK-3/, (reply) => reply.writeHead(200, { 'content-length': 99 }).write('{')],
    ['a refused key', /LT-LINK-4.*apiKey/, (reply) => reply.writeHead(401).end()],
    ['another page', /LT-LINK-4.*baseUrl/, (reply) => reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['something else', /LT-LINK-3.*WRONG_ROOT/, (reply) => reply.end('{"rows":[]}')],
    ['silence', /LT-LINK-1/, () => undefined],
  ])('ends a look with its cause at %s', async (_what, message, answer) => {
    past(3);
    room.trick = (_url, reply) => {
      answer(reply);
      if (reply.headersSent && !reply.writableEnded) setTimeout(() => reply.destroy(), 5);
      return true;
    };
    const error = await room.read(null, room.context({}, 150)).catch((fault: unknown) => fault);
    const { code, message: said } = error as { code: string; message: string };
    expect(`${code} ${said}`).toMatch(message);
  });

  it('passes over a fault of the moment, and understands a packed body', async () => {
    past(8);
    let count = 0;
    room.trick = (url, reply) => {
      count += 1;
      if (count % 3 === 1) {
        reply.writeHead(500).end();
        return true;
      }
      if (url.searchParams.get('size') !== '1') return undefined;
      reply.setHeader('content-encoding', 'gzip').end(gzipSync('{"data":[]}'));
      return true;
    };
    expect(distinct((await room.read()).items)).toEqual(all());
  });

  it('lists what the source holds now', async () => {
    past(7);
    const ctx = room.context();
    const listed: string[] = [];
    for await (const part of SOURCE.list?.(ctx) ?? []) listed.push(...part.identities);
    ctx.link.close();
    expect(listed).toEqual(['1', '2', '3', '4', '5', '6', '7']);
  });
});
