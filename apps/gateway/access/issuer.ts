import { Logger } from '@nestjs/common';
import { Fault } from '@lienthong/canonical';
import { ACCOUNT_ROLES, type AccountRole, type Configuration, type Principal, type Scope } from '@lienthong/platform';
import { createRemoteJWKSet, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';

/** Where people sign in, and what their access tokens must say. */
export interface IssuerOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string;
}

interface Discovered {
  readonly keys: JWTVerifyGetKey;
  readonly origins: readonly string[];
}

const DEADLINE_MS = 5_000;
/** After a failed discovery the issuer is left alone for so long. */
const REST_MS = 5_000;
/** Signatures of a key pair alone: with a shared secret every program that checks tokens could make them. */
const ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];
const CLOCK_SKEW_SECONDS = 30;
const LOOPBACK = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/**
 * An issuer of OpenID Connect: finds its keys by discovery (OpenID Connect Discovery 1.0) and checks access tokens
 * (RFC 9068). The role stands in the claim `lienthong_role`, the scope in `lienthong_units` and `lienthong_systems`.
 */
export class Issuer {
  private readonly logger = new Logger('gateway');
  private discovered: Promise<Discovered> | undefined;
  private known: readonly string[];
  private restUntilMs = 0;

  constructor(readonly options: IssuerOptions) {
    this.known = [new URL(options.issuer).origin];
  }

  /** Origins the console reaches to sign in: that of the issuer, and of its token server once that is known. */
  get origins(): readonly string[] {
    // The next page is told what this one could not be; that the issuer is away is logged there.
    void this.discovery().catch(() => undefined);
    return this.known;
  }

  /**
   * @returns undefined for a token that is not this issuer's, expired, for another audience, or of no known role
   * @throws Fault LT-ACCESS-2 when its keys cannot be fetched
   */
  async principal(token: string): Promise<Principal | undefined> {
    const { issuer, audience } = this.options;
    if (token.split('.').length !== 3) return undefined;
    const { keys } = await this.discovery();
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer,
        audience,
        algorithms: ALGORITHMS,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: CLOCK_SKEW_SECONDS,
      });
      return principalOf(payload);
    } catch (error) {
      if (isRefusal(error)) return undefined;
      throw away(error);
    }
  }

  private async discovery(): Promise<Discovered> {
    if (Date.now() < this.restUntilMs) throw away();
    this.discovered ??= this.discover();
    try {
      const found = await this.discovered;
      this.known = found.origins;
      return found;
    } catch (error) {
      this.discovered = undefined;
      this.restUntilMs = Date.now() + REST_MS;
      this.logger.warn(`The issuer ${this.options.issuer} does not answer its discovery.`);
      throw away(error);
    }
  }

  private async discover(): Promise<Discovered> {
    const { issuer } = this.options;
    const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(DEADLINE_MS), redirect: 'error' });
    const found = (await answer.json()) as { issuer?: string; jwks_uri?: string; token_endpoint?: string };
    if (found.issuer !== issuer || found.jwks_uri === undefined)
      throw new Error('The discovery document is not one of this issuer.');
    const keys = createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DEADLINE_MS });
    const reached = [issuer, found.token_endpoint ?? issuer].map((url) => new URL(url).origin);
    return { keys, origins: [...new Set(reached)] };
  }
}

/** Is it the token that is wrong, and not the way to the keys? */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== 'ERR_JOSE_GENERIC'
  );
}

function away(cause?: unknown): Fault {
  return new Fault('LT-ACCESS-2', 'The server that signs people in does not answer now. Try again in a moment.', {
    cause,
  });
}

/** A unit without units, or a vendor without systems, would see everything: such a token is of no use. */
function principalOf(claims: JWTPayload): Principal | undefined {
  const [given, units, systems] = ['role', 'units', 'systems'].map((name) => words(claims[`lienthong_${name}`]));
  const roles = ACCOUNT_ROLES.filter((one) => given !== 'broken' && given?.includes(one));
  const [role] = roles;
  // A limit that cannot be read must not read as no limit.
  if (units === 'broken' || systems === 'broken') return undefined;
  const scope: Scope = { units, systems };
  if (roles.length !== 1 || role === undefined || !isLimited(role, scope)) return undefined;
  return { name: `oidc:${claims.sub ?? ''}`, role, scope, via: 'oidc' };
}

/** A claim as a list of words; undefined where there is none. */
function words(claim: unknown): string[] | undefined | 'broken' {
  if (claim === undefined) return undefined;
  const list: unknown = typeof claim === 'string' ? [claim] : claim;
  return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : 'broken';
}

/** Has an account the limits its role must have? A unit names its units, a vendor its systems. */
export function isLimited(role: AccountRole, { units, systems }: Scope): boolean {
  if (role === 'unit') return units !== undefined && units.length > 0;
  return role !== 'vendor' || (systems !== undefined && systems.length > 0);
}

/**
 * The issuer of an installation; undefined where nobody signs in.
 *
 * @throws Fault LT-CONFIG-1 when it is no address, or one that others could read on the way
 */
export function issuerOf({
  LT_OIDC_ISSUER: issuer,
  LT_OIDC_CLIENT_ID: clientId,
  LT_OIDC_AUDIENCE: audience,
}: Configuration): Issuer | undefined {
  if (issuer === undefined) return undefined;
  const url = URL.parse(issuer);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!isSafe)
    throw new Fault(
      'LT-CONFIG-1',
      `Environment: LT_OIDC_ISSUER must be an https address such as https://sso.hanoi.gov.vn/realms/city.`,
    );
  if (audience === clientId)
    throw new Fault(
      'LT-CONFIG-1',
      'Environment: LT_OIDC_AUDIENCE must differ from LT_OIDC_CLIENT_ID, or an ID token would be taken for an access token.',
    );
  return new Issuer({ issuer, clientId, audience });
}
