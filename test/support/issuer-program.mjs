/**
 * A real issuer of OpenID Connect for tests, on a free loopback port; its first line is JSON with its address and its
 * private key. Whoever signs in is who they say: `auditor`, `unit@00565`, `vendor@gia-lam-onestop`; programs likewise, by
 * client credentials. It ends when its input closes.
 */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import { Provider } from 'oidc-provider';

const CONSOLE = 'lienthong-console';
const PROGRAMS = ['auditor', 'administrator', 'unit@00565', 'vendor@gia-lam-onestop', 'unit', 'vendor', 'visitor'];

/** Role and scope of a name, as claims of an access token. */
function claimsOf(name) {
  const [role, codes] = name.split('@');
  const scope = codes?.split(',');
  return {
    lienthong_role: role,
    ...(scope && role === 'unit' ? { lienthong_units: scope } : {}),
    ...(scope && role === 'vendor' ? { lienthong_systems: scope } : {}),
  };
}

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const key = { ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256', kid: 'test' };
const origins = process.argv.slice(2);

const server = createServer();
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const issuer = `http://127.0.0.1:${server.address().port}`;

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  cookies: { keys: ['test'] },
  clients: [
    {
      client_id: CONSOLE,
      token_endpoint_auth_method: 'none',
      application_type: 'native',
      redirect_uris: origins.map((origin) => `${origin}/sign-in/back`),
      post_logout_redirect_uris: origins.map((origin) => `${origin}/sign-in/back`),
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
    ...PROGRAMS.map((name) => ({
      client_id: name.replace('@', '-'),
      client_name: name,
      client_secret: 'secret',
      grant_types: ['client_credentials'],
      redirect_uris: [],
      response_types: [],
    })),
  ],
  clientBasedCORS: () => true,
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (_context, _client, given) => given ?? 'urn:lienthong:api',
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, resource) => ({
        scope: 'read',
        audience: resource,
        accessTokenFormat: 'jwt',
        jwt: { sign: { alg: 'RS256' } },
      }),
    },
  },
  findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
  extraTokenClaims: (_context, token) =>
    claimsOf(token.accountId ?? PROGRAMS.find((name) => name.replace('@', '-') === token.clientId) ?? ''),
});
server.on('request', provider.callback());
process.stdin.on('end', () => process.exit(0)).resume();
process.stdout.write(`${JSON.stringify({ issuer, key })}\n`);
