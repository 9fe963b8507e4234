import { OPTIONS, RestRoom } from '../testing/rest-room';
import { rest } from './rest';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
let room: RestRoom;

beforeEach(async () => void (room = await RestRoom.open()));
afterEach(() => room.close());

function past(count: number): void {
  for (let id = 1; id <= count; id += 1) room.put(id, room.now - HOUR - (count - id) * MINUTE);
}

/** How far the live mark has come. */
const live = (cursor: unknown): number => (cursor as { live: number }).live;

describe('the clock of a source', () => {
  it.each([
    ['in a header', OPTIONS],
    ['in its answers', { ...OPTIONS, items: { ...OPTIONS.items, path: '/rows?timed=1' }, clock: { member: 'time' } }],
  ])('%s may go back by hours, and no change after it is lost', async (_where, options) => {
    room.source = rest(options);
    past(5);
    room.put(6, room.now - MINUTE);
    let { last } = await room.read();
    const before = live(last);
    room.now -= 5 * HOUR;
    last = (await room.read(last)).last;
    for (let id = 10; id < 22; id += 1) {
      room.now += 20 * MINUTE;
      room.put(id, room.now - 1_000);
      const reading = await room.read(last);
      expect(reading.items).toContain(`${id}:v${room.now - 1_000}`);
      expect(live(reading.last)).toBeGreaterThanOrEqual(before);
      last = reading.last;
    }
    room.now += 5 * HOUR;
    const settled = await room.read((await room.read(last)).last);
    expect((await room.read(settled.last)).cursors).toEqual([]);
  });

  it('may be ahead at the first look and mended after it', async () => {
    past(5);
    const right = room.now;
    room.now += 6 * HOUR;
    let { last } = await room.read();
    room.now = right + 1_000;
    last = (await room.read(last)).last;
    for (let id = 10; id < 13; id += 1) {
      room.now += HOUR;
      room.put(id, room.now - 500);
      const reading = await room.read(last);
      expect(reading.items).toContain(`${id}:v${room.now - 500}`);
      last = reading.last;
    }
  });

  it('bounds the mark by our own clock and a long overlap where an answer has none', async () => {
    room.hasDate = false;
    room.now = Date.now();
    past(3);
    room.put(4, room.now - 20 * MINUTE);
    room.put(5, room.now - 5 * MINUTE);
    const { last } = await room.read();
    expect(live(last)).toBeLessThanOrEqual(room.now - 15 * MINUTE + 5_000);
    room.put(6, room.now - 10 * MINUTE);
    expect((await room.read(last)).items).toContain(`6:v${room.now - 10 * MINUTE}`);
  });

  it('is ours with a long overlap where the software declares none', async () => {
    room.source = rest({ ...OPTIONS, clock: 'none' });
    room.now = Date.now();
    past(3);
    const { last } = await room.read();
    expect(live(last)).toBeLessThanOrEqual(Date.now() - 15 * MINUTE);
  });

  it('takes no change time without its offset', async () => {
    room.trick = (url, reply) => {
      if (url.searchParams.get('size') === '1') return undefined;
      reply.end('{"data":[{"id":1,"changed":"2025-12-31T23:00:00"}]}');
      return true;
    };
    const reading = await room.read();
    expect(reading.incomplete).toContain('ORDER');
  });
});
