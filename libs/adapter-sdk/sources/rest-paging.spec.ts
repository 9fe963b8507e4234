import { OPTIONS, RestRoom } from '../testing/rest-room';
import { rest } from './rest';

const HOUR = 3_600_000;
let room: RestRoom;

beforeEach(async () => void (room = await RestRoom.open()));
afterEach(() => room.close());

function past(count: number): void {
  for (let id = 1; id <= count; id += 1) room.put(id, room.now - HOUR - (count - id) * 60_000);
}

const distinct = (items: readonly string[]): string[] => [...new Set(items)].sort();

/** Everything, from the beginning and from every checkpoint. */
async function complete(): Promise<void> {
  const reading = await room.read();
  expect(distinct(reading.items)).toEqual(room.all());
  for (const union of await room.walk(reading)) expect(union).toEqual(room.all());
}

const BY_TOKEN = rest({ ...OPTIONS, items: { ...OPTIONS.items, paging: { cursor: 'token', next: 'next' } } });

describe('pages of a source', () => {
  it('may hold an identity twice: from every checkpoint its later row is read', async () => {
    const at = room.now - HOUR;
    room.rows.push({ id: 1, at, text: 'a' }, { id: 1, at: at + 1, text: 'b' }, { id: 2, at: at + 2, text: 'c' });
    room.rows.push({ id: 3, at: room.now - 30, text: 'd' }, { id: 3, at: room.now - 20, text: 'e' });
    await complete();
  });

  it('end with the item that brings them to their bytes, from every checkpoint too', async () => {
    past(7);
    const ctx = { ...room.context(), pageBytes: 60 };
    const reading = await room.read(null, ctx);
    expect(distinct(reading.items)).toEqual(room.all());
    const steps = reading.cursors.map(({ upTo }, index) => upTo - (reading.cursors[index - 1]?.upTo ?? 0));
    expect(Math.max(...steps)).toBe(1);
    for (const union of await room.walk(reading)) expect(union).toEqual(room.all());
  });

  it.each([
    [1, 2],
    [2, 6],
  ])('may be smaller than asked for, %i rows at most', async (cap, count) => {
    room.cap = cap;
    past(count);
    for (let id = 100; id < 103 + cap; id += 1) room.put(id, room.now - HOUR / 2);
    for (let id = 200; id < 203 + cap; id += 1) room.put(id, room.now - 1_000);
    await complete();
  });

  it('may hold rows from before 1970', async () => {
    past(4);
    for (let id = 50; id < 57; id += 1) room.put(id, Date.parse('0001-01-01T00:00:00Z') + (id % 2));
    await complete();
  });

  it('are followed by token, from every checkpoint', async () => {
    room.source = BY_TOKEN;
    past(11);
    for (let id = 100; id < 110; id += 1) room.put(id, room.now - HOUR / 2);
    for (let id = 200; id < 209; id += 1) room.put(id, room.now - 1_000);
    await complete();
    expect(room.asked.some((url) => url.includes('token='))).toBe(true);
  });

  it.each<[string, (count: number) => unknown]>([
    ['tokens that go round', (count) => ({ next: `t${count % 2}`, data: [] })],
    ['empty pages for ever', (count) => ({ next: `t${count}`, data: [] })],
    ['one page for ever', (count) => ({ next: `t${count}`, data: [{ id: 1, changed: '2026-01-01T00:00:00Z' }] })],
  ])('end with what is wrong at %s', async (_what, answer) => {
    room.source = BY_TOKEN;
    let count = 0;
    room.trick = (url, reply) => {
      if (url.searchParams.get('size') === '1') return undefined;
      reply.end(JSON.stringify(answer((count += 1))));
      return true;
    };
    expect((await room.read()).incomplete).toContain('REPEATED');
  });

  it('end with what is wrong where page numbers go round', async () => {
    for (let id = 1; id <= 9; id += 1) room.put(id, room.now - HOUR);
    room.before = (url) => url.searchParams.set('page', String(((Number(url.searchParams.get('page') ?? 1) - 1) % 2) + 1)); // prettier-ignore
    expect((await room.read()).incomplete).toEqual(['REPEATED']);
  });

  it('of one instant are told incomplete while they never come to rest', async () => {
    for (let id = 1; id <= 9; id += 1) room.put(id, room.now - HOUR);
    let id = 1_000;
    room.before = (url) => {
      if (url.searchParams.get('page') === '2') room.put((id += 1), room.now - HOUR);
    };
    const first = await room.read();
    expect(first.incomplete).toEqual(['MOVING']);
    room.before = () => undefined;
    const next = await room.read(first.last);
    expect(distinct([...first.items, ...next.items])).toEqual(room.all());
  });

  it('of one instant hide no row behind those that move away in pass after pass', async () => {
    for (let id = 1; id <= 14; id += 1) room.put(id, room.now - HOUR);
    let gone = 0;
    const leave = (count: number): void => {
      for (let n = 0; n < count; n += 1) room.put((gone += 1), room.now - 5_000 + gone);
    };
    // The tenth row is hidden in the first pass, and would be in the second one.
    let pass = 0;
    room.before = (url) => {
      const page = url.searchParams.get('page');
      if (page === '1') pass += 1;
      if (pass >= 2 && pass <= 3 && page === '4' && gone === 0) leave(1);
      if (gone === 1 && page === '3') leave(3);
    };
    const first = await room.read();
    room.before = () => undefined;
    const next = await room.read(first.last);
    expect(gone).toBe(4);
    expect(distinct([...first.items, ...next.items])).toEqual(expect.arrayContaining(room.all()));
  });

  it('of what is new may be out of order while the past is read all the same', async () => {
    past(5);
    room.trick = (url, reply) => {
      if (url.searchParams.get('size') === '1' || !url.searchParams.get('since')?.startsWith('2025-12-31T23:59'))
        return undefined;
      reply.end(JSON.stringify({ data: [{ id: 90, changed: '2020-01-01T00:00:00Z' }] }));
      return true;
    };
    const reading = await room.read();
    expect(reading.incomplete).toEqual(['ORDER']);
    expect(reading.items).toEqual(expect.arrayContaining(room.all()));
  });

  it('give nothing where nothing moved, also without ETags', async () => {
    room.hasEtag = false;
    past(4);
    const settled = await room.read((await room.read()).last);
    room.rows.length = 0;
    expect((await room.read(settled.last)).cursors).toEqual([]);
  });

  it('are not asked for any more once the reading is to end', async () => {
    past(9);
    const end = new AbortController();
    const ctx = { ...room.context(), signal: end.signal };
    room.before = () => {
      if (room.asked.length > 3) end.abort();
    };
    const started = room.asked.length;
    await expect(room.read(null, ctx)).rejects.toMatchObject({ name: 'AbortError' });
    expect(room.asked.length - started).toBe(4);
  });

  it('of the list may be smaller than asked for, and a list that repeats itself ends', async () => {
    past(7);
    room.cap = 2;
    expect(await listed()).toEqual([['1', '2', '3', '4', '5', '6', '7'], []]);
    room.before = (url) => url.searchParams.delete('after');
    expect(await listed()).toEqual([['1', '2'], ['REPEATED']]);
  });
});

async function listed(): Promise<[string[], string[]]> {
  const ctx = room.context();
  const [ids, faults]: [string[], string[]] = [[], []];
  for await (const part of room.source.list?.(ctx) ?? []) {
    ids.push(...part.identities);
    if (part.incomplete) faults.push(part.incomplete.code);
  }
  ctx.link.close();
  return [ids, faults];
}
