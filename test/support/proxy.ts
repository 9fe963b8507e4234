import { createServer, connect, type Server, type Socket } from 'node:net';

/** A TCP proxy that can lose what a server answers: the connection is cut where the answer should have come. */
export class Proxy {
  private server: Server | undefined;
  private readonly sockets = new Set<Socket>();
  private isDropping: ((request: Buffer) => boolean) | undefined;
  dropped = 0;

  /** @param target port on loopback */
  constructor(private readonly target: number) {}

  async listen(port: number): Promise<void> {
    this.server = createServer((client) => this.pair(client));
    await new Promise<void>((resolve) => this.server?.listen(port, '127.0.0.1', resolve));
  }

  /** Lets the next request that `matches` reach the server, and loses its answer. */
  dropNextAnswer(matches: (request: Buffer) => boolean): void {
    this.isDropping = matches;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server?.close(resolve));
  }

  private pair(client: Socket): void {
    const server = connect(this.target, '127.0.0.1');
    let loses = false;
    for (const socket of [client, server]) {
      this.sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        this.sockets.delete(socket);
        client.destroy();
        server.destroy();
      });
    }
    client.on('data', (request) => {
      if (this.isDropping?.(request)) {
        this.isDropping = undefined;
        loses = true;
      }
      server.write(request);
    });
    server.on('data', (answer) => {
      if (!loses) return void client.write(answer);
      this.dropped += 1;
      client.destroy();
    });
  }
}

/** True for a Kafka produce request: API key 0 in the first request of the chunk. */
export function isProduce(request: Buffer): boolean {
  return request.length > 6 && request.readInt16BE(4) === 0;
}

/** A port that is free now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
