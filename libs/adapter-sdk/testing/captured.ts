const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table'] as const;

/** What a call gave, and everything that was printed meanwhile. */
export interface Captured<Value> {
  readonly value: Value;
  readonly output: string;
}

/** Runs a call while everything that is printed, by console or to stdout and stderr, is kept from the screen and given back. */
export async function captured<Value>(call: () => Promise<Value>): Promise<Captured<Value>> {
  const parts: string[] = [];
  const take = (...values: unknown[]): void => void parts.push(values.map(told).join(' '));
  const write = (chunk: unknown): boolean => {
    parts.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk as Uint8Array).toString('utf8'));
    return true;
  };
  const undo = [
    ...METHODS.map((name) => replaced(console, name, take)),
    replaced(process.stdout, 'write', write),
    replaced(process.stderr, 'write', write),
  ];
  try {
    const value = await call();
    return { value, output: parts.join('\n') };
  } finally {
    undo.forEach((put) => put());
  }
}

function replaced<Name extends string>(target: Record<Name, unknown>, name: Name, by: unknown): () => void {
  const before = target[name];
  target[name] = by;
  return () => void (target[name] = before);
}

function told(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value);
  } catch {
    return typeof value;
  }
}
