import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { Fault, canonicalJson, validateCertificate } from '@lienthong/canonical';
import { filesHash } from './files-hash';
import type { Report } from './prove';

/** What the kit has shown of an adapter, signed: contracts/adapter-certificate.v1.schema.json. */
export interface Certificate {
  readonly certificate: 1;
  readonly adapter: string;
  readonly kit: string;
  readonly mapping: string;
  readonly files: string;
  readonly records: number;
  readonly rules: readonly {
    readonly rule: string;
    readonly about: string;
    readonly outcome: 'passed' | 'none';
    readonly evidence: string;
  }[];
  readonly issuedAt: string;
  readonly signer: string;
  readonly signature: string;
}

/** Records of MEMORY in a report that can be certified. */
export const CERTIFIED_RECORDS = 100_000;

/**
 * Signs what a report shows.
 *
 * @param key private Ed25519 key of whoever answers for the adapter
 * @throws Fault LT-ADAPTER-9 where a rule failed or was not run
 */
export function certify(report: Report, key: KeyObject, now = new Date()): Certificate {
  if (!report.passed) refuse(report.adapter, 'a rule failed or was not run', 'Mend what adapter test names.');
  if (report.records < CERTIFIED_RECORDS) refuse(report.adapter, `memory was shown on ${report.records} records alone`, `Run it with ${CERTIFIED_RECORDS}.`); // prettier-ignore
  const { adapter, kit, mapping, files, records } = report;
  const said = {
    certificate: 1 as const,
    ...{ adapter, kit, mapping, files, records },
    rules: report.rules.map(({ rule, about, outcome, evidence }) => ({ rule, about, outcome: outcome === 'none' ? outcome : ('passed' as const), evidence })),
    issuedAt: now.toISOString(),
    signer: createPublicKey(key).export({ type: 'spki', format: 'der' }).toString('base64'),
  }; // prettier-ignore
  return { ...said, signature: sign(null, Buffer.from(canonicalJson(said)), key).toString('base64') };
}

/**
 * Reads a certificate and holds it against the folder it lies in.
 *
 * @param trusted public keys of those who may sign
 * @throws Fault LT-ADAPTER-9 naming what differs: form, signature, signer, files
 */
export function verifyCertificate(value: unknown, folder: string, trusted: readonly KeyObject[]): Certificate {
  const [violation] = validateCertificate(value);
  if (violation) refuse(folder, `the certificate is none: ${violation.pointer} ${violation.rule}`, 'Run adapter certify.'); // prettier-ignore
  const certificate = value as Certificate;
  const { signature, ...said } = certificate;
  const signer = publicKey(certificate.signer);
  const isSigned = signer !== undefined && verify(null, Buffer.from(canonicalJson(said)), signer, Buffer.from(signature, 'base64')); // prettier-ignore
  if (!isSigned) refuse(certificate.adapter, 'the signature is not that of the certificate, which was altered', 'Take the one that adapter certify wrote.'); // prettier-ignore
  if (!trusted.some((key) => key.equals(signer))) refuse(certificate.adapter, `its signer ${fingerprint(certificate.signer)} is not trusted`, 'If the vendor confirms this fingerprint, add the key to the file of signers.'); // prettier-ignore
  const files = filesHash(folder);
  if (files !== certificate.files) refuse(certificate.adapter, `its files (${files.slice(0, 12)}…) are not the certified ones (${certificate.files.slice(0, 12)}…)`, 'Put the certified files there, or certify these.'); // prettier-ignore
  return certificate;
}

/**
 * Holds a certificate against what the rules say here and now.
 *
 * @throws Fault LT-ADAPTER-9 naming what differs: version of the kit or of the mapping, the result of a rule
 */
export function assertProven(certificate: Certificate, report: Report): void {
  const again = 'Certify the adapter anew with the kit of this installation.';
  if (report.kit !== certificate.kit) refuse(report.adapter, `it was certified by kit ${certificate.kit}, and this is ${report.kit}`, again); // prettier-ignore
  if (report.adapter !== certificate.adapter) refuse(report.adapter, `the certificate is that of ${certificate.adapter}`, again); // prettier-ignore
  if (report.mapping !== certificate.mapping) refuse(report.adapter, `its mapping is ${report.mapping}, and ${certificate.mapping} is certified`, again); // prettier-ignore
  const certified = new Map(certificate.rules.map(({ rule, outcome }) => [rule, outcome]));
  const different = report.rules.find(({ rule, outcome }) => certified.get(rule) !== outcome);
  if (different) refuse(report.adapter, `rule ${different.rule} is ${different.outcome} here and ${certified.get(different.rule) ?? 'missing'} in the certificate`, 'Mend what adapter test names.'); // prettier-ignore
  if (certified.size !== report.rules.length) refuse(report.adapter, `${certified.size} rules are certified, and there are ${report.rules.length}`, again); // prettier-ignore
}

/**
 * The public keys of a file of signers (PEM, one after another; what stands around them is left).
 *
 * @throws Fault LT-ADAPTER-9 where there is none, or one that is not Ed25519
 */
export function signersOf(text: string, file: string): KeyObject[] {
  const keys = (text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []).map((pem) => keyOf(pem));
  if (keys.length > 0 && keys.every((key) => key?.asymmetricKeyType === 'ed25519')) return keys as KeyObject[];
  throw new Fault('LT-ADAPTER-9', `${file} holds no public key of Ed25519, or what is none. Put there what adapter certify prints: -----BEGIN PUBLIC KEY----- …`); // prettier-ignore
}

/** What two people read to each other to be sure of a key: the beginning of its SHA-256, in groups of four. */
export function fingerprint(signer: string): string {
  const hex = createHash('sha256').update(Buffer.from(signer, 'base64')).digest('hex');
  return (hex.slice(0, 32).match(/.{4}/g) ?? []).join(' ');
}

function publicKey(signer: string): KeyObject | undefined {
  const key = keyOf({ key: Buffer.from(signer, 'base64'), format: 'der', type: 'spki' });
  return key?.asymmetricKeyType === 'ed25519' ? key : undefined;
}

function keyOf(written: Parameters<typeof createPublicKey>[0]): KeyObject | undefined {
  try {
    return createPublicKey(written);
  } catch {
    return undefined;
  }
}

function refuse(adapter: string, what: string, then: string): never {
  throw new Fault('LT-ADAPTER-9', `Adapter ${adapter}: ${what}. ${then}`);
}
