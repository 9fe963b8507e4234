import { chmod, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { xml } from '../formats/xml';
import { identity } from '../identity';
import { Link } from '../link';
import type { Page, SourceContext } from '../source';
import { FileRoom, pagesOf } from '../testing/file-room';
import { fileOrder } from './file-order';
import { files } from './files';

const ID = identity('id');
const source = files({ pattern: /\.xml(\.gz)?$/, format: xml({ items: 'log/trace' }), rawBytes: 10_000 });

const log = (...ids: (string | undefined)[]): string =>
  `<log>${ids.map((id) => `<trace>${id === undefined ? '' : `<id>${id}</id>`}</trace>`).join('')}</log>`;
const ids = (pages: Page[]): (string | undefined)[] => pages.flatMap(({ items }) => items.map((item) => item.identity));
const faults = (pages: Page[]): unknown[] => pages.flatMap(({ incomplete }) => (incomplete ? [incomplete.code] : []));

describe(files, () => {
  let room: FileRoom;
  let ctx: SourceContext;
  beforeEach(async () => {
    room = await FileRoom.create();
    ctx = room.context(ID);
  });
  afterEach(() => room.remove());

  it('reads finished files, plain and gzip, in the order they were finished', async () => {
    await room.put('b.xml', log('1', '2', '3'));
    await room.put('a.xml', gzipSync(log('4', '5')));
    await room.put('c.xml.gz', gzipSync(log('6')));
    const pages = await pagesOf(source, ctx);
    expect(ids(pages)).toEqual(['1', '2', '3', '4', '5', '6']);
    expect(pages.map(({ items }) => items.length)).toEqual([2, 1, 2, 0, 1]);
    expect(pages.flatMap(({ items }) => items.map(({ order }) => order))).toEqual([
      fileOrder(0, 0), fileOrder(0, 1), fileOrder(0, 2), fileOrder(1, 0), fileOrder(1, 1), fileOrder(2, 0),
    ]); // prettier-ignore
  });

  it('chains its pages, and goes on from any of them with what is missing', async () => {
    await room.put('a.xml', log('1', '2', '3', '4', '5'));
    await room.put('b.xml', log('6'));
    const pages = await pagesOf(source, ctx);
    pages.slice(1).forEach(({ from }, at) => expect(from).toEqual(pages[at]?.to));
    for (const [at, { to }] of pages.entries()) {
      const rest = await pagesOf(source, room.context(ID), JSON.parse(JSON.stringify(to)));
      expect(ids(rest)).toEqual(ids(pages.slice(at + 1)));
    }
  });

  it('ends a page with the item that brings it to its bytes', async () => {
    await room.put('a.xml', log('1', '2', '3'));
    const pages = await pagesOf(source, room.context(ID, { pageRows: 100, pageBytes: 40 }));
    expect(pages.map(({ items }) => items.length)).toEqual([2, 1]);
  });

  it('reads nothing twice, and a new content of a file as new', async () => {
    await room.put('a.xml', log('1'));
    const { to } = (await pagesOf(source, ctx)).at(-1) ?? { to: {} };
    expect(await pagesOf(source, ctx, to)).toEqual([]);
    await room.put('a.xml', log('1', '2'));
    const again = await pagesOf(source, ctx, to);
    expect(ids(again)).toEqual(['1', '2']);
    expect(again[0]?.items[0]?.order).toBe(fileOrder(1, 0));
  });

  it('leaves files that are unfinished, being written, or no exports', async () => {
    for (const name of ['a.xml.part', '.b.xml', 'c.xml.tmp', 'd.txt', 'e.xml.crdownload'])
      await room.put(name, log('1'));
    await room.put('f.xml', log('1'), Date.now());
    expect(await pagesOf(source, ctx)).toEqual([]);
  });

  it.each([
    ['truncated gzip', gzipSync(log('1', '2').padEnd(3_000)).subarray(0, 40), 'TRUNCATED', 1],
    [
      'damaged gzip',
      Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]), Buffer.alloc(50, 255)]),
      'MALFORMED',
      0,
    ],
    ['truncated XML', log('1', '2').slice(0, -12), 'TRUNCATED', 1],
    ['malformed XML', log('1').replace('</log>', '<trace></log>'), 'MALFORMED', 1],
    ['an entity bomb', '<!DOCTYPE log [<!ENTITY a "x">]><log/>', 'DOCTYPE', 0],
    ['no bytes', '', 'EMPTY', 0],
  ])('reports %s with its place and goes on with the next file', async (_what, content, code, items) => {
    const path = await room.put('a.xml', content);
    await room.put('b.xml', log('9'));
    const pages = await pagesOf(source, ctx);
    expect(faults(pages)).toEqual([code]);
    expect(ids(pages)).toEqual([...['1', '2'].slice(0, items), '9']);
    const { incomplete } = pages.find((page) => page.incomplete) ?? {};
    expect(incomplete?.place.startsWith(path)).toBe(true);
    expect(await pagesOf(source, ctx, pages.at(-1)?.to)).toEqual([]);
  });

  it('gives an item without identity, and one over the limit, with their fault', async () => {
    await room.put('a.xml', log(undefined, '2').replace('</trace></log>', `${'x'.repeat(20_000)}</trace></log>`));
    const items = (await pagesOf(source, ctx)).flatMap((page) => page.items);
    expect(items).toMatchObject([
      { fault: { code: 'IDENTITY_MISSING' } },
      { identity: '2', fault: { code: 'TOO_LARGE' } },
    ]);
    expect(items[0]).not.toHaveProperty('identity');
    expect(items[1]).not.toHaveProperty('raw');
  });

  describe('when a file changes as it is read', () => {
    const many = log(...Array.from({ length: 6 }, (_, at) => `old${at}`));

    /** Reads on after doing something behind the first page. */
    async function interrupted(action: () => Promise<unknown>): Promise<Page[]> {
      const pages: Page[] = [];
      for await (const page of source.read(ctx, null)) {
        pages.push(page);
        if (pages.length === 1) await action();
      }
      return pages;
    }

    it.each(['replaced', 'written over', 'cut short', 'removed'])(
      'stops at a file %s; the next file goes on',
      async (how) => {
        const path = await room.put('a.xml', many);
        await room.put('b.xml', log('9'));
        const pages = await interrupted(async () => {
          if (how === 'replaced') await room.put('a.xml', log('new'));
          else if (how === 'written over') await writeFile(path, log('new').padEnd(many.length));
          else if (how === 'cut short') await writeFile(path, many.slice(0, 90));
          else await rm(path);
        });
        expect(ids(pages)).toEqual(['old0', 'old1', '9']);
        expect(faults(pages)).toEqual([how === 'removed' ? 'FILE_GONE' : 'FILE_CHANGED']);
      },
    );

    it('reads the new content from its start once it is finished', async () => {
      await room.put('a.xml', many);
      const pages = await interrupted(() => room.put('a.xml', log('new')));
      expect(ids(await pagesOf(source, ctx, pages.at(-1)?.to))).toEqual(['new']);
    });

    it('reads the rest when the very same content comes back', async () => {
      const path = await room.put('a.xml', many);
      await room.put('b.xml', log('9'));
      const pages = await interrupted(() => utimes(path, 1_600_000_000, 1_600_000_000));
      expect(faults(pages)).toEqual(['FILE_CHANGED']);
      const rest = await pagesOf(source, ctx, pages.at(-1)?.to);
      expect(ids(rest)).toEqual(['old2', 'old3', 'old4', 'old5']);
      expect(await pagesOf(source, ctx, rest.at(-1)?.to)).toEqual([]);
    });
  });

  it('lists what the newest contents hold', async () => {
    await room.put('a.xml', log('0'));
    await pagesOf(source, ctx);
    await room.put('a.xml', log('1', undefined, '3'));
    await room.put('b.xml', '<log><trace><id>4</id></trace>');
    const parts = [];
    for await (const part of source.list?.(ctx) ?? []) parts.push(part);
    expect(parts).toMatchObject([
      { place: join(room.directory, 'a.xml'), order: fileOrder(1, 0), identities: ['1', '3'], unidentified: 1 },
      { place: join(room.directory, 'b.xml'), identities: ['4'], incomplete: { code: 'TRUNCATED' } },
    ]);
  });

  it('says once that a file may not be read, and names the setting when the directory is not there', async () => {
    await chmod(await room.put('a.xml', log('1')), 0);
    if (process.getuid?.() !== 0) {
      expect(faults(await pagesOf(source, ctx))).toEqual(['FILE_UNREADABLE']);
      expect(await pagesOf(source, ctx)).toEqual([]);
    }
    const away = room.context(ID, { settings: { directory: join(room.directory, 'none'), settleMs: 0 } });
    await expect(pagesOf(source, away)).rejects.toMatchObject({
      kind: 'config',
      message: expect.stringContaining('directory'),
    });
  });

  it('ends at once, with the reason, when it is told to stop in the middle of a file', async () => {
    await room.put('a.xml', gzipSync(log(...Array.from({ length: 20_000 }, (_, at) => `${at}${Math.random()}`))));
    const stop = new AbortController();
    const reading = async (): Promise<void> => {
      for await (const page of source.read({ ...ctx, signal: stop.signal }, null))
        if (page.items.length > 0) stop.abort();
    };
    await expect(reading()).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('ends with the transient fault of a line that breaks, and goes on from the last page', async () => {
    await room.put('a.xml', log('1', '2', '3'));
    const broken = new Link('test', { retries: 0, deadlineMs: 1_000 });
    let calls = 0;
    const run = broken.run.bind(broken);
    jest.spyOn(broken, 'run').mockImplementation((what, call) => {
      if (what === 'status' && (calls += 1) > 6)
        return run(what, () => Promise.reject(Object.assign(new Error(), { code: 'EIO' })));
      return run(what, call);
    });
    const pages: Page[] = [];
    const reading = async (): Promise<void> => {
      for await (const page of source.read({ ...ctx, link: broken }, null)) pages.push(page);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'LT-LINK-3', kind: 'transient' });
    broken.close();
    const rest = await pagesOf(source, ctx, pages.at(-1)?.to ?? null);
    expect([...ids(pages), ...ids(rest)]).toEqual(['1', '2', '3']);
  });
});
