import { createServer } from 'node:net';
import { once } from 'node:events';
import { createPublicKey } from 'node:crypto';
import { importJWK, SignJWT, type JWTPayload } from 'jose';
import request from 'supertest';
import { startIssuer, type TestIssuer } from '../support/issuer';
import { twoOffices, type TwoOffices } from './access/city';

const AUDIENCE = 'urn:lienthong:api';
let issuer: TestIssuer;
let city: TwoOffices;

const me = (token: string): request.Test => request(city.running.url).get('/v1/me').auth(token, { type: 'bearer' });

/** A token as the issuer would make it but for one thing. */
async function forged(change: JWTPayload, header: object = {}, key?: Parameters<SignJWT['sign']>[0]): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer.url,
    aud: AUDIENCE,
    sub: 'x',
    iat: now,
    exp: now + 60,
    lienthong_role: 'auditor',
    ...change,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', kid: 'test', ...header })
    .sign(key ?? (await importJWK(issuer.key, 'RS256')));
}

beforeAll(async () => {
  issuer = await startIssuer();
  city = await twoOffices({ LT_OIDC_ISSUER: issuer.url });
}, 90_000);

afterAll(async () => {
  await city.stop();
  await issuer.stop();
}, 30_000);

describe('an access token of the issuer', () => {
  it('is taken with the role and scope of its claims', async () => {
    const answers = [];
    for (const name of ['auditor', 'unit@00565', 'vendor@gia-lam-onestop'])
      answers.push((await me(await issuer.token(name)).expect(200)).body);
    expect(answers).toEqual([
      { name: 'oidc:auditor', role: 'auditor', scope: {}, via: 'oidc', demo: false },
      { name: 'oidc:unit-00565', role: 'unit', scope: { units: ['00565'] }, via: 'oidc', demo: false },
      { name: 'oidc:vendor-gia-lam-onestop', role: 'vendor', scope: { systems: ['gia-lam-onestop'] }, via: 'oidc', demo: false },
    ]); // prettier-ignore
  });

  it('shows a unit its own dossiers alone', async () => {
    const token = await issuer.token('unit@00565');
    const { body } = await request(city.running.url).get('/v1/dossiers').auth(token, { type: 'bearer' }).expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([city.own.dossier]);
    await request(city.running.url)
      .get(`/v1/dossiers/${city.foreign.dossier}`)
      .auth(token, { type: 'bearer' })
      .expect(404);
  });

  it('is taken when forged as the issuer would make it, so that the refusals below are for their one reason', async () => {
    await me(await forged({})).expect(200);
  });

  it.each<[string, () => Promise<string>]>([
    ['no role of ours', () => issuer.token('visitor')],
    ['the role unit and no units', () => issuer.token('unit')],
    ['the role vendor and no systems', () => issuer.token('vendor')],
    ['two roles', () => forged({ lienthong_role: ['auditor', 'operator'] })],
    ['a limit that is a number', () => forged({ lienthong_units: 760 })],
    ['a limit of other things than words', () => forged({ lienthong_systems: ['a', 1] })],
    ['another audience', () => issuer.token('auditor', 'urn:other:api')],
    ['the client as its audience, as an ID token has', () => forged({ aud: 'lienthong-console' })],
    ['another issuer', () => forged({ iss: 'https://elsewhere.example' })],
    ['an end that lies behind', () => forged({ exp: Math.floor(Date.now() / 1000) - 60 })],
    ['no end', () => forged({ exp: undefined })],
    ['no subject', () => forged({ sub: undefined })],
    ['an unknown key', () => forged({}, { kid: 'other' })],
    ['the public key as a shared secret', () => forged({}, { alg: 'HS256' }, Buffer.from(createPublicKey({ key: issuer.key, format: 'jwk' }).export({ type: 'spki', format: 'pem' })))],
    ['no signature', async () => `${(await forged({})).split('.').slice(0, 2).join('.')}.`],
    ['an algorithm named none', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await forged({})).split('.')[1]}.`],
  ])('is refused with %s', async (_, make) => {
    await me(await make()).expect(401);
  }); // prettier-ignore
});

describe('the ways to sign in', () => {
  it('are told to anybody, and the console may reach the issuer', async () => {
    const { body, headers } = await request(city.running.url).get('/v1/sign-in').expect(200);
    expect(body).toEqual({
      oidc: { issuer: issuer.url, clientId: 'lienthong-console', scope: 'openid', audience: AUDIENCE },
      demo: false,
    });
    expect(headers['content-security-policy']).toContain(`connect-src 'self' ${issuer.url}`);
    expect(headers['content-security-policy']).toContain("default-src 'self'");
  });
});

describe('an issuer that is away', () => {
  it('is 503 for tokens of it, while the own token works', async () => {
    const silent = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const url = `http://127.0.0.1:${(silent.address() as { port: number }).port}`;
    const other = await twoOffices({ LT_OIDC_ISSUER: url });
    const ask = (token: string): request.Test =>
      request(other.running.url).get('/v1/me').auth(token, { type: 'bearer' });
    const { body } = await ask(await forged({ iss: url })).expect(503);
    expect(body).toMatchObject({ code: 'LT-ACCESS-2' });
    await ask(other.token).expect(200);
    await other.stop();
    silent.close();
  }, 60_000);

  it.each([
    ['an address others can read', { LT_OIDC_ISSUER: 'http://sso.example.vn' }, 'must be an https address'],
    ['an audience that is the client', { LT_OIDC_ISSUER: 'https://sso.example.vn', LT_OIDC_AUDIENCE: 'lienthong-console' }, 'must differ'],
  ])('refuses to start with %s', async (_, settings, words) => {
    await expect(twoOffices(settings)).rejects.toThrow(words);
  }, 60_000); // prettier-ignore
});
