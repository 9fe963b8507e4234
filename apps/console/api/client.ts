import createClient, { type Middleware } from 'openapi-fetch';
import type { components, paths } from '../generated/api';
import { language } from '../frame/language';
import { ProblemError, problemOf } from './problem';
import { session } from './session';

/** The answers of the gateway, by name. */
export type Answers = components['schemas'];

const UNAUTHORISED = 401;

/** What every request carries. */
export function requestHeaders(): Record<string, string> {
  const token = session.token();
  const { language: words } = language;
  return { 'accept-language': words, ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
}

const signed: Middleware = {
  onRequest({ request }) {
    for (const [name, value] of Object.entries(requestHeaders())) request.headers.set(name, value);
    return request;
  },
};

/** The gateway, typed by contracts/openapi.yaml. */
export const gateway = createClient<paths>({ baseUrl: location.origin });
gateway.use(signed);

interface Answered<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of an answer.
 *
 * @throws ProblemError where the gateway answered with a problem; a refused token also ends the session
 */
export async function answerOf<Data>(asked: Promise<Answered<Data>>): Promise<Data> {
  const { data, error, response } = await asked;
  if (response.ok && data !== undefined) return data;
  throw refusal(error, response.status);
}

/** The body of a question whose answer is no JSON. @throws ProblemError as {@link answerOf} */
export async function bodyOf(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await fetch(path, { ...init, headers: { ...requestHeaders(), ...headersOf(init) } });
  if (response.ok) return response;
  throw refusal(await response.json().catch(() => undefined), response.status);
}

function headersOf({ headers }: RequestInit): Record<string, string> {
  return Object.fromEntries(new Headers(headers));
}

function refusal(body: unknown, status: number): ProblemError {
  if (status === UNAUTHORISED) session.end(true);
  return new ProblemError(problemOf(body, status));
}
