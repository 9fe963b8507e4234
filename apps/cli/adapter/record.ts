import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Adapter } from '@lienthong/adapter-sdk';
import { loadAdapter, recordSamples, type Recording, type RecordProgress } from '@lienthong/adapter-sdk/testing';
import { parse } from 'yaml';
import { fail, print } from '../answer';
import { ProgressLine } from '../progress-line';
import type { Say } from '../say';
import { Stop } from '../stop';
import { adapterFolder, countOf, interruptible } from './words';

/** What a person may say about a recording. */
export interface RecordOptions {
  readonly settings: string;
  readonly most?: string;
  readonly json?: boolean;
}

/** Writes samples out of a vendor's own system. What stayed as it was is shown, for a person to look through. */
export async function record(dir: string, { settings, most = '20', json }: RecordOptions, say: Say): Promise<void> {
  const folder = adapterFolder(dir);
  const adapter = loadAdapter(folder);
  if (adapter.source.protocol?.kind === 'push') throw new Stop((tell) => tell('recordNothing'));
  const values = settingsOf(settings, adapter);
  const count = countOf('--most', most, 1, 1_000);
  const line = new ProgressLine(process.stderr);
  let progress: RecordProgress = { pages: 0, items: 0, leftOut: {}, incomplete: {} };
  const recorded = await interruptible((signal) =>
    recordSamples(adapter, values, folder, {
      most: count,
      signal,
      onProgress: (next) => {
        progress = next;
        line.show(say('recording', { pages: next.pages, items: next.items }));
      },
    }),
  ).finally(() => line.end());
  print(json, { ...recorded, read: progress }, () =>
    [readSoFar(progress, say), told(recorded, folder, say)].join('\n'),
  );
  fail(recorded.written.length === 0, say('recordNone'));
}

function settingsOf(file: string, adapter: Adapter): Record<string, unknown> {
  const settings = Object.keys(adapter.settings.shape).join(', ');
  let values: unknown;
  try {
    values = parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    // What the parser says of a line may quote a secret.
    const why = (cause as NodeJS.ErrnoException).code ?? 'YAML';
    throw new Stop((say) => say('noSettings', { file, why, settings }), { cause });
  }
  if (typeof values === 'object' && values !== null && !Array.isArray(values)) return values as Record<string, unknown>;
  throw new Stop((say) => say('noSettings', { file, why: 'YAML', settings }));
}

/** What was read, what of it is in no sample and why, and the pages that were at fault: counts and rules. */
function readSoFar({ pages, items, leftOut, incomplete }: RecordProgress, say: Say): string {
  return [
    say('recording', { pages, items }),
    ...Object.entries(leftOut).map(([rule, number]) => `  ${say('recordLeftOut', { number, rule })}`),
    ...Object.entries(incomplete).map(([code, number]) => `  ${say('recordIncomplete', { number, code })}`),
  ].join('\n');
}

function told({ written, replaced, kept }: Recording, folder: string, say: Say): string {
  const counts = Object.values(replaced);
  const number = counts.reduce((sum, one) => sum + one, 0);
  return [
    ...(written.length > 0 ? [say('recordWritten', { folder: join(folder, 'samples') })] : []),
    ...written.map(({ name, outcome }) => `  ${name}  ${outcome}`),
    say('recordReplaced', { number, paths: counts.length }),
    ...(kept.length > 0 ? [say('recordKept'), ...kept.map(({ path, why }) => `  ${path}: ${why}`)] : []),
  ].join('\n');
}
