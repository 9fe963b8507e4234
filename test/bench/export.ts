/** The export of an invented office: an XES event log as `municipal-xes` reads it, 1 KB and four events a case. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

const STEPS = ['receive', 'examine', 'decide', 'return'];
const FIRST_DAY = Date.UTC(2026, 0, 5);
const HOUR_MS = 3_600_000;

/** The identity of a case. */
export function identityOf(number: number): string {
  return `bench-${String(number).padStart(7, '0')}`;
}

/** Writes cases `0 … count - 1` into one file. */
export async function writeExport(path: string, count: number): Promise<void> {
  const file = createWriteStream(path);
  file.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n');
  for (let number = 0; number < count; number++) {
    if (!file.write(caseOf(number))) await once(file, 'drain');
  }
  file.end('</log>\n');
  await once(file, 'finish');
}

function caseOf(number: number): string {
  const start = FIRST_DAY + (number % 240) * 24 * HOUR_MS;
  const events = STEPS.map((step, index) => {
    const attributes = string('concept:name', step) + date('time:timestamp', start + index * 25 * HOUR_MS);
    return `<event>${attributes}${string('org:resource', `officer-${(number + index) % 40}`)}</event>`;
  });
  const about = string('concept:name', identityOf(number)) + string('caseStatus', 'O') + date('startDate', start);
  return `<trace>${about}${string('Responsible_actor', `officer-${number % 40}`)}${events.join('')}</trace>\n`;
}

function string(key: string, value: string): string {
  return `<string key="${key}" value="${value}"/>`;
}

function date(key: string, at: number): string {
  return `<date key="${key}" value="${new Date(at + HOUR_MS).toISOString().slice(0, 19)}+01:00"/>`;
}
