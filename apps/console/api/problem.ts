/** An error as the gateway tells it (RFC 9457), or one of the way to it. */
export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly remedy?: string | undefined;
}

/** Status of an answer that never came. */
export const UNREACHED = 0;

/** Thrown by every question to the gateway that has no good answer. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
  }
}

/** Reads a problem out of whatever an error answer held. */
export function problemOf(body: unknown, status: number): Problem {
  const { title, detail, code, remedy } = (typeof body === 'object' && body !== null ? body : {}) as Record<
    string,
    unknown
  >;
  const text = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);
  return {
    title: text(title, ''),
    status,
    detail: text(detail, ''),
    code: text(code, `LT-HTTP-${status}`),
    remedy: typeof remedy === 'string' ? remedy : undefined,
  };
}

/** The problem of any thrown value: what is not the gateway's is that it was not reached. */
export function problemIn(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return { title: '', status: UNREACHED, detail: error instanceof Error ? error.message : '', code: '' };
}
