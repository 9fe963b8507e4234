import { spawn, type ChildProcess } from 'node:child_process';
import { appendFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { Fault } from '@lienthong/canonical';
import type { Command } from './account';
import { answers } from './port';
import type { Step } from './process-table';
import { lastLines } from './program';

/** A log file never grows beyond this; one older file is kept as `.1`. */
const LOG_BYTES = 4 * 1024 * 1024;

/** How a server is started, known to be ready, and stopped. */
export interface Launch {
  name: string;
  command: Command;
  cwd: string;
  logFile: string;
  /** Where its process number is kept for the next start; for a server that writes none itself. */
  pidFile?: string;
  /** The loopback port that must answer as well. */
  port: number;
  /** The line of its output that says that it is ready. */
  ready: RegExp;
  readyWithinMs: number;
  stop: Step[];
  log: (line: string) => void;
}

/** How a server ended; `expected` when `stop` was called. */
export interface Exit {
  expected: boolean;
  lastLines: string;
}

/** A running server. `stop` and `kill` may be called at any time and more than once. */
export interface Server {
  pid: number;
  /** Ends it in good order; resolved when the process is gone. */
  stop(): Promise<void>;
  /** kill -9, for tests. */
  kill(): void;
  /** Resolved when the process is gone. */
  exited: Promise<Exit>;
}

/** Appends a server's output to its file, bounded; trouble with the file is said once and does not stop the server. */
function logWriter({ logFile, log }: Launch): (chunk: Buffer) => void {
  let isBroken = false;
  return (chunk) => {
    try {
      appendFileSync(logFile, chunk);
      if (statSync(logFile).size > LOG_BYTES) renameSync(logFile, `${logFile}.1`);
    } catch (error) {
      if (!isBroken) log(`${logFile} cannot be written: ${(error as Error).message}`);
      isBroken = true;
    }
  };
}

/** `late` when the promise is not settled within the time. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(resolve, ms, 'late')));
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function signalUntilGone(child: ChildProcess, gone: Promise<unknown>, steps: Step[]): Promise<void> {
  for (const { signal, waitMs } of steps) {
    child.kill(signal);
    if ((await within(gone, waitMs)) !== 'late') return;
  }
  await gone;
}

/** What went wrong, from a server's last lines. */
function startFault(launch: Launch, what: string, output: string): Fault {
  const said = `\n${lastLines(output)}\nAll of it: ${launch.logFile}`;
  if (/No space left on device|Disk quota exceeded/.test(output)) {
    return new Fault('LT-EMBEDDED-5', `${launch.name} could not start: the disk is full.${said}`);
  }
  if (/Address already in use|BindException/.test(output)) {
    return new Fault('LT-EMBEDDED-6', `${launch.name} could not start: its port was taken meanwhile.${said}`);
  }
  return new Fault('LT-EMBEDDED-7', `${launch.name} ${what}.${said}`);
}

/** In a process group of its own, so that Ctrl-C reaches only us and we end it in order. */
function spawnServer({ command, cwd, pidFile }: Launch): ChildProcess {
  const child = spawn(command.program, command.args, {
    ...command.options,
    cwd,
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  if (pidFile !== undefined && child.pid !== undefined) writeFileSync(pidFile, `${child.pid}\n`);
  return child;
}

/**
 * Starts a server. Resolved when it says that it is ready and its port answers; when it ends before, or is not ready in
 * time, it is gone and a fault holds its last lines.
 */
export async function startServer(launch: Launch): Promise<Server> {
  const child = spawnServer(launch);
  const write = logWriter(launch);
  let tail = '';
  let isStopping = false;
  let stopping: Promise<void> | undefined;
  const exited = new Promise<Exit>((resolve) => {
    child.once('error', (error) => (tail += `${error.message}\n`));
    child.once('close', () => resolve({ expected: isStopping, lastLines: lastLines(tail) }));
  });
  const stop = (): Promise<void> => {
    isStopping = true;
    return (stopping ??= signalUntilGone(child, exited, launch.stop));
  };
  const ready = new Promise<'ready'>((resolve) => {
    const take = (chunk: Buffer): void => {
      write(chunk);
      tail = (tail + chunk.toString()).slice(-8192);
      if (launch.ready.test(tail)) resolve('ready');
    };
    child.stdout?.on('data', take);
    child.stderr?.on('data', take);
  });
  const first = await within(Promise.race([ready, exited]), launch.readyWithinMs);
  if (first === 'ready' && child.pid !== undefined && (await answers(launch.port, 10_000))) {
    return { pid: child.pid, stop, kill: () => void child.kill('SIGKILL'), exited };
  }
  const hasEnded = typeof first === 'object';
  if (!hasEnded) await stop();
  throw startFault(launch, hasEnded ? 'ended while it started' : 'was not ready in time', tail);
}
