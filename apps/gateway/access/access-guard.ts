import type { ServerResponse } from 'node:http';
import {
  ForbiddenException,
  Injectable,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
  type OnModuleInit,
} from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ACCESS, REACH, isScoped, type AccessRule, type Principal, type Reach } from '@lienthong/platform';
import { AtOnce } from './at-once';
import { Authenticator } from './authenticator';

/** Where Nest keeps the path of a controller or a route handler. */
const PATH = 'path';

/** One HTTP route and the rule it carries; undefined where somebody forgot it. */
export interface RouteRule {
  readonly route: string;
  readonly rule: AccessRule | undefined;
  readonly reach: Reach;
}

/** What of a request the guard reads and adds. */
interface Asked {
  readonly headers: { readonly authorization?: string };
  principal?: Principal;
}

type Holders = Parameters<Reflector['getAllAndOverride']>[1];

/**
 * Guards every HTTP route by the rule it carries; a route without a rule stops the process at its start. It finds who
 * asks; what of a thing they may see is narrowed where the thing is read.
 */
@Injectable()
export class AccessGuard implements CanActivate, OnModuleInit {
  private readonly atOnce = new AtOnce();

  constructor(
    private readonly authenticator: Authenticator,
    private readonly reflector: Reflector,
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    const open = this.rules().filter(({ rule }) => rule === undefined);
    if (open.length === 0) return;
    const names = open.map(({ route }) => route).join(', ');
    throw new Error(
      `Routes without an authorisation rule: ${names}. Give each @Access('public') or @Access([…roles]), and a row in docs/reference/access.md.`,
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
        const holders: Holders = [handler, metatype];
        return [{ route: `${metatype.name}.${name}`, rule: this.rule(holders), reach: this.reach(holders) }];
      });
    });
  }

  /** @throws UnauthorizedException for nobody, ForbiddenException for a role or scope the rule leaves out */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true;
    const holders: Holders = [context.getHandler(), context.getClass()];
    const rule = this.rule(holders);
    if (rule === 'public') return true;
    const asked = context.switchToHttp().getRequest<Asked>();
    const given = /^Bearer +(\S+)$/i.exec(asked.headers.authorization ?? '')?.[1];
    const principal = given === undefined ? undefined : await this.authenticator.principal(given);
    if (principal === undefined || rule === undefined) {
      throw new UnauthorizedException(
        'Send a key, an access token or the sign-in token as "Authorization: Bearer <token>".',
      );
    }
    if (rule !== 'signed-in' && !rule.includes(principal.role))
      throw new ForbiddenException(`The role ${principal.role} may not do this; one of ${rule.join(', ')} may.`);
    if (this.reach(holders) === 'whole' && isScoped(principal))
      throw new ForbiddenException('This is about the whole installation, and the account is limited to a part of it.');
    this.atOnce.take(principal, context.switchToHttp().getResponse<{ raw: ServerResponse }>().raw);
    asked.principal = principal;
    return true;
  }

  private rule(holders: Holders): AccessRule | undefined {
    return this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS, holders);
  }

  private reach(holders: Holders): Reach {
    return this.reflector.getAllAndOverride<Reach | undefined>(REACH, holders) ?? 'own';
  }
}
