import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Malformed, type RawItem } from '../format';
import { xml } from './xml';

const format = xml({ items: 'log/trace' });
const LIMIT = { rawBytes: 1_000_000 };

async function* chunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield Promise.resolve(Buffer.from(bytes.subarray(at, at + size)));
}

/** The items of a text or bytes, and the fault they ended with. */
async function split(
  content: string | Buffer,
  { size = 1 << 16, rawBytes = LIMIT.rawBytes, format: of = format } = {},
): Promise<{ items: RawItem[]; fault?: Malformed }> {
  const items: RawItem[] = [];
  try {
    for await (const item of of.split(chunks(Buffer.from(content), size), { rawBytes })) items.push(item);
  } catch (fault) {
    if (fault instanceof Malformed) return { items, fault };
    throw fault;
  }
  return { items };
}

const raws = (items: RawItem[]): string[] => items.map(({ raw }) => raw?.toString() ?? '');

describe('splitting XML', () => {
  const traces = [
    '<trace a="1"><string key="id" value="T1"/><event><string key="id" value="inner"/></event></trace>',
    '<trace/>',
    '<trace >tiếng Việt &lt;<![CDATA[</trace>]]><!-- </trace> --><trace>inner</trace></trace\n>',
  ];
  const log = `<?xml version="1.0"?>\n<log><other><trace>no item</trace></other>${traces.join('\n ')}</log>\n`;

  it.each([1, 2, 7, 64, 65_536])('cuts the exact bytes of each item out of chunks of %i bytes', async (size) => {
    const { items, fault } = await split(log, { size });
    expect(fault).toBeUndefined();
    expect(raws(items)).toEqual(traces);
    expect(items.map((item) => item.size)).toEqual(traces.map((trace) => Buffer.byteLength(trace)));
    expect(items.map((item) => item.digest.toString('hex'))).toEqual(
      traces.map((trace) => createHash('sha256').update(trace).digest('hex')),
    );
  });

  it('gives the own attributes and leaf children of an item as its head', async () => {
    const { items } = await split(log);
    expect(items[0]?.head).toEqual({ '@a': '1', string: [{ '@key': 'id', '@value': 'T1' }] });
    expect(items[1]?.head).toEqual({});
  });

  it('reads names and values in the declared charset', async () => {
    const named = xml({ items: 'DanhSách/HồSơ' });
    const { items } = await split('<DanhSách><HồSơ SốHồSơ="Đ1"><Tên>Bùi Thị Ân</Tên></HồSơ></DanhSách>', {
      format: named,
    });
    expect(items[0]?.head).toEqual({ '@SốHồSơ': 'Đ1', Tên: [{ '#text': 'Bùi Thị Ân' }] });
    const latin = Buffer.from('<?xml version="1.0" encoding="ISO-8859-1"?><log><trace k="\u00e9"/></log>', 'latin1');
    const other = await split(latin);
    expect(other.items[0]).toMatchObject({ charset: 'iso-8859-1', head: { '@k': 'é' } });
  });

  it('takes elements in any namespace by their local name, and a byte order mark', async () => {
    const { items } = await split('\ufeff<x:log xmlns:x="urn:x"><x:trace><x:n>1</x:n></x:trace></x:log>');
    expect(items[0]?.head).toEqual({ n: [{ '#text': '1' }] });
  });

  it('yields the items before the place where a file is cut off', async () => {
    const { items, fault } = await split(log.slice(0, log.indexOf('tiếng')));
    expect(raws(items)).toEqual(traces.slice(0, 2));
    expect(fault).toMatchObject({ reason: 'TRUNCATED', kind: 'data', code: 'LT-ADAPTER-5' });
    expect(fault?.place).toMatch(/^trace\[3\] line \d+ column \d+$/);
  });

  it.each([
    ['an element closed by another', '<log><trace/><trace><a></b></trace></log>', 'MALFORMED'],
    ['an attribute without quotes', '<log><trace/><trace a=1/></log>', 'MALFORMED'],
    ['text before the root', 'secret <log><trace/></log>', 'MALFORMED'],
    ['a second root', '<log><trace/></log><log><trace/></log>x', 'MALFORMED'],
    ['an entity bomb', '<!DOCTYPE log [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><log><trace k="&b;"/></log>', 'DOCTYPE'],
    ['an external entity', '<!DOCTYPE log SYSTEM "file:///etc/passwd"><log><trace/></log>', 'DOCTYPE'],
    ['a document type that never ends', `<!DOCTYPE log [${'<!ENTITY a "x">'.repeat(5_000)}`, 'DOCTYPE'],
    ['a page of HTML', '<html><body>Service unavailable</body></html>', 'WRONG_ROOT'],
    ['an unknown encoding', '<?xml version="1.0" encoding="klingon"?><log/>', 'CHARSET'],
    ['an encoding in which items cannot be cut', '<?xml version="1.0" encoding="ISO-2022-JP"?><log/>', 'CHARSET'],
    ['no bytes', '', 'EMPTY'],
    ['blanks alone', ' \n ', 'EMPTY'],
    ['elements nested without end', `<log><trace>${'<a>'.repeat(100_000)}`, 'MALFORMED'],
    [
      'attributes without end',
      `<log><trace ${Array.from({ length: 5_000 }, (_, at) => `a${at}="1"`).join(' ')}/></log>`,
      'MALFORMED',
    ],
  ])('refuses %s, without saying what it holds', async (_what, content, reason) => {
    const { fault } = await split(content);
    expect(fault?.reason).toBe(reason);
    expect(fault?.message).not.toMatch(/secret|passwd|aaaa|unavailable/);
  });

  it.each([['utf16le'], ['ucs2']] as const)('refuses %s with and without a mark', async (encoding) => {
    expect((await split(Buffer.from('\ufeff<log/>', encoding))).fault?.reason).toBe('CHARSET');
    expect((await split(Buffer.from('<log/>', encoding))).fault?.reason).toBe('CHARSET');
  });

  it.each(['&#xD800;', '&#0;', '&unknown;', '& '])(
    'leaves the bad reference %j to its item and goes on',
    async (bad) => {
      const { items, fault } = await split(`<log><trace><i>T1</i><b>${bad}</b></trace><trace><i>T2</i></trace></log>`);
      expect(fault).toBeUndefined();
      expect(items.map(({ head }) => head['i'])).toEqual([[{ '#text': 'T1' }], [{ '#text': 'T2' }]]);
      expect(() => format.parse(items[0]?.raw ?? Buffer.alloc(0), 'utf-8')).toThrow(Malformed);
    },
  );

  it('drops the bytes of an item over the limit, but not its digest, size and identity', async () => {
    const big = `<trace><id>T9</id><text>${'x'.repeat(5_000)}</text></trace>`;
    const { items } = await split(`<log>${big}<trace><id>T10</id></trace></log>`, { rawBytes: 1_000, size: 512 });
    expect(items).toHaveLength(2);
    expect(items[0]).toMatchObject({
      size: big.length,
      head: { id: [{ '#text': 'T9' }] },
      fault: { code: 'TOO_LARGE' },
    });
    expect(items[0]?.raw).toBeUndefined();
    expect(items[0]?.digest.toString('hex')).toBe(createHash('sha256').update(big).digest('hex'));
    expect(items[1]?.raw).toBeDefined();
  });
});

describe('memory of splitting XML', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  /** What is held on to: garbage comes and goes as the engine likes. */
  function kept(): number {
    collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  }

  /** A log whose single item holds 40 MB in one place, made as it is read. */
  async function* fortyMegabytes(open: string, close: string): AsyncGenerator<Buffer> {
    yield Buffer.from(`<log><trace><id>T1</id>${open}`);
    const filling = Buffer.alloc(65_536, 'abcd ');
    for (let at = 0; at < 640; at += 1) yield Promise.resolve(Buffer.from(filling));
    yield Buffer.from(`${close}</trace></log>`);
  }

  it.each([
    ['text', '<t>', '</t>'],
    ['an attribute', '<t a="', '"/>'],
    ['a comment', '<!--', '-->'],
    ['CDATA', '<![CDATA[', ']]>'],
    ['an instruction', '<?t ', '?>'],
  ])(
    'stays flat over 40 MB of %s',
    async (_what, open, close) => {
      const before = kept();
      let most = 0;
      async function* watched(): AsyncGenerator<Buffer> {
        let chunks = 0;
        for await (const chunk of fortyMegabytes(open, close)) {
          chunks += 1;
          if (chunks % 80 === 0) most = Math.max(most, kept() - before);
          yield chunk;
        }
      }
      const items: RawItem[] = [];
      for await (const item of format.split(watched(), { rawBytes: 1_000_000 })) items.push(item);
      expect(items).toMatchObject([{ fault: { code: 'TOO_LARGE' }, head: { id: [{ '#text': 'T1' }] } }]);
      expect(items[0]?.size).toBeGreaterThan(640 * 65_536);
      expect(most).toBeLessThan(20_000_000);
    },
    60_000,
  );
});
