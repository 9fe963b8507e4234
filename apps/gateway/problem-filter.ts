import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Fault, faults, type FaultCode } from '@lienthong/canonical';
import { isPoison, isTransient } from '@lienthong/storage';
import { faultsVi, type Language } from '@lienthong/texts';
import { throwError } from 'rxjs';
import { languageOf } from './accept-language';

/**
 * An error as the API tells it (RFC 9457). `code` is one of docs/reference/errors.md and `type` names it; `title` and
 * `remedy` are its texts in the language of the caller; `detail` is English and names the place.
 */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: FaultCode;
  readonly remedy: string;
}

interface Asked {
  readonly headers: { readonly 'accept-language'?: string | undefined };
}

interface Reply {
  status(code: number): Reply;
  header(name: string, value: string): Reply;
  send(body: string): unknown;
}

/** Faults that are the caller's to mend; all others are ours (500) or pass by themselves (503). */
const CALLERS: Partial<Record<Fault['code'], number>> = {
  'LT-CONFIG-1': 400,
  'LT-CONFIG-3': 409,
  'LT-CONTRACT-2': 400,
  'LT-ADAPTER-3': 400,
  'LT-ADAPTER-9': 409,
  'LT-ACCESS-1': 403,
};

/** Turns every error into a problem. Only texts made for operators go out: never one of a driver, parser or library. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('gateway');

  catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType() !== 'http') return throwError(() => error);
    const language = languageOf(host.switchToHttp().getRequest<Asked>().headers['accept-language']);
    const problem = problemOf(error, language);
    if (problem.status >= 500) this.logger.error(`${problem.code} ${place(error)}`);
    const reply = host.switchToHttp().getResponse<Reply>();
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer');
    if ([429, 503].includes(problem.status)) reply.header('retry-after', '1');
    return reply
      .status(problem.status)
      .header('content-type', 'application/problem+json')
      .header('content-language', language)
      .header('vary', 'accept-language')
      .send(JSON.stringify(problem));
  }
}

/** The problem that tells an error, with the texts of its code in a language. */
export function problemOf(error: unknown, language: Language = 'en'): Problem {
  const { status, detail, code } = found(error);
  const { about: title, remedy } = language === 'vi' ? faultsVi[code] : faults[code];
  return { type: `urn:lienthong:fault:${code}`, title, status, detail, code, remedy };
}

type Found = Pick<Problem, 'status' | 'detail' | 'code'>;

function found(error: unknown): Found {
  if (error instanceof Fault) {
    const status = CALLERS[error.code] ?? (error.kind === 'transient' ? 503 : 500);
    return problem(status, error.message, error.code);
  }
  if (error instanceof HttpException) return ofHttp(error);
  if (isTransient(error)) return problem(503, 'PostgreSQL does not answer now. Try again in a moment.', 'LT-DB-1');
  if (error instanceof Error && error.name.startsWith('KafkaJS')) {
    return problem(503, 'Kafka does not answer now. Try again in a moment.', 'LT-KAFKA-1');
  }
  if (isPoison(error))
    return problem(400, 'A value cannot be stored: it holds a character or number PostgreSQL refuses.', 'LT-DB-3');
  const { statusCode } = error as { statusCode?: unknown };
  const refused = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500;
  if (refused)
    return problem(statusCode, 'The request cannot be read. Send JSON as application/json, not larger than the limit.');
  return problem(500, 'The gateway failed. Its log names the place.');
}

function ofHttp(error: HttpException): Found {
  const status = error.getStatus();
  const answer = error.getResponse();
  if (typeof answer === 'string') return problem(status, answer);
  const { message, ...state } = answer as { message?: unknown };
  // Nest's own text for an unknown route repeats the address, which may hold anything.
  if (typeof message === 'string' && message.startsWith('Cannot ')) return problem(status, 'There is no such route.');
  if (typeof message === 'string') return problem(status, message);
  if (Array.isArray(message)) return problem(status, `${message.join('; ')}.`);
  const words = Object.entries(state).map(([name, value]) => `${name}: ${String(value)}`);
  return problem(status, words.join(', '));
}

function problem(status: number, detail: string, code = codeOf(status)): Found {
  return { status, detail, code };
}

/** A status without a row of its own has the general one of its class. */
function codeOf(status: number): FaultCode {
  const code = `LT-HTTP-${status}`;
  if (Object.hasOwn(faults, code)) return code as FaultCode;
  return status >= 500 ? 'LT-HTTP-500' : 'LT-HTTP-400';
}

/** Name and frames of an error; its message may quote a value and stays out of the log, unless it is a fault's. */
function place(error: unknown): string {
  if (error instanceof Fault) return error.message;
  if (!(error instanceof Error)) return typeof error;
  const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
  return [error.name, ...frames.slice(0, 8)].join('\n');
}
