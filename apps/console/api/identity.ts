import { queryOptions } from '@tanstack/react-query';
import { answerOf, gateway, type Answers } from './client';

/** Who is signed in. */
export type Identity = Answers['Me'];

/** How people sign in here. */
export type SignInWays = Answers['SignIn'];

const HOUR_MS = 3_600_000;

/** Who is signed in. */
export const identityQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => answerOf(gateway.GET('/v1/me')),
  staleTime: HOUR_MS,
});

/** How people sign in. */
export const signInQuery = queryOptions({
  queryKey: ['sign-in'],
  queryFn: () => answerOf(gateway.GET('/v1/sign-in')),
  staleTime: HOUR_MS,
});

/** May somebody change systems and break districts of the demo city? */
export function mayOperate(identity: Identity | undefined): boolean {
  return identity?.role === 'administrator' || identity?.role === 'operator';
}

/** May somebody see the ledger of everything? */
export function maySeeLedger(identity: Identity | undefined): boolean {
  return mayOperate(identity) || identity?.role === 'auditor';
}

/** May somebody look for a person by number, and at personal values? */
export function mayLook(identity: Identity | undefined): boolean {
  return identity !== undefined && identity.role !== 'vendor';
}
