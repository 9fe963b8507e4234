import { Malformed, type RawItem } from '../format';
import type { Node } from '../node';
import { json } from './json';

const format = json({ items: 'data' });

async function split(body: Buffer | string, rawBytes = 1_000, of = format): Promise<RawItem[]> {
  const bytes = Buffer.from(body as string);
  const found: RawItem[] = [];
  for await (const item of of.split(parts(bytes), { rawBytes })) found.push(item);
  return found;
}

/** In pieces of seven bytes, which cut characters in two. */
async function* parts(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7));
}

const fault = async (body: Buffer | string): Promise<string> => {
  const error = await split(body).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Malformed);
  const { reason, place } = error as Malformed;
  return `${reason} ${place}`;
};

const tree = (body: string): Node => format.parse(Buffer.from(body), 'utf-8');

describe(json.name, () => {
  it('cuts the exact bytes of each element, whatever its characters and blanks', async () => {
    const items = ['{ "id":1, "ten" : "Đăng ký ]}\\"" }', '{"id":2,"data":[{"id":9}],"con":{"a":1}}', '7', '{}'];
    const found = await split(`{"n":1,"data" : [\n${items.join(' ,\t')}\n],"end":{"data":[{"id":3}]}}`);
    expect(found.map(({ raw }) => raw?.toString())).toEqual(items);
    expect(found[0]).toMatchObject({ head: { id: 1, ten: 'Đăng ký ]}"' }, charset: 'utf-8', size: 37 });
    expect(found[1]?.head).toEqual({ id: 2 });
    expect(found[2]?.head).toEqual({});
  });

  it('finds the array at a path, and at the root', async () => {
    expect(await split('{"a":{"rows":[{}]},"rows":[1,2]}', 100, json({ items: 'a/rows' }))).toHaveLength(1);
    expect(await split('[{},[{}]]', 100, json({ items: '' }))).toHaveLength(2);
    expect(await split('{"data":[]}')).toEqual([]);
  });

  it.each([
    ['<html><body>no</body></html>', 'MALFORMED byte 0'],
    ['', 'EMPTY byte 0'],
    ['{"data":[{"id":1},', 'TRUNCATED byte 18'],
    ['{"data":[{"ten":"Nguy', 'TRUNCATED byte 16'],
    ['{"data":[{"id":12e', 'TRUNCATED byte 15'],
    ['{"data":[{"id":1}]', 'TRUNCATED byte 18'],
    ['{"data":[{"id":1}]}x', 'MALFORMED byte 19'],
    ['{"data":[{"id":1},]}', 'MALFORMED byte 18'],
    ['{"data":[/* c */{"id":1}]}', 'MALFORMED byte 9'],
    ['{"data":[{"id":1} // c\n]}', 'MALFORMED byte 18'],
    ['{"data":[{"id":01}]}', 'MALFORMED byte 16'],
    ["{'data':[]}", 'MALFORMED byte 1'],
    ['{"rows":[{"id":1}]}', 'WRONG_ROOT /data'],
    ['{"data":{"id":1}}', 'WRONG_ROOT /data'],
    ['[{"id":1}]', 'WRONG_ROOT /data'],
    [`{"data":[${'['.repeat(70)}${']'.repeat(70)}]}`, 'MALFORMED byte 71'],
  ])('refuses %j', async (body, said) => {
    expect(await fault(body)).toBe(said);
  });

  it('refuses a page above 16 MB', async () => {
    expect(await fault(`{"data":["${'x'.repeat(16 * 1024 * 1024)}"]}`)).toMatch(/^MALFORMED/);
  });

  it('says nothing of the values', async () => {
    const error = await split('{"data":[{"ten":"Bí mật",}]}').catch((caught: unknown) => caught);
    expect((error as Error).message).not.toContain('Bí');
  });

  it('keeps digest and head of an item that is too large, not its bytes', async () => {
    const [item] = await split(`{"data":[{"id":5,"x":"${'y'.repeat(50)}"}]}`, 20);
    expect(item).toMatchObject({ size: 65, head: { id: 5 }, fault: { code: 'TOO_LARGE' } });
    expect(item?.raw).toBeUndefined();
  });

  it('leaves an item that is not UTF-8 to itself', async () => {
    const body = Buffer.from('{"data":[{"id":1,"t":"\u00e9"},{"id":2}]}', 'latin1');
    const [bad, good] = await split(body);
    expect(good?.head).toEqual({ id: 2 });
    expect(bad?.head).toEqual({});
    expect(() => format.parse(bad?.raw as Buffer, 'utf-8')).toThrow(/CHARSET/);
  });

  it.each([
    ['9007199254740991', 9007199254740991],
    ['9007199254740993', '9007199254740993'],
    ['-1234567890123456789', '-1234567890123456789'],
    ['4503599627370497.77', '4503599627370497.77'],
    ['0.12345678901234567', '0.12345678901234567'],
    ['1e400', '1e400'],
    ['1e2', 100],
    ['8000.50', 8000.5],
    ['"12345678901234567890"', '12345678901234567890'],
  ])('keeps every digit of %s', (written, value) => {
    expect(tree(`{"n":${written},"in":[{"n":${written}}]}`)).toEqual({ n: value, in: [{ n: value }] });
  });

  it.each(['[1]', '1', 'null', '{"a":1', '{"a":1}}', '{a:1}', ''])('refuses the item %j', (body) => {
    expect(() => tree(body)).toThrow(Malformed);
  });

  it('bounds the depth of an item', () => {
    expect(() => tree(`{"a":${'['.repeat(64)}${']'.repeat(64)}}`)).toThrow(/64/);
    expect(() => tree(`{"a":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}`)).toThrow(Malformed);
    expect(tree(`{"a":${'['.repeat(60)}${']'.repeat(60)}}`)).toHaveProperty('a');
  });
});
