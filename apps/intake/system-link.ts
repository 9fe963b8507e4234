import { Link } from '@lienthong/adapter-sdk';
import { counter, gauge } from '@lienthong/platform';
import type { LinkStates } from '@lienthong/storage';
import { LinkNotes } from './link-notes';

const calls = counter('lienthong_link_calls_total', 'Calls through a link, by outcome.', ['system', 'outcome']);
const breaker = gauge('lienthong_link_open', '1 while the link to a system is open.', ['system']);

/**
 * The link of a system as one process has it. It outlives the leases it is read under: a reading that fails ends its
 * lease, and what the breaker has learnt of the system must not be forgotten with it.
 */
export class SystemLink {
  readonly link: Link;
  private readonly notes: LinkNotes;

  constructor(states: LinkStates, system: string) {
    this.notes = new LinkNotes(states, system);
    this.link = new Link(
      system,
      {},
      {
        call: (_what, _milliseconds, ok) => {
          calls.inc({ system, outcome: ok ? 'ok' : 'failed' });
          this.notes.call(ok);
        },
        state: (state) => {
          breaker.set({ system }, state === 'open' ? 1 : 0);
          this.notes.breaker(state);
        },
      },
    );
  }

  /** A reading ended with this error. */
  failed(error: unknown): void {
    this.notes.failed(error);
  }

  /** Cuts what is under way and writes what is not noted yet. */
  async close(): Promise<void> {
    this.link.close();
    await this.notes.close();
  }
}
