import { Fault } from '@lienthong/canonical';
import type { OriginRow } from '../mapping/field';
import type { ItemBytes, OutsideMapper } from '../mapping/mapper';
import type { Outcome, Parked } from '../mapping/outcome';
import { Budget } from './budget';
import { ConfinedChild, unconfined } from './confined-child';
import { isConfinable, startConfined } from './confinement';
import type { Beginning } from './messages';
import { program } from './program';
import { ended, type Stop } from './stop';

/** A child without work costs memory. */
const IDLE_MS = 120_000;

/** What a mapper is made with; another start or program is for tests. */
interface OutsideOptions {
  readonly start?: typeof startConfined;
  readonly program?: () => string;
  readonly budget?: Budget;
}

/**
 * Maps in a confined child, one for the adapter, begun when it is first needed and again after it was ended. The record
 * that ends it is parked; the others are mapped, as long as the mapping keeps to its budget.
 *
 * @param beginning the compiled modules, the format and the zone
 */
export function outsideMapper(name: string, beginning: Beginning, options: OutsideOptions = {}): OutsideMapper {
  return new Outside(name, beginning, options);
}

class Outside implements OutsideMapper {
  private child: ConfinedChild | undefined;
  private turn: Promise<unknown> = Promise.resolve();
  private idle: NodeJS.Timeout | undefined;
  private stops = 0;
  private last: Parked = ended;
  private readonly budget: Budget;

  constructor(
    private readonly name: string,
    private readonly beginning: Beginning,
    private readonly options: OutsideOptions,
  ) {
    this.budget = options.budget ?? new Budget();
  }

  map(system: string, items: readonly ItemBytes[]): Promise<readonly Outcome[]> {
    return this.inTurn(() => this.mapped(system, items));
  }

  rows(): Promise<readonly OriginRow[]> {
    return this.inTurn(async () => (await this.begun()).rows);
  }

  without(): Promise<Readonly<Record<string, string>>> {
    return this.inTurn(async () => (await this.begun()).without);
  }

  close(): void {
    clearTimeout(this.idle);
    this.child?.end(ended);
    this.child = undefined;
  }

  /** One call after another: a child does one thing at a time. */
  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    clearTimeout(this.idle);
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined).then(() => this.rest());
    return done;
  }

  private rest(): void {
    clearTimeout(this.idle);
    this.idle = setTimeout(() => this.close(), IDLE_MS);
    this.idle.unref();
  }

  private async mapped(system: string, items: readonly ItemBytes[]): Promise<Outcome[]> {
    const outcomes: Outcome[] = [];
    while (outcomes.length < items.length) {
      const open = items.slice(outcomes.length);
      if (this.budget.leftMs() === 0) return [...outcomes, ...open.map(() => this.exhausted())];
      try {
        const child = await this.begun();
        const found = await child.map(system, open, this.budget.allowanceMs(open.length));
        outcomes.push(...found.outcomes);
        this.budget.spend(found.processorMs, found.outcomes.length);
        if (found.stop) outcomes.push(this.stopped(found.stop));
      } catch (error) {
        if (!(error instanceof Fault)) throw error;
        this.last = refused(error);
        return [...outcomes, ...open.map(() => this.last)];
      }
    }
    return outcomes;
  }

  private async begun(): Promise<ConfinedChild> {
    if (this.child?.lives) return this.child;
    const { start = startConfined, program: text = program } = this.options;
    try {
      if (!isConfinable()) throw unconfined(this.name, `the system is ${process.platform}`);
      this.child = await ConfinedChild.begin(start(), text(), this.name, this.beginning);
      return this.child;
    } catch (error) {
      this.budget.stopped();
      throw error;
    }
  }

  private stopped(stop: Stop): Stop {
    this.stops += 1;
    this.last = stop;
    this.budget.stopped();
    return stop;
  }

  private exhausted(): Parked {
    const { cause, suggestion } = this.last;
    const rule = `a mapping keeps to a tenth of a processor beyond 20 ms a record: it was ended ${this.stops} times, and waits`; // prettier-ignore
    return { kind: 'parked', cause, rule, ...(suggestion !== undefined && { suggestion }) };
  }
}

/** A mapping that cannot be run parks its records; they are replayed when it can. */
function refused({ code, message }: Fault): Parked {
  const cause = code === 'LT-ADAPTER-7' ? 'MAPPING_UNCONFINED' : 'MAPPING_DEFECT';
  return { kind: 'parked', cause, rule: `the mapping can be run (${code})`, suggestion: message };
}
