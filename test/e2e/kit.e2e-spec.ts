/** The guide for vendors, command by command: in a checkout, and from the tarball in an empty folder elsewhere. */
import { generateKeyPairSync, createPublicKey, type KeyObject } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificatePage, RULE_CODES, verifyCertificate, type Certificate } from '@lienthong/adapter-sdk/testing';
import { ROOT } from '../support/installation';
import { run, type Finished } from '../support/program';

jest.setTimeout(300_000);

/** A block of the guide that is run or applied. */
interface Block {
  readonly kind: string;
  readonly file: string;
  readonly text: string;
}

const folder = mkdtempSync(join(tmpdir(), 'lienthong-kit-'));
const home = join(folder, 'home');
const guide = (name: string): string => readFileSync(join(ROOT, 'docs', 'guides', name), 'utf8');
const guides = { en: guide('add-an-adapter.md'), vi: guide('add-an-adapter.vi.md') };

/** What the guide has one run and change, in its order. */
function blocksOf(text: string): Block[] {
  return [...text.matchAll(/```(sh|diff)(?: (\S+))?\n([^]*?)\n```/g)].map(([, kind = '', file = '', block = '']) => ({ kind, file, text: block })); // prettier-ignore
}

const environment = {
  ...process.env,
  HOME: home,
  npm_config_cache: join(folder, 'npm-cache'),
  npm_config_offline: 'true',
  LANG: 'C',
};
const sh = (command: string, cwd: string): Promise<Finished> => run('sh', ['-c', command], { cwd, env: environment });

/** Lines that begin with `-` become those that begin with `+`. */
function change(file: string, diff: string): void {
  const lines = diff.split('\n');
  const side = (sign: string): string => lines.filter((line) => line.startsWith(sign)).map((line) => `${line.slice(1)}\n`).join(''); // prettier-ignore
  const before = readFileSync(file, 'utf8');
  expect(before.split(side('-'))).toHaveLength(2);
  writeFileSync(
    file,
    before.replace(side('-'), () => side('+')),
  );
}

async function follow(text: string, cwd: string): Promise<string> {
  let said = '';
  for (const { kind, file, text: block } of blocksOf(text)) {
    if (kind === 'diff') {
      change(join(cwd, file), block);
      continue;
    }
    for (const command of block.split('\n')) {
      const { code, stdout, stderr } = await sh(command, cwd);
      if (code !== 0) throw new Error(`${command}\n${stdout}\n${stderr}`);
      said += stdout;
    }
  }
  return said;
}

function certificateIn(adapter: string): { certificate: Certificate; key: KeyObject } {
  const certificate = JSON.parse(readFileSync(join(adapter, 'certificate.json'), 'utf8')) as Certificate;
  const key = createPublicKey({ key: Buffer.from(certificate.signer, 'base64'), format: 'der', type: 'spki' });
  return { certificate, key };
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('says the same in both languages', () => {
  expect(blocksOf(guides.vi)).toEqual(blocksOf(guides.en));
  for (const text of Object.values(guides)) for (const rule of RULE_CODES) expect(text).toContain(`| ${rule} `);
});

describe('in a checkout', () => {
  const checkout = join(folder, 'checkout');
  const adapters = join(checkout, 'libs', 'adapters');

  it('the commands end in a green certificate, and change no existing file', async () => {
    expect((await run('git', ['clone', '-q', '--local', ROOT, checkout])).code).toBe(0);
    for (const name of ['node_modules', 'dist']) symlinkSync(join(ROOT, name), join(checkout, name));
    const said = await follow(guides.en, adapters);
    expect(said).toContain('Certified: ');
    const { stdout } = await run('git', ['-C', checkout, 'status', '--porcelain', '--untracked-files=all']);
    const touched = stdout.trimEnd().split('\n').filter((line) => !/ (node_modules|dist)$/.test(line)); // prettier-ignore
    expect(touched.length).toBeGreaterThan(6);
    for (const line of touched) expect(line).toMatch(/^\?\? libs\/adapters\/ward-office\//);
    const { certificate, key } = certificateIn(join(adapters, 'ward-office'));
    expect(verifyCertificate(certificate, join(adapters, 'ward-office'), [key])).toEqual(certificate);
    expect(certificate.rules.map(({ rule }) => rule)).toEqual([...RULE_CODES]);
    expect(certificate.records).toBe(100_000);
  });
});

describe('from the tarball', () => {
  const empty = join(folder, 'elsewhere', 'thư mục trống');
  const adapter = join(empty, 'ward-office');

  it('the commands end in a green certificate, with Node alone', async () => {
    mkdirSync(empty, { recursive: true });
    const packed = await sh('npm run -s kit', ROOT);
    const tarball = packed.stdout.trim().split('\n').at(-1) ?? '';
    expect([packed.code, tarball]).toEqual([0, expect.stringMatching(/lienthong-adapter-sdk-.*\.tgz$/)]);
    cpSync(tarball, join(empty, 'lienthong-adapter-sdk-0.1.0.tgz'));
    const install = /^npm install .*$/m.exec(guides.vi)?.[0] ?? '';
    expect(await sh(install, empty)).toMatchObject({ code: 0 });
    expect(await follow(guides.vi, empty)).toContain('Certified: ');
    expect(readdirSync(empty).sort()).toEqual(['lienthong-adapter-sdk-0.1.0.tgz', 'node_modules', 'package-lock.json', 'package.json', 'ward-office']); // prettier-ignore
    const { certificate, key } = certificateIn(adapter);
    expect(verifyCertificate(certificate, adapter, [key])).toEqual(certificate);
    expect(readFileSync(join(adapter, 'certificate.html'), 'utf8')).toBe(certificatePage(certificate));
  });

  it('makes the same certificate from the same files, but for who signed and when', () => {
    const [here, there] = [
      certificateIn(join(folder, 'checkout', 'libs', 'adapters', 'ward-office')),
      certificateIn(adapter),
    ];
    expect(here.certificate.files).toBe(there.certificate.files);
    expect(here.certificate.mapping).toBe(there.certificate.mapping);
  });

  it('refuses a certificate with another signer, another word, or of other files, each by its name', () => {
    const { certificate, key } = certificateIn(adapter);
    const other = generateKeyPairSync('ed25519').publicKey;
    const refusal = (value: unknown, trusted: KeyObject): string => {
      try {
        verifyCertificate(value, adapter, [trusted]);
      } catch (error) {
        return (error as Error).message;
      }
      return 'taken';
    };
    expect(refusal(certificate, key)).toBe('taken');
    expect(refusal(certificate, other)).toMatch(/its signer .* is not trusted/);
    expect(refusal({ ...certificate, kit: '9.9.9' }, key)).toMatch(/signature .* altered/);
    expect(refusal({ ...certificate, rules: [] }, key)).toMatch(/the certificate is none: \/rules/);
    writeFileSync(join(adapter, 'samples', 'more.in.xml'), '<Dossiers/>');
    expect(refusal(certificate, key)).toMatch(/its files .* are not the certified ones/);
    rmSync(join(adapter, 'samples', 'more.in.xml'));
  });

  it('names the rule that is broken, and does not certify then', async () => {
    const file = join(adapter, 'adapter.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('  /subject: not kept by this software\n', ''));
    const { code, stdout, stderr } = await sh('npx lienthong adapter certify ward-office', empty);
    expect(code).toBe(1);
    expect(stdout).toContain('✗ FIELDS');
    expect(stdout).toContain("/subject: is neither mapped nor declared absent → map it, or say without: { '/subject': 'why the software has none' }"); // prettier-ignore
    expect(stderr).toContain('Not certified: FIELDS failed.');
  });
});
