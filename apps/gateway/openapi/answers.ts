import { applyDecorators } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import { takes } from './input';
import { problemAnswer } from './problems';

/** What a route answers, for the description of the API. */
export interface Answer {
  /** One line. */
  readonly about: string;
  /** Name of a schema of {@link SCHEMAS}; undefined where the answer is no JSON. */
  readonly schema?: string;
  /** Usual status where it is not 200. */
  readonly status?: number;
  readonly media?: string;
  /** Answers 201 where the thing is new. */
  readonly created?: boolean;
  /** The thing named in the path may be absent, or another's: 404. */
  readonly absent?: boolean;
  /** Further problems beside those that every route may answer. */
  readonly problems?: readonly number[];
}

/** Describes what a route answers, and what it takes: its inputs by the rules that refuse them. */
export function Answers(answer: Answer): MethodDecorator {
  const { about, schema, status = 200, media = 'application/json', created = false, absent = false } = answer;
  const shape = schema ? { $ref: `#/components/schemas/${schema}` } : { type: media.endsWith('json') ? 'object' : 'string' }; // prettier-ignore
  const content = { [media]: { schema: shape } };
  return applyDecorators(
    ApiOperation({ summary: about }),
    ApiResponse({ status, description: about, content }),
    ...(created ? [ApiResponse({ status: 201, description: 'It is new', content })] : []),
    ...[...(absent ? [404] : []), ...(answer.problems ?? []), 503].map(problemAnswer),
    takes,
  );
}
