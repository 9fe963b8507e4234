import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Adapter } from '@lienthong/adapter-sdk';
import { outcomesOf, samplesOf, type RuleResult } from '@lienthong/adapter-sdk/testing';

/** A sample whose `.out.json` is to be written. */
export interface ChangedSample {
  readonly file: string;
  readonly text: string;
}

/** The samples that become something else than their `.out.json` says. Nothing is written. */
export async function changedSamples(adapter: Adapter, folder: string): Promise<ChangedSample[]> {
  const changed: ChangedSample[] = [];
  for (const { input, expected } of samplesOf(folder)) {
    const now = await outcomesOf(adapter, input);
    if (isDeepStrictEqual(said(expected), now)) continue;
    changed.push({ file: expected, text: `${JSON.stringify(now, null, 2)}\n` });
  }
  return changed;
}

/** Writes them. */
export function writeSamples(changed: readonly ChangedSample[]): void {
  for (const { file, text } of changed) writeFileSync(file, text);
}

/** What is no JSON says nothing. */
function said(file: string): unknown {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** ✓, ✗ or –. */
export function outcomeSign(outcome: RuleResult['outcome']): string {
  return { passed: '✓', failed: '✗', none: '–' }[outcome];
}
