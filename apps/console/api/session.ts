const KEY = 'lienthong.token';

let token = sessionStorage.getItem(KEY);
let hasEnded = false;
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

/** What signs each request: it lives as long as the tab, and stands in no address. */
export const session = {
  /** Null before signing in. */
  token: (): string | null => token,
  /** True after the gateway refused a token that was in use. */
  hasEnded: (): boolean => hasEnded,
  begin(given: string): void {
    token = given;
    hasEnded = false;
    sessionStorage.setItem(KEY, given);
    tell();
  },
  /** @param refused the gateway said no, as opposed to somebody signing out */
  end(refused: boolean): void {
    if (token === null) return;
    token = null;
    hasEnded = refused;
    sessionStorage.removeItem(KEY);
    tell();
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

/**
 * Takes the token that `npm start` puts after `/#token=`, and cleans the address. Whoever is signed in already stays so: a
 * link must not sign anybody in to an account that is not theirs.
 */
export function takeTokenFromAddress(): void {
  const given = new URLSearchParams(location.hash.slice(1)).get('token');
  if (given === null || given === '') return;
  if (token === null) session.begin(given);
  history.replaceState(history.state, '', location.pathname + location.search);
}
