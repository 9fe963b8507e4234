import { once } from 'node:events';
import { extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ListedDossier } from '@lienthong/storage';
import { cellsOf, COLUMNS } from './cells';

/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** `.mts` beside the source, `.mjs` once it is built. */
const WRITER = join(__dirname, `workbook-writer.m${extname(__filename).slice(1)}`);

/**
 * Dossiers as a workbook of one sheet. Every cell is a text: none is ever run as a formula. It is written in a thread of
 * its own, because 50,000 rows take seconds in one piece, in which this one answers nobody.
 */
export async function workbook(pages: AsyncIterable<readonly ListedDossier[]>): Promise<Buffer> {
  const rows: (readonly string[])[] = [COLUMNS];
  for await (const page of pages) rows.push(...page.map(cellsOf));
  const [bytes] = (await once(new Worker(WRITER, { workerData: rows }), 'message')) as [Uint8Array];
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
