import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import type { Adapter } from '@lienthong/adapter-sdk';
import { outcomesOf, samplesOf, type RuleResult } from '@lienthong/adapter-sdk/testing';

/** Writes what each sample becomes now. @returns the files that are new or other than before */
export async function rewriteSamples(adapter: Adapter, folder: string): Promise<string[]> {
  const written: string[] = [];
  for (const { input, expected } of samplesOf(folder)) {
    const now = await outcomesOf(adapter, input);
    const before: unknown = existsSync(expected) ? JSON.parse(readFileSync(expected, 'utf8')) : undefined;
    if (isDeepStrictEqual(before, now)) continue;
    writeFileSync(expected, `${JSON.stringify(now, null, 2)}\n`);
    written.push(expected);
  }
  return written;
}

/** ✓, ✗ or –. */
export function outcomeSign(outcome: RuleResult['outcome']): string {
  return { passed: '✓', failed: '✗', none: '–' }[outcome];
}
