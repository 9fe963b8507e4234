/** A mapping whose records say what harm it shall try to do. */
import { constant, custom, dossier, status, text } from '@lienthong/adapter-sdk';

interface Builtins {
  getBuiltinModule(name: string): Record<string, (...args: unknown[]) => unknown>;
  readonly env: Record<string, string | undefined>;
  exit(): void;
  dlopen(module: object, path: string): void;
}

const { process, fetch } = globalThis as unknown as { process: Builtins; fetch(address: string): unknown };
const builtin = (name: string): ReturnType<Builtins['getBuiltinModule']> => process.getBuiltinModule(name);
const kept: unknown[] = [];

const harm: Record<string, () => unknown> = {
  regex: () => /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  memory: () => {
    for (;;) kept.push(new Array(10_000).fill(kept.length));
  },
  environment: () => process.env['DATABASE_URL'],
  passwd: () => builtin('fs')['readFileSync']?.('/etc/passwd', 'utf8'),
  network: () => fetch('http://127.0.0.1:1'),
  spawn: () => builtin('child_process')['spawnSync']?.('/node'),
  worker: () => builtin('worker_threads')['Worker']?.('1'),
  addon: () => process.dlopen({ exports: {} }, '/lib/x.node'),
  database: () => builtin('sqlite')['DatabaseSync']?.('/x'),
  forgery: () => builtin('fs')['writeSync']?.(3, 'garbage'),
  exit: () => process.exit(),
  pollution: () => Object.assign(Object.prototype, { toJSON: () => 'mine' }),
};

export const mapping = dossier({
  identifiers: [{ scheme: constant('receipt'), value: text('no'), source: constant('ward') }],
  status: status('status', { 1: 'SUBMITTED' }, { unknown: 'park' }),
  timeline: custom((what) => (what === 'shape' ? [null] : undefined), 'harm'),
  note: custom((what) => (what === undefined ? undefined : String(harm[what]?.())), 'harm'),
});
