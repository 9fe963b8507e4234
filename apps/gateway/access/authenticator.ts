import { timingSafeEqual } from 'node:crypto';
import { digestOf, type Principal } from '@lienthong/platform';
import type { ApiKeys } from '@lienthong/storage';
import { digestOfKey, isKey } from './key';
import type { Issuer } from './issuer';

/** The token of the installation; one without it takes only keys and people who signed in. */
export class ApiToken {
  private readonly digest: Buffer | undefined;

  constructor(token: string | undefined) {
    this.digest = token === undefined || token === '' ? undefined : digestOf(Buffer.from(token));
  }

  /** Compares in constant time: digests of equal length, so that neither content nor length shows. */
  matches(given: string): boolean {
    return this.digest !== undefined && timingSafeEqual(this.digest, digestOf(Buffer.from(given)));
  }
}

/** Finds who sends a bearer token: the installation's own token, a key of a program, or a person who signed in. */
export class Authenticator {
  constructor(
    private readonly token: ApiToken,
    private readonly keys: ApiKeys,
    private readonly issuer: Issuer | undefined,
  ) {}

  /** Origins beside ours that the console reaches to sign people in. */
  get origins(): readonly string[] {
    return this.issuer?.origins ?? [];
  }

  /**
   * @returns undefined for a token that is wrong, expired or revoked; which of them is not told
   * @throws Fault LT-ACCESS-2 when the issuer cannot be asked for its keys
   */
  async principal(given: string): Promise<Principal | undefined> {
    if (this.token.matches(given)) return { name: 'token', role: 'administrator', scope: {}, via: 'token' };
    if (isKey(given)) return this.ofKey(given);
    return this.issuer?.principal(given);
  }

  private async ofKey(given: string): Promise<Principal | undefined> {
    const key = await this.keys.use(digestOfKey(given));
    return key && { name: `key:${key.name}`, role: key.role, scope: key.scope, via: 'key' };
  }
}
