import { dossierId } from '@lienthong/canonical';
import request from 'supertest';
import { Api, UNIT } from '../../support/api';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
  await api.fill();
}, 60_000);

beforeEach(() => void (api.scope = {}));

afterAll(() => api.stop(), 30_000);

const codes = (body: { items: { code: string }[] }): number[] => body.items.map(({ code }) => Number(code.slice(-4)));

describe('the list of dossiers', () => {
  it('goes through all of them, each once, received last first', async () => {
    const seen: { id: string; receivedOn: string }[] = [];
    for (let after = ''; ;) {
      const { body } = await api.get(`/v1/dossiers?limit=5${after}`).expect(200);
      seen.push(...body.items);
      if (body.next === undefined) break;
      after = `&after=${body.next}`;
    }
    expect(new Set(seen.map(({ id }) => id)).size).toBe(27);
    expect(seen.map(({ receivedOn }) => receivedOn)).toEqual(seen.map(({ receivedOn }) => receivedOn).sort().reverse()); // prettier-ignore
    expect(seen[0]).not.toHaveProperty('rank');
  });

  it.each([
    ['status=RETURNED', [24]],
    ['channel=ONLINE', [24]],
    ['unit=00004', [26]],
    ['system=ba-dinh-onestop', [26]],
    ['receivedFrom=2025-01-01&receivedTo=2025-12-31', [25]],
    ['dueFrom=2027-01-01', []],
    ['overdue=true&unit=00004', [26]],
    ['overdue=false', [24]],
    ['procedure=2.000000', []],
    ['q=H26.1.18-250314-0007', [7]],
    ['q=0011', [11]],
    ['q=nguyễn văn an', [24, 25]],
    ['q=van Ân nguyễn', [24, 25]],
    ['q=001199012345', []],
  ])('is limited by %s', async (query, expected) => {
    const { body } = await api.get(`/v1/dossiers?${encodeURI(query)}`).expect(200);
    expect(codes(body)).toEqual(expected);
    const { body: counted } = await api.get(`/v1/dossiers/counts?${encodeURI(query)}`).expect(200);
    expect(counted.total).toBe(expected.length);
  });

  it.each([
    'limit=0', 'limit=201', 'status=x', 'unit=%27', 'after=x', 'after=WyJhIl0tLS0', 'receivedFrom=2026-13-01', 'overdue=1', 'q=a',
    `q=${'a'.repeat(201)}`, 'personId=001199012345', 'colour=red',
  ])('refuses %s', async (query) => {
    const { body } = await api.get(`/v1/dossiers?${query}`).expect(400).expect('content-type', /problem\+json/);
    expect(body.code).toBe('LT-HTTP-400');
  }); // prettier-ignore

  it('finds a person by a number that stands in no address, for a purpose of the list', async () => {
    const personId = '001 199 012 345';
    const { body, headers } = await api
      .post('/v1/dossiers/search', { personId, purpose: 'HANDLE_DOSSIER' })
      .expect(200);
    expect(codes(body)).toEqual([24]);
    expect(headers['cache-control']).toBe('no-store');
    const refused = await api.post('/v1/dossiers/search', { personId }).expect(400);
    expect(refused.body.detail).toContain('purpose');
    expect(refused.text).not.toContain('199');
    await api.post('/v1/dossiers/search', { personId, purpose: 'CURIOSITY' }).expect(400);
  });

  it('refuses null for what may be left out', async () => {
    const person = { personId: '001199012345', purpose: 'AUDIT' };
    for (const member of ['limit', 'after'])
      await api.post('/v1/dossiers/search', { ...person, [member]: null }).expect(400);
    const system = { adapter: 'onestop-rest', settings: { baseUrl: 'http://127.0.0.1:1' } };
    for (const member of ['code', 'name', 'state', 'demo'])
      await api.post('/v1/systems/check', { ...system, [member]: null }).expect(400);
    await api.post('/v1/systems/check', { ...system, unit: null }).expect(200);
  });
});

describe('a scope', () => {
  it('narrows every list, and makes what is foreign absent', async () => {
    const foreign = dossierId('ba-dinh-onestop', '26');
    const row = api.listed(26, { system: 'ba-dinh-onestop' });
    await api.store(row, { id: foreign, system: row.system, personal: { key: 'k', data: 'ZGF0YQ==' }, parties: [{ role: 'OWNER' }], units: { receiving: { code: '00004', name: 'Ba Đình' } }, origin: { adapter: 'onestop-rest', mapping: 'old' } }); // prettier-ignore
    await api.get(`/v1/dossiers/${foreign}`).expect(200);
    api.scope = UNIT;
    await api.get(`/v1/dossiers/${foreign}`).expect(404);
    await api.get('/v1/systems/ba-dinh-onestop').expect(404);
    await api.get('/v1/systems/ba-dinh-onestop/progress').expect(404);
    for (const act of ['pause', 'resume', 'backfill']) await api.post(`/v1/systems/ba-dinh-onestop/${act}`).expect(404);
    await request(api.url).put('/v1/systems/ba-dinh-onestop').send({ name: 'x', adapter: 'onestop-rest', settings: { baseUrl: 'http://x' } }).expect(404); // prettier-ignore
    expect((await api.get('/v1/dossiers?q=an').expect(200)).body.items).toHaveLength(2);
    expect((await api.get('/v1/dossiers/counts')).body).toMatchObject({
      total: 26,
      bySystem: { 'gia-lam-onestop': 26 },
    });
    expect((await api.post('/v1/dossiers/search', { personId: '001199012345', purpose: 'AUDIT' })).body.items).toHaveLength(1); // prettier-ignore
    for (const path of ['systems', 'links', 'units']) expect((await api.get(`/v1/${path}`)).body.items).toHaveLength(1);
    expect((await api.get('/v1/dossiers/export.csv')).text).not.toContain('ba-dinh');
    api.scope = { systems: [] };
    for (const path of ['systems', 'links', 'units', 'dossiers', 'parked'])
      expect((await api.get(`/v1/${path}`)).body.items).toEqual([]);
  });

  it('shows a parked record to whoever sees its system', async () => {
    await api.db.query(
      `insert into parked (generation, partition, record_offset, system, dossier, cause, rule) values (1, 0, 1, 'ba-dinh-onestop', gen_random_uuid(), 'BAD_DATE', 'a date')`,
    );
    expect((await api.get('/v1/parked')).body).toMatchObject({
      items: [{ cause: 'BAD_DATE' }],
      groups: [{ count: 1 }],
    });
    api.scope = UNIT;
    expect((await api.get('/v1/parked')).body).toEqual({ items: [], groups: [] });
  });
});

describe('a dossier', () => {
  it('says what is sealed and where each value comes from, and is not sent twice', async () => {
    const path = `/v1/dossiers/${dossierId('ba-dinh-onestop', '26')}`;
    const { body, headers, text } = await api.get(path).expect(200);
    expect(text).not.toContain('ZGF0YQ');
    expect(body).toMatchObject({ document: { personal: 'sealed' }, versionCount: 1, origins: { adapter: 'onestop-rest', isCurrent: false } }); // prettier-ignore
    expect(body.sealed).toContainEqual({ pointer: '/subject', class: 'BASIC' });
    expect(body.sealed.map(({ pointer }: { pointer: string }) => pointer)).not.toContain('/status');
    expect(body.origins.rows).toContainEqual(expect.objectContaining({ path: expect.stringContaining('maHoSo') }));
    const again = await api.get(path).set('if-none-match', headers['etag']!).expect(304);
    expect(again.text).toBe('');
    await api.get(path).set('if-none-match', 'W/"other"').expect(200);
  });

  it('names units as the newest document does', async () => {
    const { body } = await api.get('/v1/units').expect(200);
    expect(body.items).toEqual([
      { code: '00004', name: 'Ba Đình', receiving: 1, competent: 1, returning: 1 },
      { code: '00565', name: null, receiving: 26, competent: 26, returning: 26 },
    ]);
  });

  it('says what was noticed in the language of whoever reads, with the code and the rule beside it', async () => {
    const row = api.listed(27, { system: 'gia-lam-onestop' });
    const noticed = [
      { code: 'STATUS_LAUNDERED', severity: 'ERROR', field: '/status/national', rule: 'the rule' },
      { code: 'OF_A_VENDOR', severity: 'INFO', rule: 'a rule of its own' },
    ];
    await api.list(row);
    await api.store(row, { id: row.id, system: row.system, findings: noticed });
    const ask = async (language: string) => {
      const { body, headers } = await api.get(`/v1/dossiers/${row.id}`).set('accept-language', language).expect(200);
      expect(headers['vary']).toContain('accept-language');
      expect(body.document.findings).toEqual(noticed);
      return (body.findings as object[]).map((one, n) => ({ ...one, ...noticed[n] }));
    };
    const [laundered, own] = noticed;
    expect(await ask('vi')).toEqual([{ ...laundered, about: 'Hồ sơ còn vướng trong phần mềm nhưng đã báo là xử lý xong lên Cổng quốc gia' }, { ...own, about: 'a rule of its own' }]); // prettier-ignore
    expect(await ask('en')).toEqual([{ ...laundered, about: 'The dossier is held up in the software and decided for the national portal' }, { ...own, about: 'a rule of its own' }]); // prettier-ignore
  });
});
