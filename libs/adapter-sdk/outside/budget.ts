/**
 * The processor time that one mapping from outside may take: a share of a processor, and beside it as much for each
 * record as any sound mapping needs. A mapping that is ended again and again, or always takes almost too long, so comes to
 * rest: it is tried at ever the same slow pace, and the rest of the machine works for the others.
 */
export interface BudgetOptions {
  /** What can be saved up, in milliseconds of processor time. */
  readonly mostMs: number;
  /** What comes in in a second. */
  readonly perSecondMs: number;
  /** What each record brings. */
  readonly perRecordMs: number;
  /** What ending a child and beginning another costs. */
  readonly stopMs: number;
}

/** A tenth of a processor, and 20 ms a record: a record of 1 MB takes about as much. */
const USUAL: BudgetOptions = { mostMs: 5_000, perSecondMs: 100, perRecordMs: 20, stopMs: 500 };

/** The account of one mapping. */
export class Budget {
  private balanceMs: number;
  private at: number;

  /** @param now milliseconds of a clock that never goes back */
  constructor(
    private readonly options: BudgetOptions = USUAL,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.balanceMs = options.mostMs;
    this.at = now();
  }

  /** Milliseconds of processor time that may still be spent; nothing may be begun while there is none. */
  leftMs(): number {
    const now = this.now();
    this.add(((now - this.at) / 1_000) * this.options.perSecondMs);
    this.at = now;
    return Math.max(0, this.balanceMs);
  }

  /** What may be spent at most on so many records. */
  allowanceMs(records: number): number {
    return this.leftMs() + records * this.options.perRecordMs;
  }

  spend(processorMs: number, records: number): void {
    this.add(records * this.options.perRecordMs - processorMs);
  }

  /** A child was ended or could not be begun. */
  stopped(): void {
    this.add(-this.options.stopMs);
  }

  private add(ms: number): void {
    this.balanceMs = Math.min(this.options.mostMs, this.balanceMs + ms);
  }
}
