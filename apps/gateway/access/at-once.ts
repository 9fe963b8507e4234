import type { ServerResponse } from 'node:http';
import { HttpException, HttpStatus } from '@nestjs/common';
import type { Principal } from '@lienthong/platform';

/**
 * Requests of one account at once, streams of events among them; fewer than a process has connections to the database. A
 * browser has six, programs queue the rest themselves.
 */
const MOST = 16;

/** Bounds what one account has under way, so that none takes all connections to the database from the others. */
export class AtOnce {
  private readonly underWay = new Map<string, number>();

  /**
   * Counts a request until its answer is over. The installation's own token is not bounded: who has it owns the machine.
   *
   * @throws HttpException 429
   */
  take({ name, via }: Principal, answer: ServerResponse): void {
    if (via === 'token') return;
    const count = this.underWay.get(name) ?? 0;
    if (count >= MOST)
      throw new HttpException(
        `${MOST} requests of this account are under way. Wait for one of them.`,
        HttpStatus.TOO_MANY_REQUESTS,
      );
    this.underWay.set(name, count + 1);
    answer.once('close', () => {
      const left = (this.underWay.get(name) ?? 1) - 1;
      if (left > 0) this.underWay.set(name, left);
      else this.underWay.delete(name);
    });
  }
}
