import { Malformed, type Format, type RawItem } from '../../format';
import { workbookParts, type WorkbookParts } from './workbook';
import { zip, type ZipPart } from './zip';

/** What a format made of a file, for specs: its items, and what it ended with. */
export interface SplitFile {
  readonly items: RawItem[];
  readonly fault?: Malformed;
}

/** Splits an archive, or bytes as they are. */
export async function splitFile(format: Format, file: readonly ZipPart[] | Buffer, rawBytes = 1_000_000): Promise<SplitFile> {
  const items: RawItem[] = [];
  const bytes = Buffer.isBuffer(file) ? pieces(file) : zip(file);
  try {
    for await (const item of format.split(bytes, { rawBytes })) items.push(item);
  } catch (fault) {
    if (fault instanceof Malformed) return { items, fault };
    throw fault;
  }
  return { items };
} // prettier-ignore

/** Parts of a workbook of sheets that are given by what stands in `worksheet`. */
export function sheetParts(sheets: Readonly<Record<string, string>>, more: Omit<WorkbookParts, 'sheets'> = {}): ZipPart[] {
  const all = Object.entries(sheets).map(([name, xml]) => ({ name, xml: [Buffer.from(`<worksheet>${xml}</worksheet>`)] }));
  return workbookParts({ sheets: all, ...more });
} // prettier-ignore

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield await Promise.resolve(bytes.subarray(at, at + 1_000));
}
