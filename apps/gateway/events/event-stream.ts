import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Principal } from '@lienthong/platform';
import { LinkStates, Listing, type LinkRow, type Scope } from '@lienthong/storage';

const TURN_MS = 1_000;
const HEARTBEAT_MS = 15_000;
/** A stream ends after this time and is opened again by the browser, so that rights that were taken away are not used for ever. */
const LONGEST_MS = 300_000;
const BATCH = 200;
const LINKS = 1_000;
/** Who is further behind than this is told to read the list again. */
const FARTHEST = 20_000n;

/** Streams at once in one process, and of one account. */
const MOST_STREAMS = 200;
const MOST_OF_ONE = 8;
/** Whoever takes nothing of what it was sent is cut off after this time. */
const LINGER_MS = 2_000;

/** Where events are written: the raw response, whose own buffer is the only one there is. */
export interface Sink {
  readonly writableNeedDrain: boolean;
  readonly destroyed: boolean;
  write(text: string): boolean;
  end(): unknown;
  destroy(): unknown;
}

interface Client {
  readonly sink: Sink;
  /** Name of whoever reads it. */
  readonly account: string;
  readonly scope: Scope;
  readonly openedAtMs: number;
  /** Undefined until it was told where it begins: its place is taken, and it is not told anything yet. */
  position: bigint | undefined;
  heardAtMs: number;
  readonly links: Map<string, string>;
}

/**
 * Server-sent events of what changes in the list, and of links. Once a second each client is given what it has not had,
 * at most a batch, and nothing while it has not taken the last one: what waits lies in the database, not in memory.
 */
@Injectable()
export class EventStream implements OnModuleDestroy {
  private readonly clients = new Set<Client>();
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> | undefined;

  constructor(
    private readonly listing: Listing,
    private readonly links: LinkStates,
  ) {}

  /** Why there is no room for one more stream of an account; undefined where there is. */
  refusal(account: string): string | undefined {
    if (this.clients.size >= MOST_STREAMS) return `${MOST_STREAMS} streams are open, which is the most.`;
    const own = [...this.clients].filter((client) => client.account === account).length;
    return own < MOST_OF_ONE ? undefined : `${MOST_OF_ONE} streams of this account are open, which is the most.`;
  }

  /** @param lastId the `Last-Event-ID` of a client that comes back; undefined begins now */
  open(
    sink: Sink,
    { name: account, scope }: Pick<Principal, 'name' | 'scope'>,
    lastId: bigint | undefined,
  ): { ready: Promise<void>; close: () => void } {
    const at = Date.now();
    const client: Client = {
      sink,
      account,
      scope,
      position: undefined,
      openedAtMs: at,
      heardAtMs: at,
      links: new Map(),
    };
    this.clients.add(client);
    this.timer ??= setInterval(() => this.next(), TURN_MS);
    return { ready: this.begin(client, lastId), close: () => this.close(client) };
  }

  onModuleDestroy(): void {
    for (const client of this.clients) this.close(client);
  }

  private async begin(client: Client, lastId: bigint | undefined): Promise<void> {
    const { position: now } = await this.listing.since(undefined, client.scope, 0);
    const isLost = lastId !== undefined && (lastId > now || now - lastId > FARTHEST);
    const position = lastId === undefined || isLost ? now : lastId;
    client.sink.write(`retry: 3000\n${eventOf(isLost ? 'reset' : 'ready', {}, position)}`);
    await this.tellLinks(client);
    client.position = position;
  }

  private close(client: Client): void {
    this.clients.delete(client);
    if (!client.sink.destroyed) {
      client.sink.end();
      setTimeout(() => client.sink.destroy(), LINGER_MS).unref();
    }
    if (this.clients.size > 0) return;
    clearInterval(this.timer);
    this.timer = undefined;
  }

  /** One turn after the other: a slow database makes them rarer, not more. A failed one is made again. */
  private next(): void {
    this.turn ??= this.tell()
      .catch(() => undefined)
      .finally(() => (this.turn = undefined));
  }

  private async tell(): Promise<void> {
    const { position: newest } = await this.listing.since(undefined, {}, 0);
    for (const client of this.clients) {
      const now = Date.now();
      if (client.sink.destroyed || now - client.openedAtMs > LONGEST_MS) this.close(client);
      else if (!client.sink.writableNeedDrain) await this.tellOne(client, newest, now);
    }
  }

  private async tellOne(client: Client, newest: bigint, now: number): Promise<void> {
    const { position: last } = client;
    if (last === undefined) return;
    let told = await this.tellLinks(client);
    if (newest < last) {
      // The database came back without its last moments: what was told may have to be told again.
      client.sink.write(eventOf('reset', {}, newest));
      client.position = newest;
      told = true;
    } else if (newest > last) {
      const { position, changes } = await this.listing.since(last, client.scope, BATCH);
      // The position is told with the last one only: who is cut off in between is given them all again.
      changes.forEach((change, n) => {
        client.sink.write(eventOf('dossier', change, n === changes.length - 1 ? position : undefined));
      });
      client.position = position;
      told ||= changes.length > 0;
    }
    if (told) client.heardAtMs = now;
    else if (now - client.heardAtMs >= HEARTBEAT_MS) {
      client.sink.write(`: ${last}\n\n`);
      client.heardAtMs = now;
    }
  }

  /** Links whose standing or breaker is another than this client was told. */
  private async tellLinks({ sink, scope, links }: Client): Promise<boolean> {
    const changed = (await this.links.after('', LINKS, scope)).filter(
      ({ system, standing, state }) => links.get(system) !== `${standing} ${state}`,
    );
    for (const link of changed) {
      links.set(link.system, `${link.standing} ${link.state}`);
      sink.write(eventOf('link', link));
    }
    return changed.length > 0;
  }
}

function eventOf(name: string, data: object | LinkRow, id?: bigint): string {
  return `${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`;
}
