import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiQuery } from '@nestjs/swagger';
import { IS_OPTIONAL, ValidationTypes } from 'class-validator';
import { targetConstructorToSchema } from 'class-validator-jsonschema';
import { problemAnswer } from './problems';

/** A JSON Schema. */
export type Json = Record<string, unknown>;

type InputClass = new () => object;

interface InputSchema {
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
}

/** What Nest keeps of the arguments of a handler: `<kind>:<index>`, the kinds by its own numbers. */
const ARGUMENTS = '__routeArguments__';
const KINDS: Readonly<Record<string, 'body' | 'query' | 'path' | 'header'>> = {
  3: 'body',
  4: 'query',
  5: 'path',
  6: 'header',
};

/** IsOptional lets null in as well; Omittable, of the same type, does not. */
const OPTIONAL = ValidationTypes.CONDITIONAL_VALIDATION;
const orNull = ({ name }: { readonly name?: string }): { nullable?: true } =>
  name === IS_OPTIONAL ? { nullable: true } : {};

/** Describes what a handler takes, by the rules that refuse it: what is refused and what is described are one thing. */
export const takes: MethodDecorator = (controller, name, handler) => {
  const kept = (Reflect.getMetadata(ARGUMENTS, controller.constructor, name) ?? {}) as Record<
    string,
    { index: number }
  >;
  const types = Reflect.getMetadata('design:paramtypes', controller, name) as InputClass[];
  const inputs = Object.entries(kept).flatMap(([key, { index }]) => {
    const [kind, type] = [KINDS[key.split(':')[0] ?? ''], types[index]];
    return kind === undefined || type === undefined ? [] : [{ kind, type }];
  });
  const described = inputs.flatMap(({ kind, type }) =>
    kind === 'body' ? [bodyOf(type)] : kind === 'query' ? queryOf(type) : [],
  );
  const refused = inputs.some(({ kind }) => kind === 'body') ? [400, 413, 415] : inputs.length > 0 ? [400] : [];
  applyDecorators(...described, ...refused.map(problemAnswer))(controller, name, handler);
};

/** Nothing in an address is null. */
function queryOf(type: InputClass): MethodDecorator[] {
  const { properties, required } = inputSchema(type);
  return Object.entries(properties).map(([name, { nullable: _, ...schema }]) =>
    ApiQuery({ name, schema, required: required.includes(name) }),
  );
}

function bodyOf(type: InputClass): MethodDecorator {
  const { properties, required } = inputSchema(type);
  return ApiBody({ schema: { type: 'object', properties, required: [...required], additionalProperties: false } });
}

/** Members in the order of their names, each with its default. */
function inputSchema(input: InputClass): InputSchema {
  const { properties = {}, required = [] } = targetConstructorToSchema(input, {
    additionalConverters: { [OPTIONAL]: orNull },
  });
  const defaults = new input() as Record<string, unknown>;
  const described = Object.entries(properties).map(([name, schema]): [string, Json] => {
    const value = defaults[name];
    return [name, { ...schema, ...(value === undefined ? {} : { default: value }) }];
  });
  return { properties: Object.fromEntries(described.sort(([a], [b]) => (a < b ? -1 : 1))), required };
}
