import { Api, UNIT } from '../../support/api';

let api: Api;

const PATH = '/v1/systems/gia-lam-onestop/sequences';
const MARCH = 'from=2026-03-01&to=2026-03-31';
const DAY = { day: '2026-03-02', agency: 'H26.1.18', digits: 4, drawn: false };
const none = { missing: 0, gaps: [], doubles: [] };

/** Lists dossiers by their codes: an agency, a day and numbers as they are written. */
async function codes(prefix: string, numbers: readonly string[], change = {}): Promise<string[]> {
  const rows = numbers.map((number) => api.listed(++count, { code: `${prefix}-${number}`, ...change }));
  await api.list(...rows);
  return rows.map(({ id }) => id).sort();
}
let count = 1000;

beforeAll(async () => {
  api = await Api.start();
  await api.fill();
  await codes('H26.1.18-260302', ['0001', '0002', '0005', '0009']);
  await codes('H26.1.18-260302', ['0010'], { deleted: true });
  await codes('H26.1.18-260302', ['48213', '90001']);
  await codes('G01.899.909-260302', ['890028', '890030']);
  await codes('000.17.22.h26-260303', ['0007']);
  await codes('H26.1.18-260303', ['0003'], { system: 'ba-dinh-onestop' });
  await codes('HS-260304', ['0003']);
  await codes('H26.1.18-260332', ['0003']);
}, 60_000);

beforeEach(() => void (api.scope = {}));
afterAll(() => api.stop(), 30_000);

it('tells for each day, agency and series which numbers are missing', async () => {
  const { body } = await api.get(`${PATH}?${MARCH}`).expect(200);
  expect(body).toEqual({
    items: [
      { ...DAY, agency: 'G01.899.909', digits: 6, dossiers: 2, first: 890028, last: 890030, missing: 1, gaps: [{ from: 890029, to: 890029 }], doubles: [] },
      { ...DAY, dossiers: 5, first: 1, last: 10, missing: 5, gaps: [{ from: 3, to: 4 }, { from: 6, to: 8 }], doubles: [] },
      { ...DAY, ...none, digits: 5, dossiers: 2, first: 48213, last: 90001, drawn: true },
      { ...DAY, ...none, day: '2026-03-03', agency: '000.17.22.H26', dossiers: 1, first: 7, last: 7 },
    ],
  }); // prettier-ignore
});

it('names who has a number that was given twice, as far as they may be seen; all are counted', async () => {
  const [a, b] = await codes('H26.1.18-260305', ['0001', '0001']);
  await codes('H26.1.18-260305', ['0001'], { receiving: '00004', competent: '00004', returning: '00004' });
  const ask = async () => (await api.get(`${PATH}?from=2026-03-05&to=2026-03-05`).expect(200)).body.items[0];
  expect(await ask()).toMatchObject({ dossiers: 3, missing: 0, doubles: [{ number: 1, dossiers: 3, ids: { length: 3 } }] }); // prettier-ignore
  api.scope = UNIT;
  expect((await ask()).doubles).toEqual([{ number: 1, dossiers: 3, ids: [a, b] }]);
});

it('is a list of pages, each series once, and of a hundred gaps at most', async () => {
  const odd = Array.from({ length: 150 }, (_, n) => String(2 * n + 1).padStart(4, '0'));
  await codes('H26.1.18-260306', odd);
  const seen: string[] = [];
  for (let after = ''; ;) {
    const { body } = await api.get(`${PATH}?${MARCH}&limit=2${after}`).expect(200);
    seen.push(...body.items.map(({ day, agency, digits }: typeof DAY) => `${day} ${agency} ${digits}`));
    if (body.next === undefined) break;
    after = `&after=${body.next}`;
  }
  expect(seen.length).toBeGreaterThan(5);
  expect(seen).toEqual([...new Set(seen)].sort());
  const { body } = await api.get(`${PATH}?from=2026-03-06&to=2026-03-06`).expect(200);
  expect(body.items).toEqual([expect.objectContaining({ missing: 149, dossiers: 150 })]);
  expect(body.items[0].gaps).toHaveLength(100);
  expect(body.items[0].gaps[99]).toEqual({ from: 200, to: 200 });
});

it('looks at the last month where no day is named, and refuses what makes no sense', async () => {
  expect((await api.get(PATH).expect(200)).body).toEqual({ items: [] });
  for (const query of ['from=2026-03-02&to=2026-03-01', 'from=2999-01-01', 'to=2026-3-1', 'after=x', 'limit=0', 'colour=red'])
    expect((await api.get(`${PATH}?${query}`).expect(400)).body.code).toBe('LT-HTTP-400'); // prettier-ignore
  await api.get(`${PATH}?to=2026-02-31`).expect(200);
});

it('is not there for a system that is not, and for another’s', async () => {
  await api.get('/v1/systems/nowhere/sequences').expect(404);
  api.scope = { units: ['00004'] };
  await api.get(PATH).expect(404);
});
