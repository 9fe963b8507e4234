import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { Fault } from '@lienthong/canonical';
import type { OriginRow } from '../mapping/field';
import type { ItemBytes } from '../mapping/mapper';
import type { Outcome } from '../mapping/outcome';
import { outcomeOf, parsed, rowsOf, textsOf } from './answer';
import { frame, FrameReader, type Frame } from './frames';
import { LARGEST_ANSWER, recordBody, type Beginning, type Confinement, type Facts } from './messages';
import { ended, forged, RECORD_MS, tooLarge, type Stop } from './stop';
import { Watch } from './watch';

type KeyOf<T> = T extends unknown ? keyof T : never;

/** What was mapped of a lot, in its order, and why no more of it was. */
export interface Answered {
  readonly outcomes: readonly Outcome[];
  /** What becomes of the record after those: the child had it in hand when it ended. */
  readonly stop?: Stop;
  readonly processorMs: number;
}

/** Loading modules and compiling a mapping. */
const BEGIN_MS = 5 * RECORD_MS;
/** Bytes of records that are handed over before an answer to the first of them is there. */
const IN_HAND = 500_000;
/** What V8 says last of all when its heap is full; its other words may hold values, and are not kept. */
const HEAP_FULL = 'heap out of memory';
/** Exit codes of a process that was ended by SIGABRT, SIGTRAP or SIGKILL. */
const BY_MEMORY = [134, 133, 137];

/** A running child with a mapping in it. Whoever uses it waits for each answer before asking again. */
export class ConfinedChild {
  rows: readonly OriginRow[] = [];
  without: Readonly<Record<string, string>> = {};
  private readonly reader = new FrameReader(LARGEST_ANSWER);
  private readonly watch: Watch;
  private readonly channel: Socket;
  private take: (found: Frame | Stop) => void = () => undefined;
  private last = '';
  private stop: Stop | undefined;
  private number = 0;

  private constructor(private readonly process: ChildProcess) {
    this.channel = process.stdio[3] as Socket;
    this.watch = new Watch(process.pid, (stop) => this.end(stop));
    this.channel.on('data', (chunk: Buffer) => this.heard(chunk));
    // It has ended, which is told by its exit.
    this.channel.on('error', () => undefined);
    process.stderr?.on('data', (chunk: Buffer) => (this.last = (this.last + chunk.toString('latin1')).slice(-2_000)));
    process.once('error', () => this.end(ended));
    process.once('close', (code) => this.end(this.last.includes(HEAP_FULL) || BY_MEMORY.includes(code ?? 0) ? tooLarge : ended)); // prettier-ignore
  }

  /**
   * Confines a process, sees that it is confined, and hands it the mapping.
   *
   * @param text the program it runs, ours
   * @throws Fault LT-ADAPTER-7 when this machine does not confine it, LT-ADAPTER-8 when the mapping cannot be loaded
   */
  static async begin(process: ChildProcess, text: string, name: string, beginning: Beginning): Promise<ConfinedChild> {
    const child = new ConfinedChild(process);
    try {
      child.channel.write(told(Buffer.from(text)));
      const { environment, interfaces, permitted } = await child.said<Confinement>(name, 'LT-ADAPTER-7');
      if (environment !== 0 || interfaces !== 0 || !Array.isArray(permitted) || permitted.length > 0)
        throw unconfined(
          name,
          `it has ${String(environment)} variables, ${String(interfaces)} interfaces, and may ${String(permitted)}`,
        );
      child.watch.settled();
      child.channel.write(frame(0, Buffer.from(JSON.stringify(beginning))));
      const facts = await child.said<Facts>(name, 'LT-ADAPTER-8');
      if (typeof facts['fault'] === 'string') throw broken(name, facts['fault'].slice(0, 300));
      child.rows = rowsOf(facts['rows']);
      child.without = textsOf(facts['without']);
      child.rest();
      return child;
    } catch (error) {
      child.end(ended);
      throw error;
    }
  }

  /** True until it has ended. */
  get lives(): boolean {
    return this.stop === undefined;
  }

  /** Hands over a lot of records of one system. @param allowanceMs processor time for all of them together */
  async map(system: string, items: readonly ItemBytes[], allowanceMs: number): Promise<Answered> {
    const outcomes: Outcome[] = [];
    const first = this.number + 1;
    const bodies = items.map((item) => recordBody(item, system));
    let [sent, inHand] = [0, 0];
    this.wake();
    this.watch.begin(allowanceMs);
    const stop = await new Promise<Stop | undefined>((resolve) => {
      const send = (): void => {
        this.channel.cork();
        for (let body = bodies[sent]; body !== undefined && (inHand === 0 || inHand + body.length <= IN_HAND); body = bodies[sent]) {
          this.channel.write(frame(first + sent, body));
          inHand += body.length;
          sent += 1;
        }
        this.channel.uncork();
      }; // prettier-ignore
      this.take = (found): void => {
        if (!('number' in found)) return resolve(found);
        if (found.number !== first + outcomes.length || outcomes.length >= sent) return this.end(forged);
        inHand -= bodies[outcomes.length]?.length ?? 0;
        outcomes.push(outcomeOf(found.body, system));
        this.watch.moved();
        if (outcomes.length === items.length) return resolve(undefined);
        send();
      };
      if (this.stop) resolve(this.stop);
      else send();
    });
    this.number = first + items.length;
    const processorMs = this.watch.end();
    this.rest();
    return { outcomes, processorMs, ...(stop && { stop }) };
  }

  /** Ends it at once. */
  end(stop: Stop): void {
    if (this.stop) return;
    this.stop = stop;
    this.watch.end();
    this.process.kill('SIGKILL');
    this.channel.destroy();
    this.take(stop);
  }

  /** Nothing is expected of it: it keeps no process from ending. Whatever it says now is no answer. */
  private rest(): void {
    this.take = (found) => 'number' in found && this.end(forged);
    this.process.unref();
    this.channel.unref();
    (this.process.stderr as Socket | null)?.unref();
  }

  private wake(): void {
    this.process.ref();
    this.channel.ref();
  }

  private heard(chunk: Buffer): void {
    try {
      for (const found of this.reader.push(chunk)) this.take(found);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      this.end(forged);
    }
  }

  /** The next thing it says of itself; of what it should be, each member has still to be looked at. */
  private async said<Expected>(
    name: string,
    code: 'LT-ADAPTER-7' | 'LT-ADAPTER-8',
  ): Promise<{ readonly [Member in KeyOf<Expected>]?: unknown }> {
    this.watch.begin(BEGIN_MS, BEGIN_MS);
    const found = await new Promise<Frame | Stop>((resolve) => {
      this.take = resolve;
      if (this.stop) resolve(this.stop);
    });
    this.watch.end();
    if (!('number' in found)) {
      if (code === 'LT-ADAPTER-7') throw unconfined(name, this.last.trim().split('\n')[0]?.slice(0, 200) || found.rule);
      throw broken(name, found.rule);
    }
    return parsed(found.body) ?? {};
  }
}

function told(text: Buffer): Buffer {
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32BE(text.length, 0);
  return Buffer.concat([length, text]);
}

/** LT-ADAPTER-7: what this machine lacks. */
export function unconfined(name: string, why: string): Fault {
  return new Fault('LT-ADAPTER-7', `Adapter ${name}: its mapping.ts is not run, since a process cannot be confined here (${why}). Allow user namespaces, or write the mapping as YAML.`); // prettier-ignore
}

function broken(name: string, why: string): Fault {
  return new Fault('LT-ADAPTER-8', `Adapter ${name}: its mapping cannot be loaded: ${why.replace(/\.$/, '')}. Mend it, and start again.`); // prettier-ignore
}
