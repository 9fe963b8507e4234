import { createInterface } from 'node:readline/promises';
import { join, resolve } from 'node:path';
import { writeFileSync } from 'node:fs';
import {
  certificatePage, certify, fingerprint, loadAdapter, proveAdapter, RULE_CODES, type Certificate, type Report, type RuleCode, type RuleResult,
} from '@lienthong/adapter-sdk/testing'; // prettier-ignore
import { print } from '../answer';
import { ProgressLine } from '../progress-line';
import type { Say } from '../say';
import { Stop } from '../stop';
import { diffFolders, differencesText } from './diff';
import { newAdapter } from './new-adapter';
import { record, type RecordOptions } from './record';
import { changedSamples, outcomeSign, writeSamples } from './samples-update';
import { serve, type ServeOptions } from './serve';
import { signingKey } from './signing-key';
import { NEW_SOURCES, type NewSource } from './template';
import { verify, type VerifyOptions } from './verify';
import { adapterFolder, countOf, interruptible } from './words';

interface TestOptions {
  readonly rule?: readonly string[];
  readonly records?: string;
  readonly update?: boolean;
  readonly json?: boolean;
}

/** Sources that the gateway does not have yet. */
const LATER: readonly string[] = ['soap', 'sql'];

/** What the commands of the kit do: the answer to stdout, in words or as JSON; progress to stderr. */
export class AdapterActions {
  constructor(private readonly say: Say) {}

  async create(
    name: string | undefined,
    { source, dir, typescript = false, json }: { source?: string; dir: string; typescript?: boolean; json?: boolean },
  ): Promise<void> {
    const asked = await this.missing(name, source);
    const made = await newAdapter(asked.name, asked.source, resolve(dir), typescript);
    print(json, made, () =>
      [
        ...made.files.map((file) => `  ${join(made.folder, file)}`),
        this.say('adapterMade', { command: `npx lienthong adapter test ${join(dir, asked.name)}` }),
      ].join('\n'),
    );
  }

  async test(dir: string, { rule = RULE_CODES, records, update, json }: TestOptions): Promise<void> {
    const folder = adapterFolder(dir);
    const unknown = rule.find((code) => !(RULE_CODES as readonly string[]).includes(code));
    if (unknown !== undefined) throw new Stop((say) => say('ruleUnknown', { rule: unknown, rules: RULE_CODES.join(', ') })); // prettier-ignore
    const count = records === undefined ? undefined : countOf('--records', records, 1_000, 10_000_000);
    if (update) await this.update(folder);
    const report = await this.prove(folder, json, rule as RuleCode[], count);
    const number = (wanted: string): number => report.rules.filter(({ outcome }) => outcome === wanted).length;
    const isKept = number('failed') === 0;
    print(json, report, () =>
      isKept
        ? this.say('rulesKept', { number: number('passed') })
        : this.say('rulesBroken', { number: number('failed') }),
    );
    if (!isKept) process.exitCode = 1;
  }

  async certify(dir: string, { key: file, json }: { key: string; json?: boolean }): Promise<void> {
    const folder = adapterFolder(dir);
    loadAdapter(folder);
    const { key, isNew } = signingKey(resolve(file), folder);
    const certificate = this.signed(await this.prove(folder, json), key);
    writeFileSync(join(folder, 'certificate.json'), `${JSON.stringify(certificate, null, 2)}\n`);
    writeFileSync(join(folder, 'certificate.html'), certificatePage(certificate));
    if (isNew) console.error(this.say('keyMade', { file: resolve(file) }));
    const pem = `-----BEGIN PUBLIC KEY-----\n${certificate.signer}\n-----END PUBLIC KEY-----`;
    print(json, certificate, () =>
      this.say('certified', { file: join(folder, 'certificate.html'), fingerprint: fingerprint(certificate.signer), key: pem }),
    );
  } // prettier-ignore

  async diff(before: string, after: string, { records, json }: { records?: readonly string[]; json?: boolean }): Promise<void> {
    const found = await diffFolders(before, after, records);
    print(json, found, () => differencesText(found, this.say));
  } // prettier-ignore

  verify(dir: string, options: VerifyOptions): Promise<void> {
    return verify(dir, options, (folder) => this.prove(folder, options.json), this.say);
  }

  record(dir: string, options: RecordOptions): Promise<void> {
    return record(dir, options, this.say);
  }

  serve(dir: string, options: ServeOptions): Promise<void> {
    return serve(dir, options, this.say);
  }

  private signed(report: Report, key: Parameters<typeof certify>[1]): Certificate {
    if (report.passed) return certify(report, key);
    const failed = report.rules.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule);
    throw new Stop((say) => say('notCertified', { rules: failed.join(', ') }));
  }

  /** Shows in what the samples differ from their .out.json, then writes those. */
  private async update(folder: string): Promise<void> {
    const adapter = loadAdapter(folder);
    const changed = await changedSamples(adapter, folder);
    if (changed.length === 0) return;
    const { rules } = await proveAdapter(adapter, folder, { rules: ['SAMPLES'] });
    console.error([this.say('sampleChanges'), ...rules.map((result) => this.told(result))].join('\n'));
    writeSamples(changed);
    for (const { file } of changed) console.error(this.say('sampleWritten', { file }));
    console.error(this.say('sampleLook'));
  }

  private async prove(folder: string, json?: boolean, rules?: readonly RuleCode[], records?: number): Promise<Report> {
    const line = new ProgressLine(process.stderr);
    const tell = json ? console.error : console.log;
    return interruptible((signal) =>
      proveAdapter(loadAdapter(folder), folder, {
        ...(rules && { rules }),
        ...(records !== undefined && { records }),
        signal,
        onRule: (result) => {
          if ('started' in result) return line.show(`  ${result.rule} …`);
          line.end();
          tell(this.told(result));
        },
        onProgress: (rule, done, total) => line.show(`  ${rule} ${done}/${total}`),
      }),
    ).finally(() => line.end());
  }

  private told({ rule, outcome, evidence, faults, milliseconds }: RuleResult): string {
    const head = `${outcomeSign(outcome)} ${rule.padEnd(9)} ${(milliseconds / 1_000).toFixed(1).padStart(6)} s  ${evidence}`;
    const broken = faults.map(({ place, what, suggestion }) => `    ${place}: ${what}${suggestion ? ` → ${suggestion}` : ''}`); // prettier-ignore
    return [head, ...broken].join('\n');
  }

  /** What the command line did not say is asked, where somebody is there to answer. */
  private async missing(name?: string, source?: string): Promise<{ name: string; source: NewSource }> {
    const told = { name: name ?? (await this.ask('askName')), source: source ?? (await this.ask('askSource')) };
    if (LATER.includes(told.source)) throw new Stop((say) => say('sourceLater', { source: told.source }));
    const known = NEW_SOURCES.find((one) => one === told.source);
    if (known === undefined) throw new Stop((say) => say('sourceUnknown', { source: told.source, sources: NEW_SOURCES.join(', ') })); // prettier-ignore
    return { name: told.name, source: known };
  }

  private async ask(question: 'askName' | 'askSource'): Promise<string> {
    if (!process.stdin.isTTY) throw new Stop((say) => say('notTold'));
    const lines = createInterface({ input: process.stdin, output: process.stderr });
    try {
      return (await lines.question(`${this.say(question)} `)).trim();
    } finally {
      lines.close();
    }
  }
}
