import { Controller, Get, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { Access, IndexKey, MasterKey, type Configuration } from '@lienthong/platform';
import type { ApiKeys } from '@lienthong/storage';
import { AccessGuard } from './access-guard';
import { gatewayModule, type GatewayOptions } from '../gateway-module';
import { ApiToken, Authenticator } from './authenticator';

@Controller('open')
class Forgotten {
  @Get()
  read(): string {
    return 'anybody could';
  }
}

@Controller('half')
class HalfForgotten {
  @Get('ruled')
  @Access('public')
  ruled(): string {
    return 'ok';
  }

  @Get('forgotten')
  forgotten(): string {
    return 'anybody could';
  }
}

@Controller('known')
@Access(['operator'])
class Known {
  @Get('secret')
  secret(): string {
    return 'secret';
  }

  @Get('open')
  @Access('public')
  open(): string {
    return 'open';
  }
}

const options = (token: string | undefined): GatewayOptions => ({
  configuration: { LT_LEDGER_BOUND_MS: 30_000 } as Configuration,
  db: {} as GatewayOptions['db'],
  kafka: {} as GatewayOptions['kafka'],
  generation: 1,
  masterKey: new MasterKey(Buffer.alloc(32, 1)),
  indexKey: new IndexKey(Buffer.alloc(32, 2)),
  token,
});

const started: NestFastifyApplication[] = [];

async function gateway(token: string | undefined, ...controllers: Type[]): Promise<NestFastifyApplication> {
  const module = await Test.createTestingModule({
    imports: [await gatewayModule(options(token))],
    controllers,
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
  started.push(app);
  return app;
}

async function get(
  app: NestFastifyApplication,
  path: string,
  authorization?: string,
): Promise<{ status: number; body: string; type: string }> {
  const answer = await fetch(`${await app.getUrl()}${path}`, {
    headers: authorization === undefined ? {} : { authorization },
  });
  return { status: answer.status, body: await answer.text(), type: answer.headers.get('content-type') ?? '' };
}

describe(AccessGuard.name, () => {
  afterEach(async () => {
    for (const app of started.splice(0)) await app.close();
  });

  it('finds a rule at every route of the gateway', async () => {
    const app = await gateway('right');
    await app.init();
    const rules = app.get(AccessGuard).rules();
    expect(rules.filter(({ rule }) => rule === undefined)).toEqual([]);
    expect(rules.map(({ route }) => route)).toEqual(
      expect.arrayContaining([
        'SystemsController.list',
        'SystemsController.put',
        'DossiersController.one',
        'ParkedController.list',
        'DigestController.make',
        'LedgerController.get',
        'LedgerController.count',
      ]),
    );
    const open = rules.filter(({ rule }) => rule === 'public').map(({ route }) => route);
    expect(open.sort()).toEqual(['ConsoleController.page', 'OpenApiController.read', 'SignInController.ways']);
  });

  it.each([
    ['Forgotten.read', Forgotten],
    ['HalfForgotten.forgotten', HalfForgotten],
  ])('stops the start of a process with a route that has no rule: %s', async (route, controller) => {
    const app = await gateway('right', controller);
    await expect(app.init()).rejects.toThrow(`Routes without an authorisation rule: ${route}.`);
  });

  it('finds routes in modules beside its own', async () => {
    @Module({ controllers: [Forgotten] })
    class Neighbour {}
    const module = await Test.createTestingModule({
      imports: [DiscoveryModule, Neighbour],
      providers: [
        AccessGuard,
        { provide: Authenticator, useValue: new Authenticator(new ApiToken('right'), {} as ApiKeys, undefined) },
      ],
    }).compile();
    await expect(module.init()).rejects.toThrow('Forgotten.read');
  });

  it('lets the token in and refuses everything else', async () => {
    const app = await gateway('right', Known);
    await app.listen(0, '127.0.0.1');
    expect(await get(app, '/known/open')).toMatchObject({ status: 200 });
    expect(await get(app, '/known/secret', 'Bearer right')).toMatchObject({ status: 200, body: 'secret' });
    for (const wrong of [
      undefined,
      'Bearer wrong',
      'Bearer',
      'Bearer right right',
      'Basic right',
      'right',
      'Bearer rightt',
    ]) {
      const answer = await get(app, '/known/secret', wrong);
      expect(answer).toMatchObject({ status: 401, type: expect.stringContaining('application/problem+json') });
      expect(JSON.parse(answer.body)).toMatchObject({
        status: 401,
        title: 'Nobody is signed in, or the key is not valid.',
        code: 'LT-HTTP-401',
      });
      expect(answer.body).not.toContain('secret');
    }
  });

  it.each([[undefined], ['']])('opens no closed route where the token is %p', async (token) => {
    const app = await gateway(token, Known);
    await app.listen(0, '127.0.0.1');
    for (const given of ['Bearer ', 'Bearer undefined', undefined])
      expect(await get(app, '/known/secret', given)).toMatchObject({ status: 401 });
  });
});
