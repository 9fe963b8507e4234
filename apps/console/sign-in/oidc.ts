import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { SignInWays } from '../api/identity';
import { session } from '../api/session';

type Ways = NonNullable<SignInWays['oidc']>;

/** Where the issuer sends people back to; it has to be known there. */
export const BACK = '/sign-in/back';

function manager({ issuer, clientId, scope, audience }: Ways): UserManager {
  return new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    redirect_uri: location.origin + BACK,
    response_type: 'code',
    // RFC 8707: the access token is to be for the gateway.
    ...(URL.canParse(audience) ? { resource: audience } : {}),
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
  });
}

/** Goes to the issuer (code with PKCE), remembering the page. */
export async function toIssuer(ways: Ways): Promise<void> {
  await manager(ways).signinRedirect({ state: location.pathname + location.search });
}

let coming: Promise<string> | undefined;

/**
 * Comes back from the issuer: begins the session, and renews its token before it ends where the issuer allows.
 *
 * @returns the page that was wanted
 */
export function fromIssuer(ways: Ways): Promise<string> {
  // An answer of the issuer is good once, however often the page asks.
  coming ??= comeBack(ways);
  return coming;
}

async function comeBack(ways: Ways): Promise<string> {
  const users = manager(ways);
  const user = await users.signinRedirectCallback();
  let held = user.access_token;
  session.begin(held);
  const renew = async (): Promise<void> => {
    if (user.refresh_token === undefined) return;
    const renewed = await users.signinSilent();
    // Somebody who signed out, or another who signed in, stays as they are.
    if (renewed && session.token() === held) session.begin((held = renewed.access_token));
  };
  users.events.addAccessTokenExpiring(() => void renew());
  const forget = session.subscribe(() => {
    if (session.token() === held) return;
    forget();
    void users.removeUser();
  });
  return typeof user.state === 'string' && user.state.startsWith('/') ? user.state : '/';
}
