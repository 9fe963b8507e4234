import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertProven, fingerprint, signersOf, verifyCertificate, type Report } from '@lienthong/adapter-sdk/testing';
import { print } from '../answer';
import type { Say } from '../say';
import { Stop } from '../stop';
import { adapterFolder } from './words';

/** What a person may say about a check. */
export interface VerifyOptions {
  readonly signers: string;
  readonly again?: boolean;
  readonly json?: boolean;
}

/**
 * Checks a certificate as the city does.
 *
 * @param prove runs every rule on a folder
 * @throws Fault LT-ADAPTER-9 naming what differs, Stop where there is nothing to check
 */
export async function verify(
  dir: string,
  { signers, again = false, json }: VerifyOptions,
  prove: (folder: string) => Promise<Report>,
  say: Say,
): Promise<void> {
  const folder = adapterFolder(dir);
  const trusted = keysIn(signers);
  const certificate = verifyCertificate(written(folder), folder, trusted);
  if (again) assertProven(certificate, await prove(folder));
  const { adapter, kit, issuedAt, signer } = certificate;
  const words = say('verified', { adapter, kit, issuedAt, fingerprint: fingerprint(signer) });
  print(json, { ok: true, again, certificate }, () => (again ? `${words}\n${say('verifiedAgain')}` : words));
}

/** What is no JSON is no certificate, which the check says. */
function written(folder: string): unknown {
  const file = join(folder, 'certificate.json');
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw new Stop((say) => say('noCertificate', { file, why: (cause as NodeJS.ErrnoException).code ?? 'error' }), { cause }); // prettier-ignore
  }
}

function keysIn(file: string): KeyObject[] {
  try {
    return signersOf(readFileSync(file, 'utf8'), file);
  } catch (cause) {
    throw new Stop((say) => say('noSigners', { file }), { cause });
  }
}
