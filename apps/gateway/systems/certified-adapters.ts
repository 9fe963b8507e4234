import { fork } from 'node:child_process';
import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertProven, filesHash, signersOf, verifyCertificate, type Report } from '@lienthong/adapter-sdk/testing';
import { Fault } from '@lienthong/canonical';
import { adapterFolders, type Configuration } from '@lienthong/platform';

/** The word in place of a file of signers that takes whatever is there. */
const ANYBODY = 'anybody';
/** Fewer than a certificate asks for: what was shown once is seen again while somebody waits. */
const RECORDS = 20_000;
const PROOF_MS = 300_000;
const HEAP_MB = 512;
/** So long a caller waits for a proof that is under way. */
const WAIT_MS = 20_000;

/**
 * Holds adapters from outside to their certificates: when a system is to be added, the certificate has to be that of the
 * very files, signed by whom the city trusts, and the rules, run again in a process of their own, have to come out as it says.
 */
export class CertifiedAdapters {
  private readonly folders: readonly string[];
  private readonly signers: string | undefined;
  /** Proofs by folder and hash of its files; one runs at a time. */
  private readonly proofs = new Map<string, Promise<Report>>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(configuration: Pick<Configuration, 'ADAPTER_DIRS' | 'ADAPTER_SIGNERS'>) {
    this.folders = adapterFolders(configuration).flatMap((folder) =>
      typeof folder === 'string' ? [] : [folder.outside],
    );
    this.signers = configuration.ADAPTER_SIGNERS;
  }

  /**
   * Returns for an adapter of our own, and for one from outside that is certified.
   *
   * @throws Fault LT-ADAPTER-9 naming what differs, LT-ADAPTER-11 while the rules are being run
   */
  async assertCertified(name: string): Promise<void> {
    const folder = this.folders.map((one) => join(one, name)).find((one) => existsSync(join(one, 'adapter.yaml')));
    if (folder === undefined || this.signers === ANYBODY) return;
    const certificate = verifyCertificate(written(folder, name), folder, trusted(name, this.signers));
    const report = await Promise.race([this.proof(folder), late(name)]);
    assertProven(certificate, report);
  }

  private proof(folder: string): Promise<Report> {
    const key = `${folder} ${filesHash(folder)}`;
    const known = this.proofs.get(key);
    if (known) return known;
    const proof = this.turn.then(() => proven(folder));
    this.turn = proof.catch(() => undefined);
    this.proofs.set(key, proof);
    // What went wrong by itself may go well the next time.
    proof.catch(() => this.proofs.delete(key));
    return proof;
  }
}

function written(folder: string, name: string): unknown {
  const file = join(folder, 'certificate.json');
  if (!existsSync(file)) throw new Fault('LT-ADAPTER-9', `Adapter ${name} comes from outside and has no certificate.json. Its vendor makes one with lienthong adapter certify.`); // prettier-ignore
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new Fault('LT-ADAPTER-9', `Adapter ${name}: certificate.json is no JSON. Take the one that adapter certify wrote.`); // prettier-ignore
  }
}

function trusted(name: string, file: string | undefined): KeyObject[] {
  if (file === undefined) throw new Fault('LT-ADAPTER-9', `Adapter ${name} comes from outside, and nobody is trusted to sign. Set ADAPTER_SIGNERS to a file of public keys.`); // prettier-ignore
  try {
    return signersOf(readFileSync(file, 'utf8'), 'The file of ADAPTER_SIGNERS');
  } catch (cause) {
    if (cause instanceof Fault) throw cause;
    throw new Fault('LT-ADAPTER-9', `Adapter ${name}: the file of ADAPTER_SIGNERS cannot be read.`, { cause });
  }
}

async function late(name: string): Promise<never> {
  await new Promise((resolve) => void setTimeout(resolve, WAIT_MS).unref());
  throw new Fault('LT-ADAPTER-11', `The rules are being run on adapter ${name}. Ask again in a moment.`);
}

/** Runs the rules where nothing else runs: what memory an adapter holds is seen, and a slow one slows nobody. */
function proven(folder: string): Promise<Report> {
  return new Promise((resolve, reject) => {
    const child = fork(join(__dirname, `prove-program${__filename.slice(-3)}`), [folder, String(RECORDS)], {
      env: { PATH: process.execPath },
      execArgv: [`--max-old-space-size=${HEAP_MB}`],
      timeout: PROOF_MS,
      killSignal: 'SIGKILL',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.once('message', (report) => resolve(report as Report));
    child.once('error', reject);
    child.once(
      'exit',
      (code, signal) =>
      reject(new Fault('LT-ADAPTER-9', `The rules could not be run on ${folder}: their process ended with ${signal ?? code}. Run lienthong adapter test there.`)), // prettier-ignore
    );
  });
}
