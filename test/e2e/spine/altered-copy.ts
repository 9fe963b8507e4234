import type { Installation } from '../../support/installation';
import {
  countEvents,
  eventsOf,
  expectedFigures,
  idOf,
  municipalExports,
  writeExport,
  type Export,
} from '../../support/municipal-exports';
import { load } from './figures';
import { CASES } from './loading';

interface Digest {
  readonly digest: string;
  readonly dossiers: number;
  readonly timelineEntries: number;
}

/** What a copy with three alterations changes, compared with the unaltered one under other system codes. */
export function alteredCopy(at: Installation): void {
  beforeAll(() => at.start());
  afterAll(() => at.remove());

  it('changes the figures by just what was altered', async () => {
    const logs = await municipalExports(CASES);
    const [first, second, third] = logs as [Export, Export, Export];
    const copies = [withoutCase(first, 3), withMovedEvent(second, 4, 5), withDoubledCase(third, 6)];
    const folder = at.exports('altered');
    for (const copy of copies) writeExport(folder, copy);

    const whole = expectedFigures(logs);
    const loaded = await load(at, folder);
    expect(loaded).toMatchObject({ systems: 3, parked: 0, ledgerBalanced: true });
    expect(loaded.dossiers - whole.dossiers).toBe(0);
    expect(loaded.timelineEntries - whole.timelineEntries).toBe(
      countEvents([third.cases[6]!]) - countEvents([first.cases[3]!]),
    );
    const perSystem = await at.sql<{ system: string; dossiers: number; entries: number }>(
      `select system, count(*)::int as dossiers, sum(timeline_entries)::int as entries from dossier group by system order by system`,
    );
    const row = ({ cases }: Export, index: number): object => ({
      system: `first-${index + 1}`,
      dossiers: cases.length,
      entries: countEvents(cases),
    });
    expect(perSystem).toEqual(copies.map(row));
    expect(perSystem[0]).toEqual({
      ...row(first, 0),
      dossiers: first.cases.length - 1,
      entries: expect.any(Number) as number,
    });
    expect(perSystem[1]).toEqual(row(second, 1));
  });

  it('has another digest than one whose copy has the moved event in its place, although the figures are equal', async () => {
    const altered = await at.json<Digest>('digest');
    const second = (await municipalExports(CASES))[1]!;
    writeExport(at.exports('altered'), second);
    await load(at, at.exports('altered'));
    const mended = await at.json<Digest>('digest');
    expect(mended.digest).not.toBe(altered.digest);
    expect(mended).toMatchObject({ dossiers: altered.dossiers, timelineEntries: altered.timelineEntries });
  });
}

function withoutCase(log: Export, index: number): Export {
  return { ...log, cases: log.cases.toSpliced(index, 1) };
}

function withMovedEvent(log: Export, from: number, to: number): Export {
  const [source, target] = [log.cases[from]!, log.cases[to]!];
  const event = eventsOf(source)[0]!;
  const cases = log.cases
    .with(from, source.replace(event, ''))
    .with(to, target.replace('</trace>', `${event}</trace>`));
  return { ...log, cases };
}

function withDoubledCase(log: Export, index: number): Export {
  const text = log.cases[index]!;
  const id = idOf(text);
  return {
    ...log,
    cases: [...log.cases, text.replace(`key="concept:name" value="${id}"`, `key="concept:name" value="${id}9"`)],
  };
}
