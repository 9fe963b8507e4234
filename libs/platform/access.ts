import { applyDecorators, SetMetadata } from '@nestjs/common';

/** What an account may do; docs/reference/access.md tells it route by route. */
export const ACCOUNT_ROLES = ['administrator', 'operator', 'unit', 'vendor', 'auditor'] as const;

/** A role of {@link ACCOUNT_ROLES}. */
export type AccountRole = (typeof ACCOUNT_ROLES)[number];

/** Who may call a route: anybody, whoever is signed in, or these roles. */
export type AccessRule = 'public' | 'signed-in' | readonly AccountRole[];

/** `own`: the route shows no more than the scope of whoever asks. `whole`: it is about the installation, and takes nobody with a scope. */
export type Reach = 'own' | 'whole';

/** Metadata key of a route's rule. */
export const ACCESS = 'lienthong:access';

/** Metadata key of a route's reach. */
export const REACH = 'lienthong:reach';

/**
 * Gives a controller or route its authorisation rule; a route without one stops the process at its start.
 *
 * @param rule `administrator` belongs to every list and need not be named
 * @param reach `own` is a promise of the route: it narrows what it shows (see {@link narrow}); test/e2e/access holds it to that
 */
export const Access = (rule: AccessRule, reach: Reach = 'own'): ClassDecorator & MethodDecorator =>
  applyDecorators(
    SetMetadata(ACCESS, typeof rule === 'string' ? rule : [...new Set<AccountRole>(['administrator', ...rule])]),
    SetMetadata(REACH, reach),
  );
