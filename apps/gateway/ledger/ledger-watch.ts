import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Ledger } from './ledger';
import { showLedger } from './ledger-metrics';

/** Time between two rounds; a round that takes long is followed by five times its length of rest. */
const ROUND_MS = 10_000;
const REST = 5;
/** Time of a round that goes to older days. */
const SCRUB_MS = 500;

/**
 * Checks the recent days and some older ones again and again, in one gateway at a time, and shows the result as metrics.
 * Where a round can hold all older days, each of them is checked in every round.
 */
@Injectable()
export class LedgerWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('ledger');
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | undefined;
  private isClosed = false;
  private wasBalanced = true;

  constructor(private readonly ledger: Ledger) {}

  onApplicationBootstrap(): void {
    this.wait(ROUND_MS);
  }

  /** Ends after the comparison in hand. */
  async onApplicationShutdown(): Promise<void> {
    this.isClosed = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private wait(ms: number): void {
    if (this.isClosed) return;
    this.timer = setTimeout(() => {
      const startedAt = Date.now();
      this.round = this.look().finally(() => this.wait(Math.max(ROUND_MS, REST * (Date.now() - startedAt))));
    }, ms);
    this.timer.unref();
  }

  private async look(): Promise<void> {
    try {
      await this.ledger.alone(() => this.checkOnce());
    } catch (error) {
      // Database or broker are away: what they hold cannot be judged now, and the next round looks again.
      this.logger.warn(
        `The ledger could not be checked (${error instanceof Error ? error.name : 'error'}); trying again.`,
      );
    }
  }

  private async checkOnce(): Promise<void> {
    const startedAt = Date.now();
    while (!this.isClosed && Date.now() - startedAt < SCRUB_MS && (await this.ledger.scrub(startedAt))) continue;
    if (this.isClosed) return;
    const beganAt = Date.now();
    const answer = await this.ledger.keepRecent();
    showLedger(answer, Date.now() - beganAt);
    if (answer.balanced !== this.wasBalanced) this.tell(answer.balanced, answer.differences.length);
    this.wasBalanced = answer.balanced;
  }

  private tell(isBalanced: boolean, differences: number): void {
    if (isBalanced) this.logger.log('The ledger balances again.');
    else this.logger.warn(`The ledger does not balance: ${differences} differences. See GET /v1/ledger.`);
  }
}
