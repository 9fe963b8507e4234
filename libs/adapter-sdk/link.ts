import { setTimeout as pause } from 'node:timers/promises';
import { Fault } from '@lienthong/canonical';
import CircuitBreaker from 'opossum';

/** Settings of a link; all have defaults. */
export interface LinkOptions {
  /** A single call is cut after this time: 30,000. */
  deadlineMs?: number;
  /** How often a call with a transient fault is made again: 3. */
  retries?: number;
  /** Upper bound of the first pause before a call is made again: 200. It doubles each time; the pause is random below it. */
  backoffMs?: number;
  /** Opens at `percent` (50) failed calls within 10 s, once there were `volume` (10); tries again after `resetMs` (10,000). */
  breaker?: { percent?: number; volume?: number; resetMs?: number };
}

/** What a link tells for metrics; every member may be left out. */
export interface LinkEvents {
  /** A call has ended, after this time. */
  call?(what: string, milliseconds: number, ok: boolean): void;
  /** A call is made again; the first time with attempt 1. */
  retry?(what: string, attempt: number): void;
  /** A call was cut at its deadline. */
  timeout?(what: string): void;
  /** The breaker has changed its state. */
  state?(state: LinkState): void;
}

/** State of the breaker: in `open` calls fail at once, in `half-open` one is let through to find out. */
export type LinkState = 'closed' | 'open' | 'half-open';

const LONGEST_PAUSE_MS = 10_000;
/** What a system asks to wait beyond this is a mistake of its settings, not a limit of its rate. */
const LONGEST_QUIET_MS = 900_000;

/** A system answered that it will not be asked again before so many milliseconds have passed. Transient. */
export class AskedToWait extends Fault {
  constructor(
    message: string,
    readonly waitMs: number,
  ) {
    super('LT-LINK-3', message);
  }
}

/**
 * The guarded connection to one system: each call has a deadline, transient faults are tried again after a random
 * pause, and a breaker spares a system that keeps failing. Faults of data and of settings pass through at once and do
 * not count against the system. After a call ended with {@link AskedToWait} none is made before that time: a call waits
 * for it up to its deadline, and fails at once where it is longer. `call` must be safe to repeat, and should end when
 * its signal is aborted.
 */
export class Link {
  private readonly breaker: CircuitBreaker<[() => Promise<unknown>]>;
  private readonly ended = new AbortController();
  private readonly deadlineMs: number;
  private readonly retries: number;
  private readonly backoffMs: number;
  /** By the clock of `performance`. */
  private quietUntil = 0;

  constructor(
    readonly system: string,
    options: LinkOptions = {},
    private readonly on: LinkEvents = {},
  ) {
    this.deadlineMs = options.deadlineMs ?? 30_000;
    this.retries = options.retries ?? 3;
    this.backoffMs = options.backoffMs ?? 200;
    const { percent = 50, volume = 10, resetMs = 10_000 } = options.breaker ?? {};
    this.breaker = new CircuitBreaker((attempt: () => Promise<unknown>) => attempt(), {
      timeout: false,
      errorThresholdPercentage: percent,
      volumeThreshold: volume,
      resetTimeout: resetMs,
      errorFilter: (error: unknown) => !isTransient(error),
    });
    this.breaker.on('open', () => this.on.state?.('open'));
    this.breaker.on('halfOpen', () => this.on.state?.('half-open'));
    this.breaker.on('close', () => this.on.state?.('closed'));
  }

  /** State of the breaker now. */
  get state(): LinkState {
    if (this.breaker.halfOpen) return 'half-open';
    return this.breaker.opened ? 'open' : 'closed';
  }

  /** The result of `call`, or the fault it ended with; a system error becomes the transient fault LT-LINK-3. */
  async run<T>(what: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      await this.quiet(what);
      try {
        return (await this.breaker.fire(() => this.attempt(what, call))) as T;
      } catch (error) {
        const fault = this.explain(what, error);
        if (fault instanceof AskedToWait) this.keepQuiet(fault.waitMs);
        if (!isTransient(fault) || attempt >= this.retries || this.breaker.opened || this.ended.signal.aborted)
          throw fault;
        if (this.quietMs > this.deadlineMs) throw fault;
        const bound = Math.min(this.backoffMs * 2 ** attempt, LONGEST_PAUSE_MS);
        await pause(Math.random() * bound, undefined, { signal: this.ended.signal });
        this.on.retry?.(what, attempt + 1);
      }
    }
  }

  /** Cuts the calls that are under way and ends the breaker. The link is of no use afterwards. */
  close(): void {
    this.ended.abort(new Fault('LT-LINK-3', `The link to ${this.system} was closed.`));
    this.breaker.shutdown();
  }

  private get quietMs(): number {
    return Math.max(0, this.quietUntil - performance.now());
  }

  private keepQuiet(waitMs: number): void {
    this.quietUntil = Math.max(this.quietUntil, performance.now() + Math.min(waitMs, LONGEST_QUIET_MS));
  }

  /** Waits until the system may be asked. */
  private async quiet(what: string): Promise<void> {
    // A timer may end a moment early.
    for (let ms = this.quietMs; ms > 0; ms = this.quietMs) {
      if (ms > this.deadlineMs) {
        const seconds = Math.ceil(ms / 1_000);
        throw new Fault('LT-LINK-3', `${this.system} asks to wait ${seconds} s; "${what}" was not tried.`);
      }
      await pause(Math.ceil(ms), undefined, { signal: this.ended.signal });
    }
  }

  private async attempt<T>(what: string, call: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const started = performance.now();
    const cut = new AbortController();
    const timer = setTimeout(() => {
      this.on.timeout?.(what);
      cut.abort(new Fault('LT-LINK-1', `${this.system}: "${what}" took longer than ${this.deadlineMs} ms.`));
    }, this.deadlineMs);
    const end = (): void => cut.abort(this.ended.signal.reason);
    if (this.ended.signal.aborted) end();
    this.ended.signal.addEventListener('abort', end, { once: true });
    let ok = false;
    try {
      const result = await Promise.race([call(cut.signal), aborted(cut.signal)]);
      ok = true;
      return result;
    } catch (error) {
      throw this.explain(what, cut.signal.aborted ? cut.signal.reason : error);
    } finally {
      clearTimeout(timer);
      this.ended.signal.removeEventListener('abort', end);
      this.on.call?.(what, performance.now() - started, ok);
    }
  }

  private explain(what: string, error: unknown): unknown {
    if (error instanceof Fault || !(error instanceof Error)) return error;
    if (CircuitBreaker.isOurError(error)) {
      return new Fault('LT-LINK-2', `The link to ${this.system} is open; "${what}" was not tried.`, { cause: error });
    }
    const { code } = error as { code?: unknown };
    if (typeof code !== 'string') return error;
    return new Fault('LT-LINK-3', `${this.system}: "${what}" failed with ${code}.`, { cause: error });
  }
}

function isTransient(error: unknown): boolean {
  return error instanceof Fault && error.kind === 'transient';
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = (): void => reject(signal.reason as Error);
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
