/** A thread that makes one workbook: it is given rows of texts and gives back the bytes of the file. */
import { parentPort, workerData } from 'node:worker_threads';
import writeExcelFile from 'write-excel-file/node';

/** A cell holds at most 32,767 characters. */
const LONGEST = 32_000;

const rows = (workerData as string[][]).map((row) => row.map((text) => (text === '' ? null : text.slice(0, LONGEST))));
parentPort?.postMessage(await writeExcelFile(rows, { sheet: 'dossiers' }).toBuffer());
