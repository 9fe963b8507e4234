import { timingSafeEqual } from 'node:crypto';
import {
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, digestOf, type AccessRule } from '@lienthong/platform';

/** Where Nest keeps the path of a controller or a route handler. */
const PATH = 'path';

/** The token of the API; an installation without one refuses every route that is not public. */
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

/** One HTTP route and the rule it carries; undefined where somebody forgot it. */
export interface RouteRule {
  readonly route: string;
  readonly rule: AccessRule | undefined;
}

/** Guards every HTTP route by the rule it carries; a route without a rule stops the process at its start. */
@Injectable()
export class AccessGuard implements CanActivate, OnModuleInit {
  constructor(
    private readonly token: ApiToken,
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const open = this.rules().filter(({ rule }) => rule === undefined);
    if (open.length === 0) return;
    const names = open.map(({ route }) => route).join(', ');
    throw new Error(
      `Routes without an authorisation rule: ${names}. Give each @Access('public') or @Access('operator').`,
    );
  }

  /** All HTTP routes of the process with their rules. */
  rules(): RouteRule[] {
    return this.discovery.getControllers().flatMap(({ metatype, instance }) => {
      if (typeof metatype !== 'function' || instance === null || typeof instance !== 'object') return [];
      const prototype: unknown = Object.getPrototypeOf(instance);
      return this.scanner.getAllMethodNames(prototype as object).flatMap((name) => {
        const handler = (prototype as Record<string, () => unknown>)[name];
        if (handler === undefined || !Reflect.hasMetadata(PATH, handler)) return [];
        return [{ route: `${metatype.name}.${name}`, rule: this.rule(handler, metatype) }];
      });
    });
  }

  canActivate(context: ExecutionContext): boolean {
    if (context.getType() !== 'http') return true;
    const rule = this.rule(context.getHandler(), context.getClass());
    if (rule === 'public') return true;
    const { headers } = context.switchToHttp().getRequest<{ headers: { authorization?: string } }>();
    const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1];
    if (rule === 'operator' && given !== undefined && this.token.matches(given)) return true;
    throw new UnauthorizedException(
      'Send the sign-in token as "Authorization: Bearer <token>"; it is in the file "token" of the data folder.',
    );
  }

  private rule(...holders: Parameters<Reflector['getAllAndOverride']>[1]): AccessRule | undefined {
    return this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, holders);
  }
}
