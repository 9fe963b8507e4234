import { randomInt } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Fault } from '@lienthong/canonical';

/** Below the range from which systems take ports for outgoing connections, so that ours are seldom taken meanwhile. */
const RANGE = { from: 20_000, to: 30_000 };

/** True when nothing listens on the port of the loopback address. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

async function anyPort(taken: number[]): Promise<number> {
  for (;;) {
    const port = randomInt(RANGE.from, RANGE.to);
    if (!taken.includes(port) && (await isFree(port))) return port;
  }
}

async function savedPorts(file: string): Promise<Record<string, unknown>> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/**
 * One free loopback port for each name: the port asked for (a fault when it is taken), else the one of the last start
 * as far as it is free, else any. Saved in `file`, so that addresses stay the same from start to start.
 */
export async function stablePorts<Name extends string>(
  file: string,
  asked: Record<Name, number | undefined>,
): Promise<Record<Name, number>> {
  const saved = await savedPorts(file);
  const ports: Record<string, number> = {};
  for (const [name, port] of Object.entries<number | undefined>(asked)) {
    const last = saved[name];
    if (port !== undefined && !(await isFree(port))) {
      throw new Fault('LT-EMBEDDED-6', `Port ${port} of 127.0.0.1 is taken by another program.`);
    }
    const reusable = typeof last === 'number' && !Object.values(ports).includes(last) && (await isFree(last));
    ports[name] = port ?? (reusable ? last : await anyPort(Object.values(ports)));
  }
  await writeFile(file, `${JSON.stringify(ports)}\n`);
  return ports;
}

/** Waits until the loopback port accepts a connection; false when it does not `withinMs`. */
export async function answers(port: number, withinMs: number): Promise<boolean> {
  for (const end = Date.now() + withinMs; Date.now() < end; await sleep(50)) {
    if (await accepts(port)) return true;
  }
  return false;
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const end = (isOpen: boolean): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
