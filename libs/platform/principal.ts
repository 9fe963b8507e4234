import { createParamDecorator, type ExecutionContext, UnauthorizedException } from '@nestjs/common';
import type { AccountRole } from './access';

/** What somebody may see. Both undefined is everything; what is set must match, and an empty set matches nothing. */
export interface Scope {
  /** Codes of units. */
  readonly units?: readonly string[] | undefined;
  /** Codes of systems. */
  readonly systems?: readonly string[] | undefined;
}

/** Whoever asks, as the guard found them. */
export interface Principal {
  /** Stands in what is kept of a look: `token`, `key:<name>` or `oidc:<subject>`. No two accounts share one. */
  readonly name: string;
  readonly role: AccountRole;
  readonly scope: Scope;
  readonly via: 'token' | 'key' | 'oidc';
}

/** Gives a route handler whoever asks. A public route has nobody to give and is refused. */
export const Who = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<{ principal?: Principal }>();
  if (principal === undefined) throw new UnauthorizedException('Nobody is signed in.');
  return principal;
});

/** What somebody may see: goes into the filter of every list a scoped role can reach. */
export function narrow({ scope }: Pick<Principal, 'scope'>): Scope {
  return scope;
}

/** Is somebody limited to a part of the installation? */
export function isScoped({ scope: { units, systems } }: Pick<Principal, 'scope'>): boolean {
  return (units ?? systems) !== undefined;
}

/**
 * Does a system lie within somebody's scope, by its own code and by its unit? Where it does not, the answer is that of a
 * system that does not exist (404): a foreign code must not show.
 */
export function ownSystem(
  { scope: { systems, units } }: Pick<Principal, 'scope'>,
  { code, unit }: { readonly code: string; readonly unit: string | null },
): boolean {
  return (systems?.includes(code) ?? true) && (units === undefined || (unit !== null && units.includes(unit)));
}
