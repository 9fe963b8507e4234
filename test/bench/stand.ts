import { startGround, type Ground } from './ground';
import type { Arguments } from './arguments';
import { install, type Installation } from './installation';
import { Peer } from './peer';

/** All that measures share: the servers, and the peer, which starts with the first measure that asks for it. */
export class Stand {
  private started: Promise<Peer> | undefined;
  private installed: { count: number; made: Promise<Installation> } | undefined;

  private constructor(readonly ground: Ground) {}

  /** Starts the servers. */
  static async start(args: Arguments): Promise<Stand> {
    return new Stand(await startGround(args));
  }

  /** The one peer of this bench. */
  peer(): Promise<Peer> {
    return (this.started ??= Peer.start(this.ground));
  }

  /** An installation with that many records; the last one is used again where it fits. */
  async installation(count: number): Promise<Installation> {
    if (this.installed?.count !== count) this.installed = { count, made: install(this.ground, count) };
    return this.installed.made;
  }

  /** Ends what was started. */
  async stop(): Promise<void> {
    try {
      await (await this.started)?.stop();
    } finally {
      await this.ground.stop();
    }
  }
}
