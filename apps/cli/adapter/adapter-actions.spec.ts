import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { english } from '../say';
import { AdapterActions } from './adapter-actions';

const actions = new AdapterActions(english);
let dir: string;
let out: string[];
let err: string[];

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'adapter-actions-'));
  out = [];
  err = [];
  jest.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)));
  jest.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)));
  jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(dir, { recursive: true, force: true });
});

/** A new adapter; nothing has to be played for one that is pushed, so that its proof is quick. */
async function fresh(source = 'push'): Promise<string> {
  await actions.create('ward-desk', { source, dir });
  out = [];
  return join(dir, 'ward-desk');
}

function change(folder: string, file: string, from: string, to: string): void {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  expect(text).toContain(from);
  writeFileSync(path, text.replace(from, to));
}

describe(AdapterActions.name, () => {
  it('shows what changes in the samples before it writes them, and is green afterwards', async () => {
    const folder = await fresh();
    change(folder, 'adapter.yaml', '4: IN_PROGRESS', '4: ACCEPTED');
    await actions.test(folder, { rule: ['SAMPLES'] });
    expect(process.exitCode).toBe(1);
    expect(out[0]).toMatch(/^✗ SAMPLES[^]*the sample says "IN_PROGRESS", and it becomes "ACCEPTED"/);
    process.exitCode = undefined;
    await actions.test(folder, { rule: ['SAMPLES'], update: true });
    expect(process.exitCode).toBeUndefined();
    const said = err.join('\n');
    expect(said).toMatch(
      /What changes[^]*it becomes "ACCEPTED"[^]*written: .*birth-registration\.out\.json[^]*a promise/,
    );
    expect(readFileSync(join(folder, 'samples', 'birth-registration.out.json'), 'utf8')).toContain('"ACCEPTED"');
  });

  it('gives a program one line of JSON, and the words to the person', async () => {
    const folder = await fresh();
    await actions.test(folder, { rule: ['FIELDS'], json: true });
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ adapter: 'ward-desk', rules: [{ rule: 'FIELDS', outcome: 'passed' }] }); // prettier-ignore
    expect(err).toEqual([expect.stringMatching(/^✓ FIELDS/)]);
  });

  it('certifies, and believes its certificate by the key it printed until a file changes', async () => {
    const folder = await fresh();
    await actions.certify(folder, { key: join(dir, 'key.pem') });
    const signers = join(dir, 'signers.pem');
    writeFileSync(signers, out.join('\n'));
    await actions.verify(folder, { signers, again: true });
    expect(out.at(-1)).toMatch(/^The certificate of ward-desk holds[^]*come to the same here/);
    change(folder, 'README.md', 'operator', 'Operator');
    await expect(actions.verify(folder, { signers })).rejects.toMatchObject({ code: 'LT-ADAPTER-9', message: expect.stringContaining('files') as string }); // prettier-ignore
    writeFileSync(join(folder, 'certificate.json'), '{');
    await expect(actions.verify(folder, { signers })).rejects.toMatchObject({ code: 'LT-ADAPTER-9' });
    rmSync(join(folder, 'certificate.json'));
    await expect(actions.verify(folder, { signers })).rejects.toThrow('Make one with lienthong adapter certify');
  });

  it('believes no certificate of a stranger', async () => {
    const folder = await fresh();
    await actions.certify(folder, { key: join(dir, 'key.pem') });
    const other = join(dir, 'other');
    out = [];
    await actions.create('other-desk', { source: 'push', dir: other });
    await actions.certify(join(other, 'other-desk'), { key: join(dir, 'other.pem') });
    writeFileSync(join(dir, 'signers.pem'), out.join('\n'));
    await expect(actions.verify(folder, { signers: join(dir, 'signers.pem') })).rejects.toThrow('is not trusted');
  });

  it('records samples of a system without a personal value, beside those there are', async () => {
    const folder = await fresh('rest');
    const row = JSON.parse(readFileSync(join(folder, 'samples', 'birth-registration.in.json'), 'utf8')) as { rows: { applicant: object }[] }; // prettier-ignore
    const rows = row.rows.map((one) => ({ ...one, applicant: { ...one.applicant, name: 'Phạm Bí Mật', address: '7 ngõ Kín' } })); // prettier-ignore
    const server = createServer(({ url = '' }, reply) => {
      const isFirst = (new URL(url, 'http://x').searchParams.get('page') ?? '1') === '1';
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ rows: isFirst ? rows : [] }));
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const settings = join(dir, 'settings.yaml');
    writeFileSync(
      settings,
      `baseUrl: http://127.0.0.1:${(server.address() as AddressInfo).port}\napiKey: secret-key\n`,
    );
    try {
      await actions.record(folder, { settings });
    } finally {
      server.closeAllConnections();
      server.close();
    }
    const written = readdirSync(join(folder, 'samples')).filter((file) => file.startsWith('in-progress-'));
    expect(written).toEqual(['in-progress-01.in.json', 'in-progress-01.out.json']);
    const all = [...written.map((file) => readFileSync(join(folder, 'samples', file), 'utf8')), ...out, ...err].join(
      '\n',
    );
    expect(all).not.toMatch(/Bí Mật|ngõ Kín|secret-key/);
    expect(out[0]).toMatch(/in-progress-01[^]*Values replaced: \d+[^]*status: /);
    await actions.test(folder, { rule: ['SAMPLES'] });
    expect(process.exitCode).toBeUndefined();
  });

  it('says what came and what of it was at fault', async () => {
    const folder = await fresh('rest');
    const server = createServer((_, reply) => {
      reply.setHeader('content-type', 'application/json').end('{"rows": [{"id": "1", "changedAt": 1795708957000}]}');
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const settings = join(dir, 'settings.yaml');
    writeFileSync(settings, `baseUrl: http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
    try {
      await actions.record(folder, { settings });
    } finally {
      server.closeAllConnections();
      server.close();
    }
    expect(out[0]).toMatch(/^pages 2, items 2\n {2}pages or files at fault: 2, ORDER/);
  });

  it.each<[string, () => Promise<void>, RegExp]>([
    ['a folder that is none', () => actions.test(join(dir, 'none'), {}), /is no folder\. Give the folder/],
    ['a number that is none', async () => actions.test(await fresh(), { records: 'many' }), /--records many is no whole number from 1000/],
    ['signers that are none', async () => actions.verify(await fresh(), { signers: join(dir, 'none.pem') }), /none\.pem/],
    ['a recording of what is pushed', async () => actions.record(await fresh(), { settings: 'x' }), /put lines that your program sends/],
    ['settings that are none', async () => actions.record(await fresh('rest'), { settings: join(dir, 'none.yaml') }), /holds no settings \(ENOENT\).*baseUrl/],
    ['a gateway for what is read', async () => actions.serve(await fresh('files'), {}), /is read by the gateway and pushes nothing/],
    ['a fault nobody knows', async () => actions.serve(await fresh(), { fault: 'fire' }), /no fault fire\. Give --fault one of: slow, reset/],
  ])('says what to give instead of %s', async (_, call, told) => {
    await expect(call()).rejects.toThrow(told);
  }); // prettier-ignore
});
