import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { examine, type Finding } from './doctor';

const BIN = join(__dirname, 'bin.js');
const MAIN = join(__dirname, 'main.ts');
const TYPESCRIPT = join(__dirname, '..', '..', 'test', 'support', 'typescript.cjs');

Logger.overrideLogger(false);

describe(examine.name, () => {
  const before = { ...process.env };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lienthong-doctor-'));
    for (const name of ['KAFKA_BROKERS', 'DATABASE_URL', 'PORT', 'LT_DATA_DIR'])
      Reflect.deleteProperty(process.env, name);
  });
  afterEach(() => {
    process.env = { ...before };
    rmSync(folder, { recursive: true, force: true });
  });

  const look = async (name: string): Promise<Finding | undefined> =>
    (await examine(folder)).find((finding) => finding.name === name);

  it('looks at all that is needed', async () => {
    const findings = await examine(folder);
    expect(findings.map(({ name }) => name)).toEqual([
      'node',
      'java',
      'maven',
      'ports',
      'disk',
      'memory',
      'broker',
      'database',
    ]);
    expect(findings.find(({ name }) => name === 'broker')).toEqual({
      name: 'broker',
      state: 'OK',
      about: expect.stringContaining('npm start brings'),
    });
  });

  it('names Java and the ways to get it where there is none, and ends with exit code 1', () => {
    const { status, stdout } = spawnSync(
      process.execPath,
      ['-r', TYPESCRIPT, MAIN, 'doctor', '--json', '--data-dir', folder],
      {
        encoding: 'utf8',
        env: { PATH: folder, HOME: folder },
      },
    );
    const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Finding[] };
    const failed = checks.filter(({ state }) => state === 'FAIL');
    expect({ status, ok, failed }).toEqual({
      status: 1,
      ok: false,
      failed: [
        { name: 'java', state: 'FAIL', about: expect.stringMatching(/^Java 17 .*apt install .*KAFKA_BROKERS/) },
        { name: 'maven', state: 'FAIL', about: expect.stringMatching(/^Apache Maven .*apt install .*KAFKA_BROKERS/) },
      ],
    });
  }, 30_000);

  it('asks for neither Java nor Maven where KAFKA_BROKERS is set, but for that broker', async () => {
    process.env['KAFKA_BROKERS'] = '127.0.0.1:1';
    const findings = new Map((await examine(folder)).map((finding) => [finding.name, finding]));
    expect(findings.get('java')).toMatchObject({ state: 'OK', about: expect.stringContaining('not needed') });
    expect(findings.get('maven')).toMatchObject({ state: 'OK', about: expect.stringContaining('not needed') });
    expect(findings.get('broker')).toMatchObject({ state: 'FAIL', mend: expect.stringContaining('KAFKA_BROKERS') });
  }, 30_000);

  it('tells a database that does not answer', async () => {
    process.env['DATABASE_URL'] = 'postgres://nobody@127.0.0.1:1/none';
    expect(await look('database')).toMatchObject({ state: 'FAIL', mend: expect.stringContaining('DATABASE_URL') });
  });

  it('tells a port that is taken', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    process.env['PORT'] = String((server.address() as AddressInfo).port);
    expect(await look('ports')).toMatchObject({
      state: 'FAIL',
      about: expect.stringContaining('EADDRINUSE'),
      mend: expect.stringContaining('leave PORT out'),
    });
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('bin.js', () => {
  it('tells an old Node how to go on', () => {
    const script = `Object.defineProperty(process.versions, 'node', { value: '20.19.0' }); require(${JSON.stringify(BIN)});`;
    const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({
      status: 1,
      stderr: expect.stringMatching(/^lienthong needs Node 22 or newer; .* npx lienthong/),
    });
  });

  it('is plain JavaScript that an old Node can read', () => {
    expect(() => execFileSync(process.execPath, ['--check', BIN])).not.toThrow();
  });
});
