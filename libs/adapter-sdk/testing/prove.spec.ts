import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defineSettings, Fault, text } from '@lienthong/canonical';
import { defineAdapter, type Adapter } from '../adapter';
import { discoverAdapters } from '../discovery';
import { identity } from '../identity';
import { AskedToWait, type Link } from '../link';
import { code } from '../mapping/code';
import { constant, custom } from '../mapping/constant';
import { dossier, type DossierShape } from '../mapping/mapping';
import type { Cursor, Page, Source } from '../source';
import { restSettings } from '../sources/rest';
import { proveAdapter, type Report } from './prove';
import type { RuleCode } from './rule';
import { outcomesOf, samplesOf } from './samples';

const ADAPTERS = resolve(__dirname, '../../adapters');
/** Too few to tell anything of memory, and enough for every other rule. */
const FEW = 2_000;

type Changes = Partial<Adapter>;

/** One thing of an adapter, broken. */
interface Copy {
  readonly broken: string;
  readonly rule: RuleCode;
  /** `onestop-rest` where it does not say. */
  readonly of?: 'municipal-xes';
  make(good: Adapter): Changes;
  /** What else is wrong with its folder. */
  spoil?(folder: string): void;
  /** The samples say what becomes of them now. */
  readonly isRecorded?: true;
  readonly records?: number;
}

const mapped = ({ mapping }: Adapter, shape: Partial<DossierShape>, without = mapping.without): Changes => ({
  mapping: dossier({ ...mapping.shape, ...shape }, { drop: mapping.drop, without }),
});
const reading = ({ source }: Adapter, read: Source['read']): Changes => ({ source: { ...source, read } });
const linked = (good: Adapter, run: (link: Link) => Link['run']): Changes =>
  reading(good, (ctx, cursor) =>
    good.source.read({ ...ctx, link: { system: ctx.link.system, run: run(ctx.link) } as Link }, cursor),
  );

async function* each(pages: AsyncGenerator<Page>, change: (page: Page) => Page): AsyncGenerator<Page> {
  for await (const page of pages) yield change(page);
}

/** Pages that begin before the cursor. */
function anew(pages: AsyncGenerator<Page>, cursor: Cursor | null): AsyncGenerator<Page> {
  let from = cursor;
  return each(pages, (page) => {
    const chained = { ...page, from };
    from = page.to;
    return chained;
  });
}

/** `fail` throws the error or another one, or the pages end. */
async function* failing(pages: AsyncGenerator<Page>, fail: (error: unknown) => void): AsyncGenerator<Page> {
  try {
    yield* pages;
  } catch (error) {
    fail(error);
  }
}

/** Each page has the cursor of the one after it. */
async function* ahead(pages: AsyncGenerator<Page>): AsyncGenerator<Page> {
  let [held, from]: [Page | undefined, Page['from']] = [undefined, null];
  try {
    for await (const page of pages) {
      if (held === undefined) from = page.from;
      else {
        yield { ...held, from, to: page.to };
        from = page.to;
      }
      held = page;
    }
  } finally {
    if (held !== undefined) yield { ...held, from };
  }
}

const COPIES: readonly Copy[] = [
  {
    broken: 'a key that is a text like any other',
    rule: 'SETTINGS',
    make: () => ({
      settings: defineSettings({ ...restSettings.shape, apiKey: text({ about: 'Key for reading', optional: true }) }),
    }),
  },
  {
    broken: 'a fault of the settings that shows them',
    rule: 'SETTINGS',
    make: ({ settings }) => ({
      settings: {
        ...settings,
        parse(raw, place) {
          try {
            return settings.parse(raw, place);
          } catch (error) {
            throw new Fault('LT-CONFIG-1', `${(error as Error).message} ${JSON.stringify(raw)}`);
          }
        },
      },
    }),
  },
  {
    broken: 'a source that prints its key when it fails',
    rule: 'SETTINGS',
    make: (good) =>
      reading(good, (ctx, cursor) =>
        failing(good.source.read(ctx, cursor), (error) => {
          console.error('refused', ctx.settings['apiKey']);
          throw error;
        }),
      ),
  },
  {
    broken: 'two codes of a table changed about',
    rule: 'SAMPLES',
    make: (good) => mapped(good, { channel: code('kenh', { 1: 'ONLINE', 2: 'COUNTER', 3: 'POSTAL' }) }),
  },
  {
    broken: 'a sample that says nothing',
    rule: 'SAMPLES',
    make: () => ({}),
    spoil: (folder) => rmSync(join(folder, 'samples', 'refused.out.json')),
  },
  {
    broken: 'a field that is neither mapped nor declared',
    rule: 'FIELDS',
    make(good) {
      const { '/procedure/variant': _, ...without } = good.mapping.without;
      return mapped(good, {}, without);
    },
  },
  {
    broken: 'a field that is declared absent and mapped',
    rule: 'FIELDS',
    make: (good) => mapped(good, {}, { ...good.mapping.without, '/timeline': 'forgotten' }),
  },
  {
    broken: 'a display number for an identity',
    rule: 'IDENTITY',
    make: () => ({ identity: identity('maHoSo') }),
    isRecorded: true,
  },
  {
    broken: 'an identity that changes with the status',
    rule: 'IDENTITY',
    make: () => ({ identity: identity(['id', 'trangThai']) }),
    isRecorded: true,
  },
  {
    broken: 'an identity that no item has',
    rule: 'IDENTITY',
    make: () => ({ identity: identity('thuTuc/ma') }),
    isRecorded: true,
  },
  {
    broken: 'samples that are all of deleted matters',
    rule: 'SAMPLES',
    make: (good) => mapped(good, { deleted: constant(true) }),
    isRecorded: true,
  },
  {
    broken: 'a cursor that is a page ahead',
    rule: 'RESUME',
    make: (good) => reading(good, (ctx, cursor) => ahead(good.source.read(ctx, cursor))),
  },
  {
    broken: 'a source without an overlap',
    rule: 'LATE',
    make: (good) =>
      reading(good, (ctx, cursor) => good.source.read({ ...ctx, settings: { ...ctx.settings, overlapMs: 0 } }, cursor)),
  },
  {
    broken: 'a source that begins anew at every look',
    rule: 'REPEAT',
    make: (good) => reading(good, (ctx, cursor) => anew(good.source.read(ctx, null), cursor)),
  },
  {
    broken: 'an expired session that is tried again for ever',
    rule: 'FAULTS',
    make: (good) =>
      reading(good, (ctx, cursor) =>
        failing(good.source.read(ctx, cursor), (error) => {
          throw error instanceof Fault && error.kind === 'config' ? new Fault('LT-LINK-3', error.message) : error;
        }),
      ),
  },
  {
    broken: 'a page of HTML that passes for the end',
    rule: 'FAULTS',
    make: (good) =>
      reading(good, (ctx, cursor) =>
        failing(good.source.read(ctx, cursor), (error) => {
          if (!(error as Error).message.includes('markup')) throw error;
        }),
      ),
  },
  {
    broken: 'a list that ends where it breaks off',
    rule: 'DELETION',
    make: ({ source }) => ({
      source: {
        ...source,
        async *list(ctx) {
          try {
            yield* source.list?.(ctx) ?? [];
          } catch (error) {
            // What is missing from the list is then taken for gone.
            if (!(error instanceof Fault)) throw error;
          }
        },
      },
    }),
  },
  {
    broken: 'a source that leaves out what is deleted',
    rule: 'DELETION',
    make: (good) =>
      reading(good, (ctx, cursor) =>
        each(good.source.read(ctx, cursor), (page) => ({
          ...page,
          items: page.items.filter(({ raw }) => raw?.includes('"xoa":true') !== true),
        })),
      ),
  },
  {
    broken: 'a mapping that prints what it reads',
    rule: 'PRIVACY',
    make: (good) =>
      mapped(good, {
        subject: custom((written) => {
          console.log(written);
          const value = written?.trim().normalize('NFC');
          return value === '' ? undefined : value;
        }, 'trichYeu'),
      }),
  },
  {
    broken: 'a source that prints its last item when it fails',
    rule: 'PRIVACY',
    make: (good) =>
      reading(good, (ctx, cursor) => {
        let last: Buffer | undefined;
        const pages = each(good.source.read(ctx, cursor), (page) => {
          last = page.items.at(-1)?.raw ?? last;
          return page;
        });
        return failing(pages, (error) => {
          process.stderr.write(`after ${last?.toString()}\n`);
          throw error;
        });
      }),
  },
  {
    broken: 'a source that remembers every item',
    rule: 'MEMORY',
    records: 20_000,
    make(good) {
      const all: unknown[] = [];
      return reading(good, (ctx, cursor) =>
        each(good.source.read(ctx, cursor), (page) => {
          all.push(...page.items);
          return page;
        }),
      );
    },
  },
  {
    broken: 'a source that reads everything before its first page',
    rule: 'MEMORY',
    records: 20_000,
    make: (good) =>
      reading(good, async function* (ctx, cursor) {
        const pages: Page[] = [];
        try {
          for await (const page of good.source.read(ctx, cursor)) pages.push(page);
        } finally {
          // What was read before a fault is handed over.
          yield* pages;
        }
      }),
  },
  {
    broken: 'a source that does not hand Retry-After over',
    rule: 'RATE',
    make: (good) =>
      linked(
        good,
        (link) => (what, call) =>
          link.run(what, (signal) =>
            call(signal).catch((error: unknown) => {
              throw error instanceof AskedToWait ? new Fault('LT-LINK-3', error.message) : error;
            }),
          ),
      ),
  },
  {
    broken: 'files in the order of their times',
    rule: 'LATE',
    of: 'municipal-xes',
    make: (good) =>
      reading(good, (ctx, cursor) => {
        const ordinal = (_path: string, _hash: string, _size: number, ms: number): Promise<number> =>
          Promise.resolve(Math.floor(ms / 1_000));
        return good.source.read({ ...ctx, files: { ordinal } }, cursor);
      }),
  },
  {
    broken: 'files that are read anew at every look',
    rule: 'REPEAT',
    of: 'municipal-xes',
    make: (good) => reading(good, (ctx, cursor) => anew(good.source.read(ctx, null), cursor)),
  },
  {
    broken: 'a list that does not say what it could not read',
    rule: 'DELETION',
    of: 'municipal-xes',
    make: ({ source }) => ({
      source: {
        ...source,
        async *list(ctx) {
          for await (const { incomplete: _, ...part } of source.list?.(ctx) ?? []) yield part;
        },
      },
    }),
  },
  {
    broken: 'a source that remembers the name of each item',
    rule: 'MEMORY',
    of: 'municipal-xes',
    records: 100_000,
    make(good) {
      const names = new Set<string | undefined>();
      return reading(good, (ctx, cursor) =>
        each(good.source.read(ctx, cursor), (page) => {
          for (const item of page.items) names.add(item.identity);
          return page;
        }),
      );
    },
  },
];

describe(proveAdapter, () => {
  let adapters: ReadonlyMap<string, Adapter>;
  let folder: string;
  beforeAll(async () => {
    adapters = await discoverAdapters(ADAPTERS);
  });
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-copy-'));
    jest.spyOn(console, 'log').mockReturnValue(undefined);
    jest.spyOn(console, 'error').mockReturnValue(undefined);
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true });
  });

  const failed = ({ rules }: Report): unknown[] =>
    rules.filter(({ outcome }) => outcome === 'failed').map(({ rule, faults }) => [rule, faults]);

  it.each(COPIES)(
    'turns $rule alone red for $broken',
    async ({ of = 'onestop-rest', rule, make, spoil, isRecorded, records = FEW }) => {
      const good = adapters.get(of) as Adapter;
      cpSync(join(ADAPTERS, of, 'samples'), join(folder, 'samples'), { recursive: true });
      const adapter = defineAdapter({ ...good, ...make(good) });
      if (isRecorded === true)
        for (const { input, expected } of samplesOf(folder))
          writeFileSync(expected, JSON.stringify(await outcomesOf(adapter, input)));
      spoil?.(folder);
      const report = await proveAdapter(adapter, folder, { records });
      expect(failed(report)).toEqual([[rule, expect.arrayContaining([expect.objectContaining({ what: expect.any(String) })])]]); // prettier-ignore
      expect(report.passed).toBe(false);
    },
    120_000,
  );
});
