import { ACCOUNT_ROLES, type AccountRole } from '@lienthong/platform';
import request from 'supertest';
import { until } from '../support/waiting';
import { zipTexts } from '../support/zip-texts';
import { NOWHERE, twoOffices, type Office, type TwoOffices } from './access/city';
import { readMatrix } from './access/matrix';

const MATRIX = readMatrix();
/** Roles that are allowed to have no scope, without one; and every role within the scope of one office. */
const account = { whole: new Map<AccountRole, string>(), limited: new Map<AccountRole, string>() };
let city: TwoOffices;

const NOTHING: Office = {
  system: 'nowhere-onestop',
  unit: '00001',
  code: 'H26.9.9-250101-0000',
  person: '001199999999',
  rule: 'none',
  dossier: '00000000-0000-5000-8000-000000000000',
};

/** Calls a route about an office, as the bearer of a token. */
function call(route: string, token: string | undefined, { system, dossier, person }: Office): request.Test {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace('{id}', dossier).replace(/\{(code|system)\}/, system).replace('{name}', template.includes('keys') ? 'no-such-key' : 'municipal-xes') + (route === 'POST /v1/records' ? `?system=${system}` : ''); // prettier-ignore
  const settings = { directory: NOWHERE };
  const bodies: Record<string, object> = {
    'PUT /v1/demo/{system}': { mode: 'well' },
    'POST /v1/dossiers/search': { personId: person, purpose: 'AUDIT' },
    'POST /v1/dossiers/{id}/look': { purpose: 'AUDIT' },
    'POST /v1/keys': { name: `made-${Math.random().toString(36).slice(2)}`, role: 'auditor', expiresAt: soon() },
    'POST /v1/systems/check': { code: system, adapter: 'municipal-xes', settings },
    'PUT /v1/systems/{code}': { name: system, adapter: 'municipal-xes', settings },
  };
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'delete';
  const asked = request(city.running.url)[verb](path);
  if (token !== undefined) asked.auth(token, { type: 'bearer' });
  return bodies[route] ? asked.send(bodies[route]) : asked;
}

const soon = (): string => new Date(Date.now() + 86_400_000).toISOString();

/** The whole of an answer as text: a workbook unpacked, the first second of an event stream. */
async function answerOf(
  route: string,
  token: string | undefined,
  about: Office,
): Promise<{ status: number; text: string }> {
  if (route === 'GET /v1/events') return events(token);
  const asked = call(route, token, about).buffer(true);
  if (!route.endsWith('xlsx')) {
    const { status, text } = await asked;
    return { status, text };
  }
  const { status, body } = await asked.parse((answer, done) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => parts.push(part)).on('end', () => done(null, Buffer.concat(parts)));
  });
  return { status, text: status === 200 ? zipTexts(body as Buffer) : String(body) };
}

async function events(token: string | undefined): Promise<{ status: number; text: string }> {
  const ended = new AbortController();
  const answer = await fetch(`${city.running.url}/v1/events`, {
    signal: ended.signal,
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  if (answer.status !== 200) return { status: answer.status, text: await answer.text() };
  let text = '';
  const reading = (async () => {
    for await (const part of answer.body!) text += Buffer.from(part).toString();
  })().catch(() => undefined);
  await until(5_000, 'the stream begins', () => Promise.resolve(text.includes('event: ready') || undefined));
  for (const one of [city.foreign, city.own]) await city.touch(one);
  await until(5_000, 'a change is told', () => Promise.resolve(text.includes('event: dossier') || undefined));
  ended.abort();
  await reading;
  return { status: 200, text };
}

async function makeKey(
  name: string,
  role: AccountRole,
  scope: { units?: string[]; systems?: string[] },
): Promise<string> {
  const { body } = await request(city.running.url)
    .post('/v1/keys')
    .auth(city.token, { type: 'bearer' })
    .send({ name, role, expiresAt: soon(), ...scope })
    .expect(201);
  return (body as { key: string }).key;
}

/** What would show that somebody else's things are told of. */
const traces = ({ system, dossier, code, rule, unit }: Office): string[] => [system, dossier, code, rule, `"${unit}"`];

beforeAll(async () => {
  city = await twoOffices();
  const { own } = city;
  for (const role of ACCOUNT_ROLES) {
    const scope = role === 'vendor' ? { systems: [own.system] } : { units: [own.unit] };
    account.limited.set(role, await makeKey(`limited-${role}`, role, scope));
    const isAlwaysLimited = role === 'unit' || role === 'vendor';
    account.whole.set(role, await makeKey(`whole-${role}`, role, isAlwaysLimited ? scope : {}));
  }
}, 90_000);

afterAll(() => city.stop(), 30_000);

describe('the table of routes', () => {
  it('has every route of the API, and no other', async () => {
    const { body } = await request(city.running.url).get('/v1/openapi.json').expect(200);
    const described = Object.entries((body as { paths: Record<string, object> }).paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const open = ['GET /v1/openapi.json', 'GET /v1/sign-in'];
    expect(MATRIX.map(({ route }) => route).sort()).toEqual(described.filter((route) => !open.includes(route)).sort());
  });
});

describe.each(MATRIX)('$route', ({ route, allowed, foreign }) => {
  it('takes nobody without a token, and no wrong one', async () => {
    for (const token of [undefined, 'wrong', `lt_${'A'.repeat(43)}`, 'a.b.c'])
      expect((await call(route, token, city.own)).status).toBe(401);
  });

  it.each(ACCOUNT_ROLES)('does for the role %s what the table says', async (role) => {
    const { status } = await answerOf(route, account.whole.get(role), city.own);
    if (allowed.includes(role)) expect([401, 403]).not.toContain(status);
    else expect(status).toBe(403);
  });

  it.each(allowed)('keeps %s within its scope', async (role) => {
    const token = account.limited.get(role);
    if (foreign === '403') {
      expect((await call(route, token, city.own)).status).toBe(403);
      return;
    }
    const mine = await answerOf(route, token, city.own);
    const theirs = await answerOf(route, token, city.foreign);
    for (const trace of traces(city.foreign)) expect(mine.text).not.toContain(trace);
    expect([401, 403, 404]).not.toContain(mine.status);
    if (foreign === '404') {
      const none = await call(route, token, NOTHING);
      expect([theirs.status, none.status]).toEqual([404, 404]);
      expect(theirs.text).toBe(none.text);
    } else {
      for (const trace of traces(city.foreign)) expect(theirs.text).not.toContain(trace);
    }
    if (foreign === 'left out' && !route.endsWith('search'))
      expect(traces(city.own).some((trace) => mine.text.includes(trace))).toBe(true);
  });

  it('tells an account without a scope of both', async () => {
    if (foreign !== 'left out') return;
    const { text } = await answerOf(route, city.token, city.foreign);
    expect(traces(city.foreign).some((trace) => text.includes(trace))).toBe(true);
  });
});

describe('a key', () => {
  const list = (token: string): request.Test =>
    request(city.running.url).get('/v1/systems').auth(token, { type: 'bearer' });
  const keys = (): request.Test => request(city.running.url).get('/v1/keys').auth(city.token, { type: 'bearer' });

  it('is shown once, works, and is taken no longer once it is revoked', async () => {
    const key = await makeKey('to-be-revoked', 'auditor', {});
    await list(key).expect(200);
    const { text } = await keys().expect(200);
    expect(text).toContain('to-be-revoked');
    expect(text).not.toContain(key.slice(3));
    const [row] = await city.running.spine.db.query(`select encode(digest, 'hex') as digest, last_used_at from api_key where name = 'to-be-revoked'`); // prettier-ignore
    expect(row.last_used_at).not.toBeNull();
    expect(row.digest).not.toContain(Buffer.from(key).toString('hex'));
    await request(city.running.url).delete('/v1/keys/to-be-revoked').auth(city.token, { type: 'bearer' }).expect(200);
    await list(key).expect(401);
  });

  it('ends by itself', async () => {
    const key = await makeKey('to-expire', 'auditor', {});
    await city.running.spine.db.query(`update api_key set expires_at = now() - interval '1 second' where name = 'to-expire'`); // prettier-ignore
    await list(key).expect(401);
  });

  it.each([
    ['a name that was used before', { name: 'limited-unit', role: 'auditor' }, 409],
    ['a unit without units', { name: 'no-units', role: 'unit' }, 400],
    ['a vendor without systems', { name: 'no-systems', role: 'vendor', units: ['00565'] }, 400],
    ['a role that does not exist', { name: 'no-role', role: 'root' }, 400],
    ['an end that lies behind', { name: 'past', role: 'auditor', expiresAt: '2020-01-01' }, 400],
    ['an end that lies too far ahead', { name: 'far', role: 'auditor', expiresAt: '2099-01-01' }, 400],
    ['an empty list of units', { name: 'empty', role: 'unit', units: [] }, 400],
    ['null instead of units', { name: 'nothing', role: 'unit', units: null }, 400],
  ])('is refused with %s', async (_, body, status) => {
    await request(city.running.url)
      .post('/v1/keys')
      .auth(city.token, { type: 'bearer' })
      .send({ expiresAt: soon(), ...body })
      .expect(status);
  });
});

describe('a look at personal values', () => {
  const look = (id: string): request.Test =>
    request(city.running.url).post(`/v1/dossiers/${id}/look`).auth(city.token, { type: 'bearer' }).send({ purpose: 'AUDIT' }); // prettier-ignore

  it('opens those of a demo system', async () => {
    const { body } = await look(city.own.dossier).expect(200).expect('cache-control', 'no-store');
    const { personal } = body as { personal: Record<string, unknown> };
    expect(personal['/subject']).toBe(`Việc của ${city.own.system}`);
    expect(JSON.stringify(personal)).toContain('Bà Trần Thị Lan');
  });

  it('is refused outside the demo, to an administrator too, and tells why', async () => {
    await city.running.spine.db.query(`update system set demo = false where code = $1`, [city.own.system]);
    const { body, text } = await look(city.own.dossier).expect(403);
    expect(body).toMatchObject({ code: 'LT-ACCESS-1' });
    expect(text).not.toContain('Lan');
    await city.running.spine.db.query(`update system set demo = true where code = $1`, [city.own.system]);
  });

  it('wants a purpose of the list', async () => {
    await request(city.running.url)
      .post(`/v1/dossiers/${city.own.dossier}/look`)
      .auth(city.token, { type: 'bearer' })
      .send({ purpose: 'curiosity' })
      .expect(400);
  });
});

describe('a scoped operator', () => {
  const asked = (method: 'put' | 'post' | 'get', path: string, body: object = {}): request.Test => {
    const api = request(city.running.url);
    const limited = api[method](path).auth(account.limited.get('operator') ?? '', { type: 'bearer' });
    return method === 'get' ? limited : limited.send(body);
  };
  const own = { name: 'x', adapter: 'municipal-xes', settings: { directory: NOWHERE } };

  it('cannot move a system to a unit outside of the scope', async () => {
    await asked('put', `/v1/systems/${city.own.system}`, { ...own, unit: city.foreign.unit }).expect(403);
  });

  it('changes the pace of a system, and not where it is read from', async () => {
    const elsewhere = { directory: '/srv/exports/of-another' };
    const path = `/v1/systems/${city.own.system}`;
    await asked('put', path, { ...own, settings: { ...own.settings, pollMs: 9_000 } }).expect(200);
    await asked('put', path, { ...own, settings: elsewhere }).expect(403);
    await asked('put', '/v1/systems/made-up-onestop', { ...own, unit: city.own.unit }).expect(403);
    await asked('post', '/v1/systems/check', { ...own, code: city.own.system, settings: elsewhere }).expect(403);
    await asked('post', '/v1/systems/check', own).expect(404);
  });

  it('asks for no full check of the ledger', async () => {
    await asked('get', '/v1/ledger?full=true&wait=0').expect(403);
  });
});

it('lets nobody call a system a demo, whose personal values could be looked at then', async () => {
  await request(city.running.url)
    .put(`/v1/systems/${city.own.system}`)
    .auth(city.token, { type: 'bearer' })
    .send({ name: 'x', adapter: 'municipal-xes', settings: { directory: NOWHERE }, demo: true })
    .expect(400);
});

it('bounds the streams of events of one account', async () => {
  const key = await makeKey('streaming', 'auditor', {});
  const open = (): Promise<Response> =>
    fetch(`${city.running.url}/v1/events`, { headers: { authorization: `Bearer ${key}` } });
  const streams = [];
  for (let n = 0; n < 8; n += 1) streams.push(await open());
  expect(streams.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect((await open()).status).toBe(503);
  await streams[0]?.body?.cancel();
  await until(5_000, 'there is room again', async () => ((await open()).status === 200 ? true : undefined));
  for (const { body } of streams.slice(1)) await body?.cancel();
});
