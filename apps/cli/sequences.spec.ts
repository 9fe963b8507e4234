import type { Api } from './api';
import { findingsText } from './findings';
import { speaker } from './say';
import { isUneven, sequencesOf, sequencesText, type SequenceDay } from './sequences';

const [en, vi] = [speaker('en'), speaker('vi')];
const day = (more: Partial<SequenceDay> = {}): SequenceDay => ({
  day: '2026-03-02', agency: 'H26.1.18', digits: 4, dossiers: 5, first: 1, last: 10, drawn: false, missing: 0, gaps: [],
  doubles: [], ...more,
}); // prettier-ignore

describe(sequencesOf.name, () => {
  it('goes through every page, and leaves the choice of days to the gateway', async () => {
    const asked: string[] = [];
    const get = (path: string): unknown => {
      asked.push(path);
      return Promise.resolve(path.includes('after') ? { items: [day()] } : { items: [day()], next: '2026-03-02/H26.1.18/4' }); // prettier-ignore
    };
    expect(await sequencesOf({ get } as unknown as Api, 'a-b', { from: '2026-03-01' })).toHaveLength(2);
    expect(asked).toEqual([
      '/v1/systems/a-b/sequences?from=2026-03-01&limit=200',
      '/v1/systems/a-b/sequences?from=2026-03-01&limit=200&after=2026-03-02%2FH26.1.18%2F4',
    ]);
  });
});

describe(sequencesText.name, () => {
  it('writes numbers as codes have them, and no more than five of a list', () => {
    const gaps = [3, 20, 30, 40, 50, 60].map((from) => ({ from, to: from === 3 ? 4 : from }));
    const doubles = [{ number: 7, dossiers: 2, ids: [] }];
    const text = sequencesText([day({ missing: 7, gaps, doubles })], en);
    expect(text).toContain('0001–0010');
    expect(text).toContain('0003–0004, 0020, 0030, 0040, 0050, …');
    expect(text).toContain('0007 ×2');
    expect(text).toContain('1 of 1');
  });

  it('says that drawn numbers have no gaps, and that all is even', () => {
    expect(sequencesText([day({ digits: 5, drawn: true })], vi)).toContain('lấy ngẫu nhiên');
    expect(sequencesText([], en)).toMatch(/^No number/);
    expect([day(), day({ missing: 1 }), day({ doubles: [{ number: 1, dossiers: 2, ids: [] }] })].map(isUneven)).toEqual([false, true, true]); // prettier-ignore
  });
});

describe(findingsText.name, () => {
  const found = [
    { code: 'REOPENED', severity: 'WARNING', field: '/timeline/3/status', rule: 'a rule' },
    { code: 'OF_A_VENDOR', severity: 'INFO', rule: 'a rule of its own' },
  ];

  it.each([
    [en, 'The dossier was over and was opened again'],
    [vi, 'Hồ sơ đã kết thúc nhưng được mở lại'],
  ])('says each sentence in the language spoken, with its code', (say, sentence) => {
    const text = findingsText(found, say);
    for (const part of ['REOPENED', sentence, '/timeline/3/status', 'OF_A_VENDOR', 'a rule of its own'])
      expect(text).toContain(part);
    expect(text).not.toMatch(/a rule$/m);
  });

  it('says that nothing was noticed', () => expect(findingsText([], en)).toBe('Nothing was noticed.'));
});
