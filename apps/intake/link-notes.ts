import { Logger } from '@nestjs/common';
import type { LinkState } from '@lienthong/adapter-sdk';
import { Fault } from '@lienthong/canonical';
import type { LinkStates } from '@lienthong/storage';

const EVERY_MS = 1_000;
const logger = new Logger('intake');

/** Notes for the API what the link of one system does: at most once a second, and only when there is something new. */
export class LinkNotes {
  private state: LinkState = 'closed';
  private callsOk = 0;
  private callsFailed = 0;
  private succeededAtMs: number | undefined;
  private failedAtMs: number | undefined;
  private error: string | undefined;
  private timer: NodeJS.Timeout | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    private readonly states: LinkStates,
    private readonly system: string,
  ) {}

  /** A call has ended. */
  call(ok: boolean): void {
    if (ok) {
      this.callsOk += 1;
      this.succeededAtMs = Date.now();
    } else {
      this.callsFailed += 1;
      this.failedAtMs = Date.now();
    }
    this.due();
  }

  /** The breaker has changed its state. */
  breaker(state: LinkState): void {
    this.state = state;
    this.due();
  }

  /** Why the reading ends. Only a fault's message is meant for operators; of other errors the name is told. */
  failed(error: unknown): void {
    // That the breaker let nothing through is told by its state; what opened it stays told.
    if (error instanceof Fault && error.code === 'LT-LINK-2') return;
    this.error = error instanceof Fault ? `${error.code} ${error.message}` : error instanceof Error ? error.name : '';
    this.failedAtMs = Date.now();
    this.due();
  }

  /** Writes what is not written yet. */
  async close(): Promise<void> {
    if (this.timer !== undefined) this.write();
    await this.writing;
  }

  private due(): void {
    this.timer ??= setTimeout(() => this.write(), EVERY_MS);
  }

  private write(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const ago = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Date.now() - ms);
    const change = {
      state: this.state,
      callsOk: this.callsOk,
      callsFailed: this.callsFailed,
      succeededMsAgo: ago(this.succeededAtMs),
      failedMsAgo: ago(this.failedAtMs),
      error: this.error,
    };
    this.callsOk = this.callsFailed = 0;
    this.succeededAtMs = this.failedAtMs = this.error = undefined;
    this.writing = this.writing
      .then(() => this.states.note(this.system, change))
      .catch(() => logger.warn(`The state of the link to ${this.system} could not be noted.`));
  }
}
