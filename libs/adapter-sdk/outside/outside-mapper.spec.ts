import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { ItemBytes, OutsideMapper } from '../mapping/mapper';
import type { Outcome } from '../mapping/outcome';
import { transpile } from '../typescript/transpile';
import { Budget } from './budget';
import { startConfined } from './confinement';
import { outsideMapper } from './outside-mapper';

jest.setTimeout(60_000);

/** A mapping in which the member `bad` of a record chooses what it does instead of mapping. */
const MAPPING = `
import { constant, custom, dossier, text } from '@lienthong/adapter-sdk';
const kept: unknown[] = [];
const bad: Record<string, () => unknown> = {
  regex: () => /^(a+)+$/.test('a'.repeat(60) + 'b'),
  loop: () => { for (;;) kept.length = 0; },
  heap: () => { for (;;) kept.push(new Array(10_000).fill(kept.length)); },
  buffers: () => { for (;;) kept.push(new Uint8Array(10_000_000).fill(1)); },
  environment: () => (globalThis as any).process.env['HOME'],
  file: () => (globalThis as any).process.getBuiltinModule('fs').readFileSync('/etc/passwd', 'utf8'),
  network: () => (globalThis as any).fetch('http://127.0.0.1:1'),
  eval: () => new Function('return process')(),
  constructor: () => (text as any).constructor('return process')(),
  timer: () => (globalThis as any).setTimeout(() => undefined, 1),
  pollution: () => { (Object.prototype as any).toJSON = () => 'mine'; },
  stringify: () => { JSON.stringify = () => 'mine'; },
  array: () => { (Array.prototype as any).push = () => 0; },
  global: () => { (globalThis as any).JSON = undefined; },
  deep: () => { let at: unknown = 1; for (let n = 0; n < 50; n += 1) at = [at]; return at; },
  large: () => 'x'.repeat(3_000_000),
};
export const mapping = dossier({
  identifiers: [{ scheme: constant('receipt'), value: text('no'), source: constant('ward') }],
  status: { code: constant('SUBMITTED') },
  note: custom((what) => (what === undefined ? undefined : (bad[what]!() as string) ?? 'nothing came of it'), 'bad'),
});
`;
const beginning = (source = MAPPING) => ({
  modules: { 'mapping.ts': transpile(source, 'mapping.ts') },
  entry: 'mapping.ts',
  format: { ndjson: {} },
  zone: 'Asia/Ho_Chi_Minh',
});
const open: OutsideMapper[] = [];
const made = (source?: string, options = {}): OutsideMapper => {
  const mapper = outsideMapper('sample', beginning(source), options);
  open.push(mapper);
  return mapper;
};
const plenty = (): Budget => new Budget({ mostMs: 600_000, perSecondMs: 0, perRecordMs: 20, stopMs: 500 });
const item = (no: number, bad?: string): ItemBytes => ({ raw: Buffer.from(JSON.stringify({ no: String(no), bad })), charset: 'utf-8' }); // prettier-ignore
const short = (outcome: Outcome): string => (outcome.kind === 'parked' ? outcome.cause : outcome.kind);

afterEach(() => {
  for (const mapper of open.splice(0)) mapper.close();
});

describe('a mapping from outside', () => {
  it('maps, and tells its rows', async () => {
    const mapper = made();
    const outcomes = await mapper.map('gia-lam', [item(1), item(2)]);
    expect(outcomes.map(short)).toEqual(['dossier', 'dossier']);
    expect(outcomes[1]).toMatchObject({ document: { system: 'gia-lam', identifiers: [{ value: '2' }], findings: [] } });
    expect(await mapper.rows()).toContainEqual({
      pointer: '/identifiers/*/value',
      path: 'no',
      rule: expect.any(String),
    });
  });

  it.each([
    ['regex', 'MAPPING_TIMEOUT', /at most 1000 ms/],
    ['loop', 'MAPPING_TIMEOUT', /at most 1000 ms/],
    ['heap', 'MAPPING_MEMORY', /128 MB/],
    ['buffers', 'MAPPING_MEMORY', /128 MB/],
    ['environment', 'MAPPING_DEFECT', /TypeError/],
    ['file', 'MAPPING_DEFECT', /TypeError/],
    ['network', 'MAPPING_DEFECT', /TypeError/],
    ['eval', 'MAPPING_DEFECT', /EvalError/],
    ['constructor', 'MAPPING_DEFECT', /EvalError/],
    ['timer', 'MAPPING_DEFECT', /TypeError/],
    ['pollution', 'MAPPING_DEFECT', /TypeError/],
    ['stringify', 'MAPPING_DEFECT', /TypeError/],
    ['array', 'MAPPING_DEFECT', /TypeError/],
    ['global', 'MAPPING_DEFECT', /TypeError/],
    ['deep', 'MAPPING_DEFECT', /an outcome of the contract/],
    ['large', 'MAPPING_DEFECT', /2000000 bytes/],
  ])('%s: parks that record alone, as %s', async (bad, cause, rule) => {
    const outcomes = await made(MAPPING, { budget: plenty() }).map('a', [item(1), item(2, bad), item(3), item(4)]);
    expect(outcomes.map(short)).toEqual(['dossier', cause, 'dossier', 'dossier']);
    expect(outcomes[1]).toMatchObject({ rule: expect.stringMatching(rule), suggestion: expect.stringMatching(/mapping/) }); // prettier-ignore
    expect(outcomes[2]).toMatchObject({ document: { identifiers: [{ value: '3' }] } });
    expect((outcomes[3] as { document: object }).document).not.toHaveProperty('note');
  });

  it('comes to rest when it is ended again and again, and goes on later', async () => {
    let now = 0;
    const budget = new Budget({ mostMs: 3_000, perSecondMs: 100, perRecordMs: 20, stopMs: 500 }, () => now);
    const mapper = made(MAPPING, { budget });
    const begun = performance.now();
    const outcomes = await mapper.map(
      'a',
      Array.from({ length: 500 }, (_, no) => item(no, no % 2 ? undefined : 'loop')),
    );
    expect(performance.now() - begun).toBeLessThan(20_000);
    expect(outcomes).toHaveLength(500);
    expect(outcomes[499]).toMatchObject({
      cause: 'MAPPING_TIMEOUT',
      rule: expect.stringMatching(/ended \d times, and waits/),
    });
    now = 40_000;
    expect((await mapper.map('a', [item(1)])).map(short)).toEqual(['dossier']);
  });

  it('that cannot be loaded parks its records and says why', async () => {
    const mapper = made('export const other = 1;');
    const [outcome] = await mapper.map('a', [item(1)]);
    expect(outcome).toMatchObject({
      cause: 'MAPPING_DEFECT',
      suggestion: expect.stringMatching(/exports no "mapping"/),
    });
    await expect(made('for (;;) ;').rows()).rejects.toMatchObject({ code: 'LT-ADAPTER-8' });
  });
});

describe('where the kernel does not confine', () => {
  const refusedBy = (command: string, ...args: string[]) => () => spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe'] }); // prettier-ignore

  it.each([
    [
      'says so',
      refusedBy('sh', '-c', 'echo "unshare failed: Operation not permitted" >&2; exit 1'),
      /Operation not permitted/,
    ],
    ['has no programs for it', refusedBy('/nowhere/unshare'), /./],
    ['only seems to', refusedBy('node', '-e', 'x'), /./],
  ])('%s: nothing is run', async (_, start, why) => {
    const mapper = made(MAPPING, { start });
    await expect(mapper.rows()).rejects.toMatchObject({ code: 'LT-ADAPTER-7', message: expect.stringMatching(why) });
    const [outcome] = await mapper.map('a', [item(1)]);
    expect(outcome).toMatchObject({ cause: 'MAPPING_UNCONFINED', suggestion: expect.stringMatching(/user namespaces|YAML/) }); // prettier-ignore
  });
});

describe('a child that finds itself unconfined', () => {
  it.each([
    ['a variable', { environment: 1, interfaces: 0, permitted: [] }],
    ['an interface', { environment: 0, interfaces: 1, permitted: [] }],
    ['a right', { environment: 0, interfaces: 0, permitted: ['fs.read'] }],
    ['nothing to say', {}],
  ])('with %s is given no mapping', async (_, found) => {
    const program = () => `const fs = require('node:fs'); const body = Buffer.from('${JSON.stringify(found)}');
      const head = Buffer.alloc(8); head.writeUInt32BE(body.length, 0); fs.writeSync(3, Buffer.concat([head, body])); fs.readSync(3, Buffer.alloc(9));`;
    await expect(made(MAPPING, { program }).rows()).rejects.toMatchObject({ code: 'LT-ADAPTER-7' });
  });
});

describe('a child that is wholly in hostile hands', () => {
  /** A program that says it is confined, takes the mapping, and then does as it likes with each record. */
  const hostile =
    (act: string, facts = '{"rows":[]}') =>
    () => `
    const fs = require('node:fs');
    const frame = (n, text) => { const b = Buffer.from(text); const h = Buffer.alloc(8); h.writeUInt32BE(b.length, 0); h.writeUInt32BE(n, 4); fs.writeSync(3, Buffer.concat([h, b])); };
    const chunk = Buffer.alloc(1e6);
    frame(0, '{"environment":0,"interfaces":0,"permitted":[]}'); fs.readSync(3, chunk);
    frame(0, '${facts}');
    const good = '{"kind":"dossier","document":{"system":"other","deleted":false,"findings":[],"identifiers":[]}}';
    for (;;) { if (fs.readSync(3, chunk) === 0) process.exit(); const n = chunk.readUInt32BE(4); ${act} }`;

  it.each([
    ['an answer for another system', `frame(n, good)`, 'dossier'],
    ['garbage', `fs.writeSync(3, Buffer.alloc(5000, 0xff))`, 'MAPPING_DEFECT'],
    ['a forged number', `frame(n + 7, good)`, 'MAPPING_DEFECT'],
    ['no JSON', `frame(n, '{')`, 'MAPPING_DEFECT'],
    ['no outcome', `frame(n, '[]')`, 'MAPPING_DEFECT'],
    ['an id of its own', `frame(n, good.replace('"deleted"', '"id":"x","deleted"'))`, 'MAPPING_DEFECT'],
    ['a cause of its own', `frame(n, '{"kind":"parked","cause":"<b>","rule":"x"}')`, 'MAPPING_DEFECT'],
    ['nothing, and sleeps', `Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)`, 'MAPPING_TIMEOUT'],
    ['its own end', `process.exit(0)`, 'MAPPING_DEFECT'],
    ['an abort', `process.abort()`, 'MAPPING_MEMORY'],
    ['a frame without end', `frame(n, 'x'.repeat(3e6))`, 'MAPPING_DEFECT'],
  ])('gives %s', async (_, act, outcome) => {
    const found = await made(MAPPING, { program: hostile(act), budget: plenty() }).map('mine', [item(1)]);
    expect(found.map(short)).toEqual([outcome]);
    if (outcome === 'dossier') expect(found[0]).toMatchObject({ document: { system: 'mine' } });
  });

  it.each([
    ['no JSON', '{'],
    ['nothing', 'null'],
    ['rows that are none', '{"rows":[null,1,{"pointer":1},{"pointer":"/a","path":"b","rule":"c"}]}'],
  ])('tells of itself %s', async (_, facts) => {
    const rows = await made(MAPPING, { program: hostile('', facts) }).rows();
    expect(rows).toEqual(facts.includes('rows') ? [{ pointer: '/a', path: 'b', rule: 'c' }] : []);
  });

  it('gives more answers than it was asked for: the next record has none of them', async () => {
    const mapper = made(MAPPING, { program: hostile(`frame(n, good); frame(n + 1, good.replace('[]}', '[1]}'));`), budget: plenty() }); // prettier-ignore
    expect((await mapper.map('a', [item(1)])).map(short)).toEqual(['dossier']);
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [outcome] = await mapper.map('a', [item(2)]);
    expect(outcome).not.toMatchObject({ document: { identifiers: [1] } });
  });

  it('finds no variable, file, network, process, thread, addon or database', async () => {
    const probe = `
      const fs = require('node:fs'); const found = {};
      const tried = (name, act) => { try { found[name] = act() ?? 'done'; } catch (error) { found[name] = error.code ?? error.name; } };
      tried('environment', () => Object.keys(process.env).length);
      tried('interfaces', () => Object.keys(require('node:os').networkInterfaces()).length);
      tried('passwd', () => fs.readFileSync('/etc/passwd', 'utf8'));
      tried('folder', () => fs.readFileSync(${JSON.stringify(__filename)}, 'utf8'));
      tried('write', () => fs.writeFileSync('/tmp/x', 'x'));
      tried('spawn', () => require('node:child_process').spawnSync('/node'));
      tried('worker', () => new (require('node:worker_threads').Worker)('1', { eval: true }));
      tried('addon', () => process.dlopen({ exports: {} }, '/lib/x.node'));
      tried('database', () => new (require('node:sqlite').DatabaseSync)('/x'));
      tried('wasi', () => new (require('node:wasi').WASI)({ version: 'preview1', preopens: { '/': '/' } }));
      tried('code', () => new Function('return 1')());
      const done = () => { fs.writeSync(3, JSON.stringify(found)); process.exit(); };
      require('node:net').connect(1, '127.0.0.1').on('error', (error) => { found.network = error.code; done(); }).on('connect', () => { found.network = 'connected'; done(); });`;
    const text = Buffer.from(probe);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(text.length, 0);
    const child = startConfined();
    const channel = child.stdio[3] as Socket;
    channel.write(Buffer.concat([length, text]));
    let said = '';
    for await (const chunk of channel) said += String(chunk);
    expect(JSON.parse(said)).toEqual({
      environment: 0, interfaces: 0, passwd: 'ERR_ACCESS_DENIED', folder: 'ERR_ACCESS_DENIED', write: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED', worker: 'ERR_ACCESS_DENIED', addon: 'ERR_DLOPEN_DISABLED', database: 'ERR_UNKNOWN_BUILTIN_MODULE',
      wasi: 'ERR_ACCESS_DENIED', code: 'EvalError', network: 'ENETUNREACH',
    }); // prettier-ignore
  });
});
