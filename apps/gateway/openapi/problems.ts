import { ApiResponse } from '@nestjs/swagger';

const PROBLEMS: Readonly<Record<number, string>> = {
  400: 'What was sent breaks a rule; the detail names it',
  401: 'Nobody is signed in',
  403: 'The account may not do this',
  404: 'There is none, or it is not to be seen by this account',
  408: 'Nothing came for too long',
  409: 'It contradicts what is stored',
  413: 'More than this way takes or gives',
  415: 'A body is application/json',
  429: 'Too many requests of this account are under way',
  503: 'A server behind the gateway does not answer now',
};

/** The problems of the API as answers, `Problem<status>` each. */
export function problemAnswers(): Record<string, { description: string; content: Record<string, { schema: object }> }> {
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    Object.entries(PROBLEMS).map(([status, description]) => [`Problem${status}`, { description, content }]),
  );
}

/** Describes that a route may answer a problem of this status. */
export function problemAnswer(status: number): MethodDecorator {
  const reference = { $ref: `#/components/responses/Problem${status}`, description: PROBLEMS[status] };
  return ApiResponse({ status, ...reference });
}
