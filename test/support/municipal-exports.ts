import { createReadStream, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip, gzipSync } from 'node:zlib';
import { ROOT } from './installation';

/** The real logs, where they stand beside the repository. */
export const REAL_LOGS = join(ROOT, '..', 'shared', 'data', 'municipal-logs');
export const hasRealLogs = existsSync(REAL_LOGS);
const SAMPLE = join(ROOT, 'libs', 'adapters', 'municipal-xes', 'samples', 'demo.xes');
const END = '</trace>';

/** A log taken apart: what stands before the first case, and the exact text of each case (one character a byte). */
export interface Export {
  readonly name: string;
  readonly head: string;
  readonly cases: readonly string[];
}

/** The first cases of each of the three real logs; where they are absent, of three invented ones that share every case. */
export async function municipalExports(cases: number): Promise<Export[]> {
  const numbers = [1, 2, 3];
  if (!hasRealLogs) {
    const sample = takenApart(readFileSync(SAMPLE, 'latin1'), cases);
    return numbers.map((number) => ({ name: `first-${number}.xes.gz`, ...sample }));
  }
  return Promise.all(
    numbers.map(async (number) => ({
      name: `first-${number}.xes.gz`,
      ...(await firstCases(join(REAL_LOGS, `BPIC15_${number}.xes.gz`), cases)),
    })),
  );
}

/** Writes a log whole, gzipped where its name says so. */
export function writeExport(folder: string, { name, head, cases }: Export): void {
  const bytes = Buffer.from(`${head}${cases.join('\n')}\n</log>\n`, 'latin1');
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(bytes) : bytes);
}

/** The id of a case. */
export function idOf(text: string): string {
  return /<string key="concept:name" value="([^"]*)"/.exec(text.replace(/<event>[\s\S]*?<\/event>/g, ''))?.[1] ?? '';
}

/** The events of a case, each with the blanks before it. */
export function eventsOf(text: string): string[] {
  return text.match(/\s*<event>[\s\S]*?<\/event>/g) ?? [];
}

/** Adds up the events of cases. */
export function countEvents(cases: readonly string[]): number {
  return cases.reduce((sum, text) => sum + eventsOf(text).length, 0);
}

/** The dossiers and timeline entries that logs stand for, counted without the product. */
export function expectedFigures(logs: readonly Export[]): { dossiers: number; timelineEntries: number } {
  return {
    dossiers: logs.reduce((sum, { cases }) => sum + new Set(cases.map(idOf)).size, 0),
    timelineEntries: logs.reduce((sum, { cases }) => sum + countEvents(cases), 0),
  };
}

async function firstCases(path: string, cases: number): Promise<Omit<Export, 'name'>> {
  let text = '';
  let seen = 0;
  for await (const chunk of createReadStream(path).pipe(createGunzip())) {
    const piece = (chunk as Buffer).toString('latin1');
    text += piece;
    seen += piece.split(END).length - 1;
    if (seen > cases) break;
  }
  return takenApart(text, cases);
}

function takenApart(text: string, limit: number): Omit<Export, 'name'> {
  const from = text.indexOf('<trace>');
  const parts = text.slice(from).split(END).slice(0, -1);
  return { head: text.slice(0, from), cases: parts.slice(0, limit).map((part) => `${part.trimStart()}${END}`) };
}

/** The one case id that two of the real logs share. */
export async function sharedId(first: string, second: string): Promise<string> {
  const [one, other] = await Promise.all([first, second].map((name) => firstCases(join(REAL_LOGS, name), Infinity)));
  const ids = new Set(one?.cases.map(idOf));
  const shared = (other?.cases ?? []).map(idOf).filter((id) => ids.has(id));
  if (shared.length !== 1) throw new Error(`${first} and ${second} share ${shared.length} case ids.`);
  return shared[0] ?? '';
}

/** One of the real logs, whole. */
export async function realExport(name: string): Promise<Export> {
  return { name, ...(await firstCases(join(REAL_LOGS, name), Infinity)) };
}
