/**
 * How well text of legacy charsets is told and how fast it is decoded: `npm run verify:text`. One JSON line for each
 * charset and way. Needs ../shared/data/vn-encodings; the speed is a ratio to iconv-lite in the same run, in turns.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText, detectText, detectTexts, type Charset } from '@lienthong/vietnam';
import iconv from 'iconv-lite';
import { median } from '../bench/statistics';

const FILE = join(__dirname, '..', '..', '..', 'shared', 'data', 'vn-encodings', 'lines.give.jsonl');
/** Member of a line and what iconv-lite has that is nearest; it knows neither VNI nor VIQR, so it reads those as cp1252. */
const CASES: readonly (readonly [charset: Charset, member: string, peer: string])[] = [
  ['vni', 'vni_hex', 'windows1252'],
  ['tcvn3', 'tcvn3_hex', 'tcvn'],
  ['windows-1258', 'cp1258_hex', 'windows1258'],
  ['viqr', 'viqr', 'windows1252'],
];
const FEW = 200;
const PAIRS = 9;

function main(): void {
  if (!existsSync(FILE)) return console.log('skipped: data absent');
  const rows = readFileSync(FILE, 'utf8').trim().split('\n').map((line) => JSON.parse(line) as Record<string, string>); // prettier-ignore
  for (const [charset, member, peer] of CASES) {
    const given = rows.filter((row) => row[member]);
    const texts = given.map(({ text = '' }) => text.normalize('NFC'));
    const lines = given.map((row) => Buffer.from(row[member]!, charset === 'viqr' ? 'latin1' : 'hex'));
    report({ charset, case: 'one line', ...told(texts, lines.map((line) => detectText(line))) }); // prettier-ignore
    report({ charset, case: `${FEW} lines`, ...told(texts.slice(0, FEW), detectTexts(lines.slice(0, FEW))) });
    report({ charset, case: 'values', ...speed(lines, 300, charset, peer) });
    report({ charset, case: 'a file', ...speed([Buffer.concat(Array.from({ length: 100 }, () => lines).flat())], 10, charset, peer) }); // prettier-ignore
  }
}

function told(texts: readonly string[], read: ReturnType<typeof detectTexts>): object {
  const flagged = read.filter(({ rivals }) => rivals.length > 0).length;
  const wrong = read.filter(({ rivals, text }, at) => rivals.length === 0 && text !== texts[at]).length;
  return { lines: texts.length, wrong, flagged, share: Math.round((flagged / texts.length) * 1000) / 1000 };
}

function speed(values: readonly Buffer[], rounds: number, charset: Charset, peer: string): object {
  const ours = (): void => values.forEach((bytes) => void decodeText(bytes, charset));
  const theirs = (): void => values.forEach((bytes) => void iconv.decode(bytes, peer));
  const ratios: number[] = [];
  for (let pair = 0; pair <= PAIRS; pair += 1) {
    const [mine, other] = [timed(ours, rounds), timed(theirs, rounds)];
    // The first pair warms both up.
    if (pair > 0) ratios.push(other / mine);
  }
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)].map(rounded);
  return { peer: `iconv-lite ${peer}`, ratio: rounded(median(ratios)), interval: [low, high], goal: 0.5 };
}

function timed(work: () => void, rounds: number): number {
  const begun = process.hrtime.bigint();
  for (let round = 0; round < rounds; round += 1) work();
  return Number(process.hrtime.bigint() - begun);
}

function rounded(ratio: number): number {
  return Math.round(ratio * 100) / 100;
}

function report(line: object): void {
  console.log(JSON.stringify(line));
}

main();
