import { get as httpGet, type IncomingMessage } from 'node:http';
import { EVERY_DAY, IntakeStore, LedgerPages, LinkStates, type PageRow } from '@lienthong/storage';
import { Api, UNIT } from '../../support/api';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
  await api.fill();
}, 60_000);

beforeEach(() => void (api.scope = {}));

afterAll(() => api.stop(), 30_000);

describe('systems and links', () => {
  it('tells the standing of each link', async () => {
    const states = new LinkStates(api.db);
    const change = { state: 'closed', callsOk: 3, callsFailed: 0, succeededMsAgo: 5, failedMsAgo: undefined, error: undefined } as const; // prettier-ignore
    await states.note('gia-lam-onestop', change);
    await states.note('ba-dinh-onestop', change);
    await states.note('ba-dinh-onestop', { ...change, state: 'open', callsOk: 0, callsFailed: 2, succeededMsAgo: undefined, failedMsAgo: 0, error: 'LT-LINK-3 refused' }); // prettier-ignore
    expect((await api.get('/v1/links').expect(200)).body.items).toMatchObject([
      { system: 'ba-dinh-onestop', standing: 'FAILING', state: 'open', callsOk: 3, callsFailed: 2, lastError: 'LT-LINK-3 refused' },
      { system: 'gia-lam-onestop', standing: 'WELL', state: 'closed', callsOk: 3, lastErrorAt: null },
    ]); // prettier-ignore
    await api.post('/v1/systems/gia-lam-onestop/pause').expect(200);
    expect((await api.get('/v1/links')).body.items[1]).toMatchObject({ standing: 'PAUSED' });
    await api.post('/v1/systems/gia-lam-onestop/resume').expect(200);
  });

  it('reads a source from the beginning by a command that the ledger knows, and by nothing else', async () => {
    const store = new IntakeStore(api.db);
    const lease = (await store.take('gia-lam-onestop', 'me', 60_000))!;
    const page = (readSeq: number, from: unknown, to: unknown): PageRow => ({ readSeq, from, to, rows: 0, published: 0, same: 0, incomplete: undefined, offsets: [] }); // prettier-ignore
    const broken = async (): Promise<number> => {
      const runner = api.db.createQueryRunner();
      const found = await new LedgerPages(runner, EVERY_DAY).differences();
      await runner.release();
      return found.filter(({ kind }) => kind === 'CHAIN_BROKEN').length;
    };
    await store.savePage(lease, page(0, null, { at: 1 }));
    const first = await api.post('/v1/systems/gia-lam-onestop/backfill').expect(202);
    expect(first.body).toMatchObject({ askedBy: 'token', begunAt: null });
    expect((await api.post('/v1/systems/gia-lam-onestop/backfill')).body.number).toBe(first.body.number);
    expect(await broken()).toBe(0);
    const { cursor, restart } = await store.beginning('gia-lam-onestop');
    expect([cursor, restart]).toEqual([null, first.body.number]);
    await store.savePage(lease, page(1, null, { at: 2 }), restart);
    expect(await store.beginning('gia-lam-onestop')).toEqual({ cursor: { at: 2 }, restart: undefined });
    await store.savePage(lease, page(2, { at: 2 }, { at: 3 }));
    expect(await broken()).toBe(0);
    await store.savePage(lease, page(3, null, { at: 4 }));
    expect(await broken()).toBe(1);
  });
});

describe('events', () => {
  interface Stream {
    readonly answer: IncomingMessage;
    readonly text: () => string;
    readonly until: (part: string) => Promise<string>;
  }
  const open = (headers: Record<string, string> = {}): Promise<Stream> =>
    new Promise((resolve, reject) => {
      httpGet(`${api.url}/v1/events`, { headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        const until = async (part: string): Promise<string> => {
          for (const end = Date.now() + 8_000; Date.now() < end && !text.includes(part);)
            await new Promise((done) => setTimeout(done, 50));
          return text;
        };
        resolve({ answer, text: () => text, until });
      }).on('error', reject);
    });

  it('tells what changes within the scope, and again from where a stream broke off', async () => {
    api.scope = UNIT;
    const stream = await open({ 'accept-encoding': 'gzip' });
    expect(stream.answer.headers['content-type']).toContain('text/event-stream');
    expect(await stream.until('event: ready')).toMatch(/^retry: \d+\nid: \d+\nevent: ready\n/);
    expect(stream.answer.headers['content-encoding']).toBeUndefined();
    const [, from] = /id: (\d+)/.exec(stream.text())!;
    await api.list(
      api.listed(26, { system: 'ba-dinh-onestop', receiving: '00004', competent: '00004', returning: '00004', status: 'DECIDED' }),
      api.listed(3, { status: 'SUSPENDED' }),
    ); // prettier-ignore
    const text = await stream.until('SUSPENDED');
    expect(text).toContain('event: dossier');
    expect(text).not.toContain('DECIDED');
    expect(text).not.toContain('"ba-dinh-onestop"');
    expect(text).toContain('event: link');
    stream.answer.destroy();
    const again = await open({ 'last-event-id': from! });
    expect(await again.until('SUSPENDED')).toContain('SUSPENDED');
    again.answer.destroy();
    const lost = await open({ 'last-event-id': '999999999' });
    expect(await lost.until('event: reset')).toContain('event: reset');
    lost.answer.destroy();
    await api.get('/v1/events').set('last-event-id', 'x').expect(400);
  }, 30_000);

  it('has room for eight of one account', async () => {
    const streams: Stream[] = [];
    for (const end = Date.now() + 10_000; streams.length < 8 && Date.now() < end;) {
      const stream = await open();
      if (stream.answer.statusCode === 200) streams.push(stream);
    }
    await Promise.all(streams.map(({ until }) => until('event: ready')));
    const refused = await api.get('/v1/events').timeout(5_000).expect(503);
    expect(refused.body).toMatchObject({
      code: 'LT-HTTP-503',
      detail: expect.stringContaining('8 streams of this account'),
    });
    for (const { answer } of streams) answer.destroy();
  }, 30_000);
});

describe('answers', () => {
  it('are compressed as the caller likes, and not sent twice', async () => {
    const path = '/v1/adapters';
    const plain = await api.get(path).set('accept-encoding', 'identity').expect(200);
    expect(plain.headers).toMatchObject({ etag: expect.stringMatching(/^W\/"/), 'cache-control': 'private, no-cache' });
    expect(plain.headers['content-encoding']).toBeUndefined();
    const packed = await api.get(path).set('accept-encoding', 'gzip').expect('content-encoding', 'gzip');
    expect(packed.headers).toMatchObject({
      etag: plain.headers['etag'],
      vary: expect.stringContaining('accept-encoding'),
    });
    expect(packed.body).toEqual(plain.body);
    const again = await api.get(path).set('if-none-match', plain.headers['etag']!).expect(304);
    expect(again.text).toBe('');
    await api.get(path).set('if-none-match', 'W/"other"').expect(200);
  });

  it('have no tag where they are an error, not to be stored, or not of a GET', async () => {
    const search = await api.post('/v1/dossiers/search', { personId: '001199012345', purpose: 'AUDIT' }).expect(200);
    const answers = [
      await api.get('/v1/systems/none').expect(404),
      await api.get('/v1/dossiers?limit=0').expect(400),
      await api.get('/v1/me').expect(200),
      search,
      await api.post('/v1/systems/gia-lam-onestop/resume').expect(200),
    ];
    expect(answers.map(({ headers }) => headers['etag'])).toEqual(answers.map(() => undefined));
    expect(search.headers['cache-control']).toBe('no-store');
  });
});

describe('the description', () => {
  it('is served, compressed, and names every route with its problems', async () => {
    const { body, headers } = await api.get('/v1/openapi.json').set('accept-encoding', 'gzip').expect(200);
    expect(headers['content-encoding']).toBe('gzip');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths)).toEqual(expect.arrayContaining(['/v1/systems/{code}/backfill', '/v1/ledger', '/v1/dossiers/export.csv', '/v1/events'])); // prettier-ignore
    expect(Object.keys(body.paths['/v1/dossiers'].get.responses)).toEqual(['200', '400', '401', '403', '429', '503']);
    expect(body.paths['/v1/dossiers'].get.parameters).toContainEqual({ name: 'q', in: 'query', required: false, schema: { type: 'string', minLength: 2, maxLength: 200 } }); // prettier-ignore
  });
});
