import { canonicalJson } from './canonical-json';
import { contentOf } from './content';
import type { Dossier } from './dossier';

const step = (key: string, name: string, at: string): Dossier['timeline'][number] => ({
  key,
  step: name,
  occurredAt: { at, precision: 'DAY' },
});
const plain = (keys: readonly [string, string], origin: string): Dossier =>
  ({
    id: 'i', system: 's', deleted: false, identifiers: [], status: { code: 'DECIDED', national: 9, raw: '9' },
    timeline: [step(keys[0], 'a', '2014-04-11'), step(keys[1], 'b', '2014-04-11')].sort((a, b) => (a.key < b.key ? -1 : 1)),
    dueDates: [{ key: 'd', kind: 'EXTENDED', at: { at: '2014-05-01', precision: 'DAY' }, supplement: keys[0] }],
    supplements: [{ key: keys[0], state: '1' }], findings: [{ code: 'X', severity: 'INFO', rule: origin }],
    origin: { page: origin }, personal: { key: origin, data: 'AA' },
  }) as unknown as Dossier; // prettier-ignore
const text = (dossier: Dossier): string => canonicalJson(contentOf(dossier));

describe(contentOf.name, () => {
  it('is equal under other data keys, origins and findings', () => {
    expect(text(plain(['1', '2'], 'x'))).toBe(text(plain(['9', '5'], 'y')));
  });

  it.each<[string, (dossier: Dossier) => void]>([
    ['a status', (dossier) => (dossier.status.raw = '8')],
    ['a step', (dossier) => (dossier.timeline[1]!.step = 'c')],
    ['a step less', (dossier) => dossier.timeline.pop()],
    ['a personal value', (dossier) => (dossier.subject = 'x')],
    ['the supplement of a due date', (dossier) => delete dossier.dueDates[0]!.supplement],
  ])('differs by %s', (_what, change) => {
    const changed = plain(['1', '2'], 'x');
    change(changed);
    expect(text(changed)).not.toBe(text(plain(['1', '2'], 'x')));
  });

  it('leaves its input alone', () => {
    const dossier = plain(['2', '1'], 'x');
    contentOf(dossier);
    expect(dossier).toEqual(plain(['2', '1'], 'x'));
  });
});
