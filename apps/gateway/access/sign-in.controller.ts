import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Access, CONFIGURATION, Who, type Configuration, type Principal } from '@lienthong/platform';
import { Answers } from '../openapi/answers';

/** How people sign in; null where only tokens and keys are taken. */
interface SignIn {
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly scope: string;
    readonly audience: string;
  } | null;
  readonly demo: boolean;
}

/** How to sign in, and who one is. */
@Controller('v1')
export class SignInController {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  @Access('public')
  @Get('sign-in')
  @Answers({ about: 'Where people sign in, and whether this installation shows demo data', schema: 'SignIn' })
  ways(): SignIn {
    const { LT_OIDC_ISSUER: issuer, LT_OIDC_CLIENT_ID: clientId, LT_OIDC_AUDIENCE: audience } = this.configuration;
    return { oidc: issuer === undefined ? null : { issuer, clientId, scope: 'openid', audience }, demo: this.demo };
  }

  @Access('signed-in')
  @Get('me')
  @Header('cache-control', 'no-store')
  @Answers({ about: 'Who asks: role and scope', schema: 'Me' })
  me(@Who() who: Principal): Principal & { readonly demo: boolean } {
    return { ...who, demo: this.demo };
  }

  private get demo(): boolean {
    return this.configuration.LT_DEMO_CITY !== undefined;
  }
}
