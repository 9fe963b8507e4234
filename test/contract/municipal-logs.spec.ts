import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compile, Link, type SourceContext } from '@lienthong/adapter-sdk';
import { adapter } from '../../libs/adapters/municipal-xes/adapter';

const DATA = resolve(__dirname, '../../../shared/data/municipal-logs');
const withData = existsSync(DATA) ? describe : describe.skip;

/** The real logs of three municipalities, read and mapped as the product does it, without Kafka or PostgreSQL. */
withData(`municipal logs${existsSync(DATA) ? '' : ' (skipped: data absent)'}`, () => {
  const link = new Link('municipal-logs');
  afterAll(() => link.close());

  it('gives 3,440 dossiers with 156,252 timeline entries and parks nothing', async () => {
    const ordinals = new Map<string, number>();
    const context: SourceContext = {
      settings: adapter.settings.parse({ directory: DATA }),
      link,
      files: {
        ordinal: (path) =>
          Promise.resolve(ordinals.get(path) ?? (ordinals.set(path, ordinals.size), ordinals.size - 1)),
      },
      signal: new AbortController().signal,
      pageRows: 200,
      pageBytes: 4_000_000,
      identityOf: (head) => adapter.identity.of(head),
    };
    const normalise = compile(adapter.mapping, adapter);
    const dossiers = new Set<string>();
    const shared = new Map<string, number>();
    const statuses: Record<string, number> = {};
    const wrong: unknown[] = [];
    let entries = 0;
    let days = 0;
    for await (const { items, incomplete } of adapter.source.read(context, null)) {
      if (incomplete) wrong.push(incomplete);
      for (const { raw, charset, identity = '', order, fault } of items) {
        const about = { system: `municipality-${order >> 32n}`, zone: adapter.zone };
        const outcome = normalise(adapter.format.parse(raw ?? Buffer.alloc(0), charset), about);
        if (fault || outcome.kind !== 'dossier') {
          wrong.push(fault ?? outcome);
          continue;
        }
        dossiers.add(`${about.system} ${identity}`);
        shared.set(identity, (shared.get(identity) ?? 0) + 1);
        const { timeline, status } = outcome.document as unknown as {
          timeline: { occurredAt: { precision: string; at: string } }[];
          status: { code: string };
        };
        statuses[status.code] = (statuses[status.code] ?? 0) + 1;
        entries += timeline.length;
        days += timeline.filter(({ occurredAt }) => occurredAt.precision === 'DAY').length;
        if (timeline.some(({ occurredAt }) => occurredAt.at < '1971')) wrong.push('1970');
      }
    }
    expect(wrong).toEqual([]);
    expect({ dossiers: dossiers.size, entries, days, statuses }).toEqual({
      dossiers: 3_440,
      entries: 156_252,
      days: 68_882,
      statuses: { IN_PROGRESS: 662, DECIDED: 2_777, UNMAPPED: 1 },
    });
    expect([...shared.values()].filter((count) => count > 1)).toEqual([2]);
  }, 180_000);
});
