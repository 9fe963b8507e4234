import { SetMetadata } from '@nestjs/common';

/** Who may call a route: anybody, or whoever holds the operator's token. */
export type AccessRule = 'public' | 'operator';

/** Metadata key of a route's rule. */
export const ACCESS = 'lienthong:access';

/** Gives a controller or route its authorisation rule; a route without one stops the process at its start. */
export const Access = (rule: AccessRule): ClassDecorator & MethodDecorator => SetMetadata(ACCESS, rule);
