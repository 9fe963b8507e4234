import { constant, defineAdapter, dossier, each, identity, keyFrom, ndjson, push, pushSettings, text } from '..';
import type { Adapter, DossierShape } from '..';
import { status } from './code';
import { diffMappings, type GivenItem } from './diff';
import { moment } from './moment';

const FORMAT = ndjson();

function adapterOf(shape: Partial<DossierShape> = {}, id = 'id'): Adapter {
  return defineAdapter({
    name: 'spoken',
    about: 'A software for this test.',
    settings: pushSettings,
    zone: 'Asia/Ho_Chi_Minh',
    source: push(),
    format: FORMAT,
    identity: identity(id),
    mapping: dossier({
      identifiers: [{ scheme: constant('row-id'), value: text('id'), source: constant('system') }],
      status: status('state', { 1: 'SUBMITTED', 2: 'IN_PROGRESS' }, { unknown: 'park' }),
      note: text('note').optional(),
      timeline: each('steps', {
        key: keyFrom('at', 'step'),
        step: text('step'),
        occurredAt: moment('at', 'dd/MM/yyyy'),
      }),
      ...shape,
    }),
  });
}

async function* given(...rows: object[]): AsyncGenerator<GivenItem> {
  const bytes = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  async function* chunks(): AsyncGenerator<Buffer> {
    yield await Promise.resolve(Buffer.from(bytes));
  }
  let number = 0;
  for await (const item of FORMAT.split(chunks(), { rawBytes: 1_000 })) {
    number += 1;
    yield { place: `rows.ndjson item ${number}`, item };
  }
}

const ROWS = [
  { id: 'a', state: '1', note: 'Trần Văn Mẫu gọi', steps: [{ at: '01/02/2026', step: 'IN' }] },
  { id: 'b', state: '2', other: 'x', steps: [{ at: '03/02/2026', step: 'OUT' }] },
  { id: 'c', state: '3' },
];

test('equal mappings differ in nothing, on any number of records', async () => {
  const rows = Array.from({ length: 1_201 }, (_, at) => ({ id: `r${at}`, state: '1' }));
  const found = await diffMappings(adapterOf(), adapterOf(), given(...rows));
  expect(found).toMatchObject({ records: 1_201, equal: 1_201, outcomes: [], fields: [] });
  expect(found.before).toBe(found.after);
});

test('a field that comes from elsewhere is told with both origins, counts and masked examples', async () => {
  const found = await diffMappings(adapterOf(), adapterOf({ note: text('other').optional() }), given(...ROWS));
  expect(found).toMatchObject({ records: 3, equal: 1, outcomes: [] });
  expect(found.fields).toEqual([
    {
      field: '/note',
      added: 1,
      removed: 1,
      changed: 0,
      before: 'note: text; optional',
      after: 'other: text; optional',
      examples: [
        { place: 'rows.ndjson item 1', before: 'Aaaa Aaa Aaa aaa' },
        { place: 'rows.ndjson item 2', after: 'a' },
      ],
    },
  ]);
});

test('a record that becomes something else is counted by what it was and is', async () => {
  const mended = adapterOf({
    status: status('state', { 1: 'SUBMITTED', 2: 'IN_PROGRESS', 3: 'DECIDED' }, { unknown: 'park' }),
  });
  const found = await diffMappings(adapterOf(), mended, given(...ROWS));
  const after = { after: 'dossier', records: 1, places: ['rows.ndjson item 3'] };
  expect(found.outcomes).toEqual([{ before: 'parked: UNKNOWN_CODE at /status', ...after }]);
  expect(found.fields.map(({ field, added, changed }) => [field, added, changed])).toEqual([['/status', 0, 0]]);
});

test('another identity is told, since it makes another dossier', async () => {
  const found = await diffMappings(adapterOf(), adapterOf({}, 'state'), given(ROWS[0] ?? {}));
  expect(found.fields).toEqual([
    expect.objectContaining({
      field: 'identity',
      changed: 1,
      examples: [{ place: 'rows.ndjson item 1', before: 'a', after: '1' }],
    }),
  ]);
});

test('an entry before the others moves none of them', async () => {
  const before = adapterOf();
  const after = adapterOf({
    timeline: [
      { key: keyFrom('state'), step: constant('SEEN'), occurredAt: moment('seen', 'dd/MM/yyyy') },
      each('steps', { key: keyFrom('at', 'step'), step: text('step'), occurredAt: moment('at', 'dd/MM/yyyy') }),
    ],
  });
  const found = await diffMappings(before, after, given({ ...ROWS[0], seen: '09/02/2026' }));
  expect(found.fields.map(({ field, added, removed, changed }) => [field, added, removed, changed])).toEqual([
    ['/timeline/*/key', 1, 0, 0],
    ['/timeline/*/occurredAt', 1, 0, 0],
    ['/timeline/*/step', 1, 0, 0],
  ]);
});
