import { lastOf, processor } from './processor-time';
import { asleep, RECORD_MS, tooLong, type Stop } from './stop';

const TICK_MS = 50;
/** Looks at a child in hand that takes no processor time, before it counts as asleep: they are fewer where we are busy. */
const IDLE_TICKS = 60;

/**
 * Watches a child while it has records in hand. Its own processor time counts, not the clock's: on a busy machine a good
 * record takes long, and is none the worse.
 */
export class Watch {
  private node: number | undefined;
  private timer: NodeJS.Timeout | undefined;
  private atBegin = 0;
  private atRecord = 0;
  private latest = 0;
  private hasMoved = false;
  private idle = 0;

  /** @param pid the outermost of the programs that confine it */
  constructor(
    private readonly pid: number | undefined,
    private readonly stop: (why: Stop) => void,
  ) {}

  /** @param allowanceMs processor time until {@link end} @param recordMs the same, for each record */
  begin(allowanceMs: number, recordMs = RECORD_MS): void {
    clearInterval(this.timer);
    this.latest = this.look().ms;
    [this.atBegin, this.atRecord, this.idle, this.hasMoved] = [this.latest, this.latest, 0, false];
    this.timer = setInterval(() => this.tick(allowanceMs, recordMs), TICK_MS);
  }

  /** What runs now is what will run: the programs before it are through. */
  settled(): void {
    this.node = this.pid === undefined ? undefined : lastOf(this.pid);
  }

  /** A record is done; the next one's time begins. */
  moved(): void {
    this.hasMoved = true;
  }

  /** @returns milliseconds of processor time since {@link begin}, as far as they were seen; the same when called again */
  end(): number {
    if (this.timer !== undefined) this.latest = Math.max(this.latest, this.look().ms);
    clearInterval(this.timer);
    this.timer = undefined;
    return this.latest - this.atBegin;
  }

  private tick(allowanceMs: number, recordMs: number): void {
    const { ms, isWaiting } = this.look();
    this.idle = isWaiting && ms === this.latest && !this.hasMoved ? this.idle + 1 : 0;
    this.latest = Math.max(ms, this.latest);
    if (this.hasMoved) [this.atRecord, this.hasMoved] = [this.latest, false];
    if (this.latest - this.atRecord > recordMs || this.latest - this.atBegin > allowanceMs) this.stop(tooLong);
    else if (this.idle >= IDLE_TICKS) this.stop(asleep);
  }

  private look(): { ms: number; isWaiting: boolean } {
    const node = this.node ?? (this.pid === undefined ? undefined : lastOf(this.pid));
    const found = node === undefined ? undefined : processor(node);
    return found ?? { ms: this.latest, isWaiting: true };
  }
}
