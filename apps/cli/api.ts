import type { Installation } from './installation';
import { Stop } from './stop';

/** An answer that refuses what was asked for, in the API's own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** Code of docs/reference/errors.md. */
    readonly code = `LT-HTTP-${status}`,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** Longest time for an ordinary answer. */
const DEADLINE_MS = 30_000;
/** Longest time for an answer that reads everything there is. */
export const LONG_MS = 3_600_000;

/** The HTTP API of one installation. */
export class Api {
  constructor(private readonly at: Installation) {}

  get<Answer>(path: string, deadlineMs = DEADLINE_MS): Promise<Answer> {
    return this.ask('GET', path, undefined, deadlineMs);
  }

  put<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.ask('PUT', path, body, DEADLINE_MS);
  }

  post<Answer>(path: string, body: unknown): Promise<Answer> {
    return this.ask('POST', path, body, DEADLINE_MS);
  }

  /** @throws Refused when the API says no, Stop when it does not answer or does not know the token */
  private async ask<Answer>(method: string, path: string, body: unknown, deadlineMs: number): Promise<Answer> {
    const { url, token } = this.at;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      signal: AbortSignal.timeout(deadlineMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw unreachable(url, error);
    });
    if (response.status === 401) throw new Stop((say) => say('refused', { url }));
    const text = await response.text().catch((error: unknown) => {
      throw unreachable(url, error);
    });
    if (!response.ok) throw refusal(response.status, text, `${url}${path}`);
    return JSON.parse(text) as Answer;
  }
}

function unreachable(url: string, error: unknown): Stop {
  if ((error as Error).name === 'TimeoutError') return new Stop((say) => say('late', { url }), { cause: error });
  const { cause, message } = error as Error;
  const { code } = (cause ?? {}) as { code?: string };
  return new Stop((say) => say('noAnswer', { url, why: code ?? message }), { cause: error });
}

function refusal(status: number, text: string, address: string): Refused {
  const { code, detail } = problemOf(text);
  if (detail === undefined) return new Refused(status, `${address} answered ${status}.`);
  return code?.startsWith('LT-') ? new Refused(status, `${detail} [${code}]`, code) : new Refused(status, detail);
}

function problemOf(text: string): { code?: string; detail?: string } {
  try {
    return JSON.parse(text) as { code?: string; detail?: string };
  } catch {
    return {};
  }
}
