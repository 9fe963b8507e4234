import { createInterface } from 'node:readline/promises';
import { join, resolve } from 'node:path';
import { writeFileSync } from 'node:fs';
import {
  certificatePage, certify, fingerprint, loadAdapter, proveAdapter, RULE_CODES, type Certificate, type Report, type RuleCode, type RuleResult,
} from '@lienthong/adapter-sdk/testing'; // prettier-ignore
import { ProgressLine } from '../progress-line';
import type { Say } from '../say';
import { Stop } from '../stop';
import { diffFolders, differencesText } from './diff';
import { newAdapter } from './new-adapter';
import { outcomeSign, rewriteSamples } from './samples-update';
import { signingKey } from './signing-key';
import { NEW_SOURCES, type NewSource } from './template';

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
    { source, dir, json }: { source?: string; dir: string; json?: boolean },
  ): Promise<void> {
    const asked = await this.missing(name, source);
    const made = await newAdapter(asked.name, asked.source, resolve(dir));
    this.print(json, made, () =>
      [
        ...made.files.map((file) => `  ${join(made.folder, file)}`),
        this.say('adapterMade', { command: `npx lienthong adapter test ${join(dir, asked.name)}` }),
      ].join('\n'),
    );
  }

  async test(folder: string, { rule = RULE_CODES, records, update, json }: TestOptions): Promise<void> {
    const unknown = rule.find((code) => !(RULE_CODES as readonly string[]).includes(code));
    if (unknown !== undefined) throw new Stop((say) => say('ruleUnknown', { rule: unknown, rules: RULE_CODES.join(', ') }));
    const adapter = loadAdapter(folder);
    if (update) for (const file of await rewriteSamples(adapter, folder)) console.error(this.say('sampleWritten', { file }));
    const report = await this.prove(folder, json, rule as RuleCode[], records === undefined ? undefined : Number(records));
    const failed = report.rules.filter(({ outcome }) => outcome === 'failed');
    this.print(json, report, () => this.say(failed.length === 0 ? 'rulesKept' : 'rulesBroken', { number: failed.length === 0 ? report.rules.filter(({ outcome }) => outcome === 'passed').length : failed.length }));
    if (failed.length > 0) process.exitCode = 1;
  } // prettier-ignore

  async certify(folder: string, { key: file, json }: { key: string; json?: boolean }): Promise<void> {
    loadAdapter(folder);
    const { key, isNew } = signingKey(resolve(file), resolve(folder));
    const certificate = this.signed(await this.prove(folder, json), key);
    writeFileSync(join(folder, 'certificate.json'), `${JSON.stringify(certificate, null, 2)}\n`);
    writeFileSync(join(folder, 'certificate.html'), certificatePage(certificate));
    if (isNew) console.error(this.say('keyMade', { file: resolve(file) }));
    const pem = `-----BEGIN PUBLIC KEY-----\n${certificate.signer}\n-----END PUBLIC KEY-----`;
    this.print(json, certificate, () =>
      this.say('certified', { file: join(folder, 'certificate.html'), fingerprint: fingerprint(certificate.signer), key: pem }),
    );
  } // prettier-ignore

  async diff(before: string, after: string, { records, json }: { records?: readonly string[]; json?: boolean }): Promise<void> {
    const found = await diffFolders(before, after, records);
    this.print(json, found, () => differencesText(found, this.say));
  } // prettier-ignore

  private signed(report: Report, key: Parameters<typeof certify>[1]): Certificate {
    if (report.passed) return certify(report, key);
    const failed = report.rules.filter(({ outcome }) => outcome === 'failed').map(({ rule }) => rule);
    throw new Stop((say) => say('notCertified', { rules: failed.join(', ') }));
  }

  private async prove(folder: string, json?: boolean, rules?: readonly RuleCode[], records?: number): Promise<Report> {
    const line = new ProgressLine(process.stderr);
    const report = await proveAdapter(loadAdapter(folder), resolve(folder), {
      ...(rules && { rules }),
      ...(records !== undefined && { records }),
      onRule: (result) => {
        if ('started' in result) return line.show(`  ${result.rule} …`);
        line.end();
        if (!json) console.log(this.told(result));
      },
      onProgress: (rule, done, total) => line.show(`  ${rule} ${done}/${total}`),
    });
    line.end();
    return report;
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

  private print(json: boolean | undefined, answer: unknown, words: () => string): void {
    console.log(json ? JSON.stringify(answer) : words());
  }
}
