import 'reflect-metadata';
import { Module, type InjectionToken, type Provider, type Type } from '@nestjs/common';
import { MetadataScanner, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { ACCESS, REACH, type AccessRule, type Reach } from '@lienthong/platform';
import { problemAnswers } from './problems';
import { SCHEMAS } from './schemas';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;
interface Rule {
  readonly rule: AccessRule;
  readonly reach: Reach;
}
type ReferenceObject = Extract<Operation['responses'][string], { $ref: string }>;

const CONFIG = new DocumentBuilder()
  .setOpenAPIVersion('3.1.0')
  .setTitle('Liên Thông')
  .setVersion('1.0.0')
  .setDescription('Lists go by key: `next` of a page is the `after` of the following one. Answers carry an ETag.')
  .addServer('/')
  .addBearerAuth({ type: 'http', scheme: 'bearer' }, 'token')
  .build();

@Module({})
class Described {}

/**
 * The description of the API (OpenAPI 3.1), read off the controllers: routes and answers by Nest's own reader, who may
 * call by the rules that guard. What the controllers are given here are stand-ins: none of them does anything.
 *
 * @throws Error naming a route that does not say what it answers
 */
export async function openApi(controllers: Type[]): Promise<OpenAPIObject> {
  const module = { module: Described, controllers, providers: controllers.flatMap(standIns) };
  const app = await NestFactory.create(module, new FastifyAdapter());
  const { paths, components, ...document } = SwaggerModule.createDocument(app, CONFIG, { operationIdFactory });
  await app.close();
  const rules = new Map(controllers.flatMap(rulesOf));
  const described: Record<string, Record<string, Operation>> = {};
  for (const [path, operations] of Object.entries(paths).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!path.startsWith('/v1/')) continue;
    described[path] = {};
    for (const [method, operation] of Object.entries(operations as Record<string, Operation>))
      described[path][method] = guardedBy(rules, operation);
  }
  const tags = Object.values(described).flatMap((operations) =>
    Object.values(operations).flatMap((one) => one.tags ?? []),
  );
  return {
    ...document,
    tags: [...new Set(tags)].sort().map((name) => ({ name })),
    paths: described,
    components: { ...components, schemas: SCHEMAS, responses: problemAnswers() },
  };
}

/** Empty providers for everything that a controller asks for. */
function standIns(controller: Type): Provider[] {
  const types = (Reflect.getMetadata('design:paramtypes', controller) ?? []) as InjectionToken[];
  const named = (Reflect.getMetadata('self:paramtypes', controller) ?? []) as { param: InjectionToken }[];
  return [...types, ...named.map(({ param }) => param)].map((provide) => ({ provide, useValue: {} }));
}

const operationIdFactory = (controller: string, handler: string): string =>
  `${controller.replace(/Controller$/, '')}_${handler}`;

function rulesOf(controller: Type): [string, Rule][] {
  const prototype = controller.prototype as Record<string, object>;
  return new MetadataScanner().getAllMethodNames(prototype).map((name) => {
    const kept = (key: string): unknown =>
      Reflect.getMetadata(key, prototype[name] ?? {}) ?? Reflect.getMetadata(key, controller);
    return [
      operationIdFactory(controller.name, name),
      { rule: kept(ACCESS) as AccessRule, reach: kept(REACH) as Reach },
    ];
  });
}

/** Says who may call: anybody, whoever is signed in, or the roles of `x-roles`. */
function guardedBy(rules: ReadonlyMap<string, Rule>, operation: Operation): Operation {
  const { operationId = '', summary, responses } = operation;
  if (!summary) throw new Error(`The route ${operationId} does not say what it answers. Give it @Answers().`);
  const { rule, reach } = rules.get(operationId) ?? {};
  if (!rule) throw new Error(`The route ${operationId} has no authorisation rule. Give it @Access().`);
  if (rule === 'public') return { ...operation, description: 'For anybody.', security: [] };
  const who = rule === 'signed-in' ? 'whoever is signed in' : rule.join(', ');
  const problem = (status: number): ReferenceObject => ({ $ref: `#/components/responses/Problem${status}` });
  return {
    ...operation,
    description: `For ${who}${reach === 'whole' ? ', without a scope' : ''}.`,
    ...(rule === 'signed-in' ? {} : { 'x-roles': rule }),
    security: [{ token: [] }],
    responses: { ...responses, 401: problem(401), 403: problem(403), 429: problem(429) },
  };
}
