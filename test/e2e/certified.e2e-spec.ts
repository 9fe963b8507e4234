/** What the city does with an adapter from outside: a system of it is added only with a certificate that stands for it. */
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson } from '@lienthong/canonical';
import { certify, type Certificate, type Report } from '@lienthong/adapter-sdk/testing';
import { Installation, ROOT } from '../support/installation';
import { run } from '../support/program';
import { until } from '../support/waiting';

jest.setTimeout(300_000);

const at = new Installation();
const adapters = join(at.folder, 'adapters');
const adapter = join(adapters, 'ward-office');
const keyFile = join(at.folder, 'vendor.key');
const signers = join(at.folder, 'signers.pem');
const CLI = join(ROOT, 'apps', 'cli', 'bin.js');

async function kit(...words: string[]): Promise<string> {
  const { code, stdout, stderr } = await run(process.execPath, [CLI, 'adapter', ...words]);
  if (code !== 0) throw new Error(stdout + stderr);
  return stdout;
}

const certificateFile = join(adapter, 'certificate.json');
const certificate = (): Certificate => JSON.parse(readFileSync(certificateFile, 'utf8')) as Certificate;
const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }) as string;

/** Adds a system; asks again for as long as the rules are being run. */
async function add(code: string): Promise<string> {
  return until(120_000, 'the rules were run', async () => {
    try {
      await at.api(`/v1/systems/${code}`, 'PUT', {
        name: code,
        adapter: 'ward-office',
        settings: { directory: at.folder },
      });
      return 'added';
    } catch (error) {
      const { message } = error as Error;
      return message.includes('LT-ADAPTER-11') ? undefined : message;
    }
  });
}

beforeAll(async () => {
  mkdirSync(adapters, { recursive: true });
  await kit('new', 'ward-office', '--source', 'files', '--dir', adapters);
  await kit('certify', adapter, '--key', keyFile);
  writeFileSync(signers, '');
  at.set({ ADAPTER_DIRS: adapters, ADAPTER_SIGNERS: signers });
  await at.start();
});
afterAll(() => at.remove());

it('refuses a signer whom nobody trusts, by the fingerprint, and one who is none', async () => {
  expect(await add('ward-1')).toMatch(/409 .*The file of ADAPTER_SIGNERS holds no public key/);
  writeFileSync(signers, pem(generateKeyPairSync('ed25519').publicKey));
  expect(await add('ward-1')).toMatch(/409 .*LT-ADAPTER-9.*its signer [0-9a-f ]+ is not trusted/);
});

it('adds a system whose certificate is signed by a trusted key, once the rules came out the same', async () => {
  const signer = createPublicKey({ key: Buffer.from(certificate().signer, 'base64'), format: 'der', type: 'spki' });
  writeFileSync(signers, `${readFileSync(signers, 'utf8')}${pem(signer)}`);
  expect(await add('ward-1')).toBe('added');
});

it('refuses altered words, other files, another kit, and a result that does not come out', async () => {
  const kept = readFileSync(certificateFile, 'utf8');
  writeFileSync(certificateFile, kept.replace('"records": 100000', '"records": 100001'));
  expect(await add('ward-2')).toMatch(/signature is not that of the certificate/);
  writeFileSync(certificateFile, kept);
  writeFileSync(join(adapter, 'more.txt'), 'x');
  expect(await add('ward-2')).toMatch(/its files .* are not the certified ones/);
  rmSync(join(adapter, 'more.txt'));

  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  writeFileSync(signers, pem(publicKey));
  const { signature: _, ...said } = certificate();
  const signed = (change: object): string => {
    const report = { ...said, passed: true, ...change } as unknown as Report;
    return canonicalJson(certify(report, privateKey));
  };
  writeFileSync(certificateFile, signed({ kit: '0.0.1' }));
  expect(await add('ward-2')).toMatch(/certified by kit 0\.0\.1/);
  writeFileSync(certificateFile, signed({ mapping: '0'.repeat(16) }));
  expect(await add('ward-2')).toMatch(/its mapping is [0-9a-f]{16}, and 0{16} is certified/);
  writeFileSync(
    certificateFile,
    signed({ rules: said.rules.map((rule) => (rule.rule === 'RATE' ? { ...rule, outcome: 'passed' } : rule)) }),
  );
  expect(await add('ward-2')).toMatch(/rule RATE is none here and passed in the certificate/);
  writeFileSync(certificateFile, signed({}));
  expect(await add('ward-2')).toBe('added');

  rmSync(certificateFile);
  expect(await add('ward-3')).toMatch(/has no certificate\.json/);
});

it('asks no certificate of the adapters of the product', async () => {
  cpSync(join(ROOT, 'libs', 'adapters', 'municipal-xes', 'samples', 'demo.xes'), join(at.folder, 'demo.xes'));
  await at.api('/v1/systems/logs', 'PUT', {
    name: 'Logs',
    adapter: 'municipal-xes',
    settings: { directory: at.folder },
  });
});
