import { spawn, type SpawnOptions } from 'node:child_process';

/** What a finished program left behind. `missing`: PATH holds no such program that may be run. */
export interface Finished {
  missing: boolean;
  code: number | null;
  /** Both of its outputs, as they came. */
  output: string;
}

/** Runs a program to its end, with `input` as its standard input. Never throws for what the program does. */
export function finish(
  program: string,
  args: string[],
  options: SpawnOptions & { input?: string } = {},
): Promise<Finished> {
  const { input, ...spawnOptions } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...spawnOptions, stdio: 'pipe', windowsHide: true });
    let output = '';
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ENOENT' || error.code === 'EACCES'
        ? resolve({ missing: true, code: null, output })
        : reject(error),
    );
    child.once('close', (code) => resolve({ missing: false, code, output }));
    child.stdin.on('error', (error) => (output += error.message));
    child.stdin.end(input ?? '');
  });
}

/** The last lines of an output, for a message: ends where the trouble is. */
export function lastLines(output: string, count = 6): string {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.slice(-count).join('\n');
}

/** How a package is installed on the systems our users have; one line for the message of a fault. */
export function waysToInstall(names: { debian: string; fedora: string; mac: string; windows: string }): string {
  return [
    `Debian, Ubuntu: apt install ${names.debian}`,
    `Fedora, RHEL: dnf install ${names.fedora}`,
    `macOS: brew install ${names.mac}`,
    `Windows: winget install ${names.windows}`,
  ].join('; ');
}
