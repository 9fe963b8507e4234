import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson, type Fault } from '@lienthong/canonical';
import { assertProven, certify, fingerprint, signersOf, verifyCertificate, type Certificate } from './certificate';
import { certificatePage } from './certificate-page';
import { filesHash } from './files-hash';
import type { Report, RuleResult } from './prove';
import { RULE_CODES, type RuleCode } from './rule';

const vendor = generateKeyPairSync('ed25519');
const other = generateKeyPairSync('ed25519');
const issuedAt = new Date('2026-11-26T08:00:00.000Z');
let root: string;
let folder: string;

const result = (rule: RuleCode, changes: Partial<RuleResult> = {}): RuleResult => ({
  rule, about: `What ${rule} says.`, outcome: rule === 'RATE' ? 'none' : 'passed', evidence: '3 of 3', faults: [], milliseconds: 1, ...changes,
}); // prettier-ignore
const all = (changes: Partial<Record<RuleCode, Partial<RuleResult>>> = {}): RuleResult[] =>
  RULE_CODES.map((rule) => result(rule, changes[rule]));

function report(changes: Partial<Report> = {}): Report {
  const head = { adapter: 'sample', kit: '1.0.0', mapping: '0123456789abcdef', records: 100_000, passed: true };
  return { ...head, files: filesHash(folder), rules: all(), ...changes };
}

/** A certificate with other members than it was issued with, signed all the same. */
function signed(changes: object, key: KeyObject = vendor.privateKey): Certificate {
  const { signature: _, ...body } = { ...certify(report(), vendor.privateKey, issuedAt), ...changes };
  return { ...body, signature: sign(null, Buffer.from(canonicalJson(body)), key).toString('base64') };
}

function told(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return `${(error as Fault).code}: ${(error as Fault).message}`;
  }
  return 'nothing';
}

const verdict = (certificate: unknown, trusted = [vendor.publicKey]): string =>
  told(() => verifyCertificate(certificate, folder, trusted));

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'certificate-'));
  folder = join(root, 'sample');
  mkdirSync(folder);
  writeFileSync(join(folder, 'adapter.yaml'), 'manifest: 1\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe(certify, () => {
  it('signs what was proven, and what it signs is believed with the key alone', () => {
    const certificate = certify(report(), vendor.privateKey, issuedAt);
    expect(certificate).toMatchObject({ certificate: 1, kit: '1.0.0', adapter: 'sample', issuedAt: '2026-11-26T08:00:00.000Z' }); // prettier-ignore
    const read: unknown = JSON.parse(JSON.stringify(certificate));
    expect(verifyCertificate(read, folder, [other.publicKey, vendor.publicKey])).toEqual(certificate);
  });

  it.each<[string, Partial<Report>]>([
    ['failed', { passed: false, rules: all({ LATE: { outcome: 'failed' } }) }],
    ['was not run', { passed: false, rules: all().slice(1) }],
    ['was shown on few records', { records: 99_999 }],
  ])('signs nothing that %s', (_, changes) => {
    expect(told(() => certify(report(changes), vendor.privateKey))).toMatch(/^LT-ADAPTER-9: /);
  });
});

describe(verifyCertificate, () => {
  it.each<[string, () => unknown, RegExp]>([
    ['what is no certificate', () => ({}), /certificate is none: .*is required/],
    ['nothing', () => null, /certificate is none/],
    ['a member nobody knows', () => signed({ more: 1 }), /certificate is none: .*more/],
    ['a failed rule', () => signed({ rules: [{ rule: 'LATE', about: '', outcome: 'failed', evidence: '' }] }), /certificate is none: .*outcome/],
    ['a signer who is not trusted', () => certify(report(), other.privateKey), /signer .* is not trusted/],
    ["a stranger's signature under a trusted key", () => signed({}, other.privateKey), /was altered/],
    ['a word changed afterwards', () => ({ ...certify(report(), vendor.privateKey), kit: '1.0.1' }), /was altered/],
    ['a key that is none', () => signed({ signer: 'AAAA' }), /was altered/],
    ['other files', () => signed({ files: '0'.repeat(64) }), /not the certified ones/],
  ])('refuses %s', (_, make, words) => {
    expect(verdict(make())).toMatch(words);
    expect(verdict(make())).toMatch(/^LT-ADAPTER-9: /);
  }); // prettier-ignore

  it('sees a file that was added or taken away, and believes nobody where nobody is trusted', () => {
    const certificate = certify(report(), vendor.privateKey);
    writeFileSync(join(folder, 'more.txt'), 'x');
    expect(verdict(certificate)).toMatch(/not the certified ones/);
    rmSync(join(folder, 'more.txt'));
    expect(verdict(certificate)).toBe('nothing');
    expect(verdict(certificate, [])).toMatch(/not trusted/);
  });
});

describe(assertProven, () => {
  it.each<[string, Partial<Report>, RegExp]>([
    ['the same outcomes with other figures', { rules: RULE_CODES.map((rule) => result(rule, { evidence: 'other', milliseconds: 9 })) }, /^nothing$/],
    ['another kit', { kit: '1.0.1' }, /certified by kit 1\.0\.0, and this is 1\.0\.1/],
    ['another adapter', { adapter: 'other' }, /is that of sample/],
    ['another mapping', { mapping: 'fedcba9876543210' }, /its mapping is fedcba/],
    ['a rule that fails here', { rules: all({ LATE: { outcome: 'failed' } }) }, /rule LATE is failed here and passed in the certificate/],
    ['a rule that concerns it here', { rules: all({ RATE: { outcome: 'passed' } }) }, /rule RATE is passed here and none/],
    ['a rule that was not run here', { rules: all().slice(1) }, /12 rules are certified, and there are 11/],
  ])('holds the certificate against %s', (_, changes, words) => {
    const certificate = certify(report(), vendor.privateKey);
    expect(told(() => assertProven(certificate, report(changes)))).toMatch(words);
  }); // prettier-ignore
});

describe(signersOf, () => {
  const pem = (key: KeyObject): string => key.export({ type: 'spki', format: 'pem' }).toString();

  it('reads the keys of a file, whatever stands around them', () => {
    const found = signersOf(`# vendor one\r\n${pem(vendor.publicKey)}\nthen another\n${pem(other.publicKey)}`, 'signers.pem'); // prettier-ignore
    expect(found.map((key) => [vendor, other].findIndex(({ publicKey }) => publicKey.equals(key)))).toEqual([0, 1]);
  });
});

describe(certificatePage, () => {
  it('executes nothing of what it shows', () => {
    const evil = `<script>alert("x")</script>&'`;
    const page = certificatePage(signed({ adapter: evil, rules: [{ rule: evil, about: evil, outcome: 'none', evidence: evil }] })); // prettier-ignore
    expect(page).not.toMatch(/<script|alert\("/);
    expect(page).not.toMatch(/(src|href)=/);
    expect(page).toContain(fingerprint(signed({}).signer));
  });
});

describe(fingerprint, () => {
  it('is the beginning of the SHA-256 of the key', () => {
    const der = vendor.publicKey.export({ type: 'spki', format: 'der' });
    const hex = createHash('sha256').update(der).digest('hex').slice(0, 32);
    expect(fingerprint(der.toString('base64')).replaceAll(' ', '')).toBe(hex);
  });
});
