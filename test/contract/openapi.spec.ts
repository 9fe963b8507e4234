import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Controller, Get, RequestMethod } from '@nestjs/common';
import { Access } from '@lienthong/platform';
import { parse } from 'yaml';
import { API_CONTROLLERS } from '../../apps/gateway/controllers';
import { Answers } from '../../apps/gateway/openapi/answers';
import { openApi } from '../../apps/gateway/openapi/document';
import { run, type Finished } from '../support/program';

const ROOT = join(__dirname, '..', '..');
const PATH = join(ROOT, 'contracts', 'openapi.yaml');
const SPECTRAL = require.resolve('@stoplight/spectral-cli/dist/index.js');
const text = readFileSync(PATH, 'utf8');

/** Findings of any severity make it fail. */
const lint = (path: string): Promise<Finished> =>
  run(process.execPath, [SPECTRAL, 'lint', '--quiet', '--fail-severity', 'hint', '--ruleset', join(ROOT, '.spectral.yaml'), path]); // prettier-ignore

/** Method and path of each route that Nest finds in a controller. */
function routesOf(controller: { readonly name: string; readonly prototype: object }): string[] {
  const members = Object.values(Object.getOwnPropertyDescriptors(controller.prototype));
  const handlers = members.map(({ value }) => value as unknown).filter((one) => typeof one === 'function');
  return handlers.flatMap((handler) => {
    if (!Reflect.hasMetadata('method', handler)) return [];
    const method = RequestMethod[Reflect.getMetadata('method', handler) as number]!.toLowerCase();
    const path = [Reflect.getMetadata('path', controller), Reflect.getMetadata('path', handler)].join('/');
    return [
      `${method} /${path
        .split('/')
        .filter(Boolean)
        .join('/')
        .replace(/:(\w+)/g, '{$1}')}`,
    ];
  });
}

describe('openapi.yaml', () => {
  it('is valid OpenAPI 3.1, by every rule there is for one', async () => {
    expect(await lint(PATH)).toEqual({ code: 0, stdout: '', stderr: '' });
  }, 60_000);

  it.each([
    ['names a schema that is not there', /schemas\/SystemList'/, "schemas/Gone'", 'invalid-ref'],
    ['has a default that its schema refuses', /default: 50/, 'default: 500', 'oas3-valid-schema-example'],
    ['repeats the name of an operation', /operationId: Systems_list/, 'operationId: Systems_one', 'operation-operationId-unique'],
  ])('is refused by the same rules when it %s', async (_, of, by, rule) => {
    const folder = mkdtempSync(join(tmpdir(), 'lienthong-openapi-'));
    writeFileSync(join(folder, 'openapi.yaml'), text.replace(of, by));
    const { code, stdout } = await lint(join(folder, 'openapi.yaml'));
    rmSync(folder, { recursive: true });
    expect([code, stdout]).toEqual([1, expect.stringContaining(rule)]);
  }, 60_000); // prettier-ignore

  it('is what the controllers say', async () => {
    expect(JSON.parse(JSON.stringify(await openApi(API_CONTROLLERS)))).toEqual(parse(text));
  });

  it('has every route of the API, each with who may call it', () => {
    const { paths } = parse(text) as { paths: Record<string, Record<string, { security: object[]; responses: object }>> };
    const described = Object.entries(paths).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method} ${path}`));
    const routes = API_CONTROLLERS.flatMap(routesOf).filter((route) => route.includes(' /v1/'));
    expect(described.sort()).toEqual(routes.sort());
    const guarded = Object.values(paths).flatMap((methods) => Object.values(methods)).filter(({ security }) => security.length > 0);
    for (const { responses } of guarded) expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']));
    expect(guarded.length).toBe(routes.length - 2);
  }); // prettier-ignore

  it('is refused while a route does not say what it answers, or who may call it', async () => {
    await expect(openApi([SilentController])).rejects.toThrow('Silent_list does not say what it answers');
    await expect(openApi([OpenController])).rejects.toThrow('Open_list has no authorisation rule');
  });
});

@Controller('v1/silent')
@Access('public')
class SilentController {
  @Get()
  list(): string {
    return '';
  }
}

@Controller('v1/open')
class OpenController {
  @Get()
  @Answers({ about: 'Nothing' })
  list(): string {
    return '';
  }
}
