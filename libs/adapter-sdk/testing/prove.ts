/** The conformance kit: proves an adapter alone, without gateway, Kafka or database. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Fault } from '@lienthong/canonical';
import type { Adapter } from '../adapter';
import { filesHash } from './files-hash';
import { RULE_CODES, type Evidence, type Rule, type RuleCode, type RuleFault, type Subject } from './rule';
import { RULES } from './rules';
import { sampleFiles } from './sample-files';

/** What a rule came to. `none`: it does not concern this adapter; `evidence` says why. */
export interface RuleResult {
  readonly rule: RuleCode;
  readonly about: string;
  readonly outcome: 'passed' | 'failed' | 'none';
  readonly evidence: string;
  readonly faults: readonly RuleFault[];
  readonly milliseconds: number;
}

/** What was proven of an adapter, and of which files. */
export interface Report {
  readonly adapter: string;
  /** Version of the kit. */
  readonly kit: string;
  /** Version of the mapping. */
  readonly mapping: string;
  /** Hash of the folder's files. */
  readonly files: string;
  /** Records that MEMORY read. */
  readonly records: number;
  readonly rules: readonly RuleResult[];
  /** No rule failed, and all of them were run. */
  readonly passed: boolean;
}

/** How an adapter is proven. */
export interface ProveOptions {
  /** Only these rules; the report then does not count as passed. */
  readonly rules?: readonly RuleCode[];
  /** Records that MEMORY reads: 100,000. */
  readonly records?: number;
  /** Ends the proof: no further rule begins, and what is running is cut. */
  readonly signal?: AbortSignal;
  onRule?(result: RuleResult | { readonly rule: RuleCode; readonly started: true }): void;
  onProgress?(rule: RuleCode, done: number, total: number): void;
}

/** Holds an adapter against every rule, one after another. @throws the signal's reason when it is aborted */
export async function proveAdapter(adapter: Adapter, folder: string, options: ProveOptions = {}): Promise<Report> {
  const { rules: chosen = RULE_CODES, records = 100_000, signal = new AbortController().signal } = options;
  const files = filesHash(folder);
  const samples = await sampleFiles(adapter, folder);
  const results: RuleResult[] = [];
  for (const rule of RULES.filter(({ code }) => chosen.includes(code))) {
    signal.throwIfAborted();
    options.onRule?.({ rule: rule.code, started: true });
    const progress = (done: number, total: number): void => options.onProgress?.(rule.code, done, total);
    const result = await resultOf(rule, { adapter, folder, samples, records, signal, progress });
    signal.throwIfAborted();
    results.push(result);
    options.onRule?.(result);
  }
  const passed = results.length === RULES.length && results.every(({ outcome }) => outcome !== 'failed');
  return {
    adapter: adapter.name,
    kit: kitVersion(),
    mapping: adapter.mapping.version,
    files,
    records,
    rules: results,
    passed,
  };
}

/** The version in package.json, seen from the sources as well as from dist/. */
function kitVersion(): string {
  let folder = __dirname;
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

async function resultOf(rule: Rule, subject: Subject): Promise<RuleResult> {
  const started = performance.now();
  const evidence = await rule.prove(subject).catch((error: unknown) => broken(error));
  const milliseconds = Math.round(performance.now() - started);
  const head = { rule: rule.code, about: rule.about };
  if (!evidence.applies) return { ...head, outcome: 'none', evidence: evidence.because, faults: [], milliseconds };
  const { shown, faults } = evidence;
  return { ...head, outcome: faults.length === 0 ? 'passed' : 'failed', evidence: shown, faults, milliseconds };
}

/** A rule that could not be run to its end. The message of an error that is none of ours may hold a value of an item. */
function broken(error: unknown): Evidence {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const place = /\(?((?:file:\/\/)?[^\s()]+:\d+):\d+\)?$/m.exec(stack)?.[1] ?? 'the adapter';
  const name = error instanceof Error ? error.name : typeof error;
  const what = error instanceof Fault ? `${error.code} ${error.message}` : `ended with ${name}`;
  return { applies: true, shown: 'the rule could not be run to its end', faults: [{ place, what }] };
}
