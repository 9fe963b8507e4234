import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { Stop } from './stop';

/** One log of a municipality, and the system it is loaded as. */
export interface MunicipalLog {
  readonly code: string;
  readonly directory: string;
  readonly file: string;
  readonly modifiedMs: number;
}

const LOG = /\.xes(\.gz)?$/i;
const LONGEST_CODE = 63;

/** The logs of a folder, one system each. @throws Stop when there are none, or two would have one code */
export function municipalLogs(folder: string): MunicipalLog[] {
  const directory = resolve(folder);
  const logs = names(directory)
    .filter((file) => LOG.test(file) && !file.startsWith('.'))
    .sort()
    .map((file) => ({ code: codeOf(file), directory, file, modifiedMs: statSync(resolve(directory, file)).mtimeMs }));
  if (logs.length === 0) throw new Stop((say) => say('noLogs', { folder: directory }));
  for (const [code, same] of Map.groupBy(logs, (log) => log.code)) {
    if (same.length > 1)
      throw new Stop((say) => say('sameCode', { code, files: same.map(({ file }) => file).join(', ') }));
  }
  return logs;
}

/** `BPIC15_1.xes.gz` → `bpic15-1`: the words of the file's name, in the form of a system code. */
export function codeOf(file: string): string {
  const words = file.replace(LOG, '').normalize('NFD').toLowerCase().replaceAll('đ', 'd').replace(/\p{M}/gu, '');
  const code = words.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '');
  const named = /^[a-z]/.test(code) ? code : `log-${code}`;
  return named.slice(0, LONGEST_CODE).replace(/-+$/, '');
}

function names(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (cause) {
    throw new Stop((say) => say('noFolder', { folder: directory }), { cause });
  }
}
