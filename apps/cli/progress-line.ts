/** How often a line is written where nobody looks at a terminal. */
const PLAIN_MS = 3_000;

/** What a progress line writes to. */
export interface ProgressOutput {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/** Tells progress: on a terminal a line that rewrites itself, elsewhere a plain line every few seconds. */
export class ProgressLine {
  private writtenAt = -Infinity;
  private open = false;

  constructor(
    private readonly output: ProgressOutput,
    private readonly now: () => number = Date.now,
  ) {}

  show(text: string): void {
    if (this.output.isTTY) {
      this.output.write(`\r\u001b[K${text.slice(0, (this.output.columns ?? 80) - 1)}`);
      this.open = true;
    } else if (this.now() - this.writtenAt >= PLAIN_MS) {
      this.output.write(`${text}\n`);
      this.writtenAt = this.now();
    }
  }

  /** Leaves the line; what is written next begins a new one. */
  end(): void {
    if (this.open) this.output.write('\n');
    this.open = false;
  }
}
