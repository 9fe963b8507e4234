import { Malformed, type RawItem, type SplitLimit } from '../format';
import { fileNames } from '../sources/file-names';
import { rowItem } from './row';
import { findHeader, HEADER_ROWS, type Header, type NoHeader } from './xlsx-header';
import { mergesOf, type Merge } from './xlsx-merges';
import type { XlsxOptions } from './xlsx-options';
import { Package } from './xlsx-package';
import { Records } from './xlsx-record';
import { rowsOf, type SheetRow } from './xlsx-rows';
import { spooled } from './xlsx-spool';
import { SharedStrings } from './xlsx-strings';
import { workbookOf, type Sheet } from './xlsx-workbook';

/** All items of one workbook: strings can be named again and again at no cost. */
const MOST_BYTES = 8_589_934_592;

/** A sheet with what was found in its first rows. */
interface Register {
  readonly sheet: Sheet;
  readonly place: string;
  readonly merges: readonly Merge[];
  readonly header: Header | NoHeader;
}

/**
 * Cuts a workbook into the rows of its registers.
 *
 * @param options checked ones
 * @param mostBytes of all items together
 * @throws Malformed behind the items of what is sound
 */
export async function* splitWorkbook(
  bytes: AsyncIterable<Buffer>,
  limit: SplitLimit,
  options: XlsxOptions,
  mostBytes = MOST_BYTES,
): AsyncGenerator<RawItem> {
  const spool = await spooled(bytes);
  let strings: SharedStrings | undefined;
  try {
    const parts = await Package.open(spool);
    const book = await workbookOf(parts);
    strings = await SharedStrings.read(book.strings === undefined ? undefined : parts.part(book.strings), 'shared strings'); // prettier-ignore
    const taken = fileNames((options.sheets ?? ['*']).map((name) => name.normalize('NFC')));
    const registers: Register[] = [];
    for (const [at, sheet] of book.sheets.entries())
      if (taken.test(sheet.name)) registers.push(await register(parts, strings, sheet, at, options, limit));
    let room = mostBytes;
    for (const { sheet, place, merges, header } of registers) {
      if (!('row' in header)) continue;
      if (book.isFrom1904 && !options.dates?.length) throw new Malformed('MALFORMED', place, 'its days count from 1904: name the columns of days in the option "dates"'); // prettier-ignore
      const records = new Records({ options, sheet: sheet.name, header, merges, isFrom1904: book.isFrom1904 });
      for await (const row of rowsOf(parts.part(sheet.part), place, strings, { characters: limit.rawBytes })) {
        if (row.number <= header.row) continue;
        const item = itemOf(records, row, limit);
        room -= item.size;
        if (room < 0) throw new Malformed('MALFORMED', place, `the items of a workbook have at most ${mostBytes} bytes`); // prettier-ignore
        yield item;
      }
    }
    assertComplete(registers, options);
  } finally {
    await strings?.close();
    await spool.handle.close();
  }
}

function itemOf(records: Records, row: SheetRow, limit: SplitLimit): RawItem {
  const item = rowItem(records.row(row), 'utf-8', limit);
  if (row.excess === undefined) return item;
  const { raw: _, ...told } = item;
  return { ...told, fault: { code: 'TOO_LARGE', rule: row.excess } };
}

async function register(
  parts: Package,
  strings: SharedStrings,
  sheet: Sheet,
  at: number,
  { columns, atLeast = columns.length }: XlsxOptions,
  limit: SplitLimit,
): Promise<Register> {
  // The name of a sheet is a person's in some registers.
  const place = `sheet ${at + 1}`;
  const merges = await mergesOf(parts.part(sheet.part), place);
  const first: SheetRow[] = [];
  for await (const row of rowsOf(parts.part(sheet.part), place, strings, { characters: limit.rawBytes })) {
    if (row.number > HEADER_ROWS + 1) break;
    first.push(row);
  }
  return { sheet, place, merges, header: findHeader(first, merges, columns, atLeast) };
}

/** Told at the end: what stands in sound sheets is read. */
function assertComplete(registers: readonly Register[], { sheets, columns }: XlsxOptions): void {
  if (registers.length === 0) throw new Malformed('WRONG_ROOT', 'file', 'no sheet has a name that was declared');
  const isNone = registers.every(({ header }) => !('row' in header));
  const faults = registers.flatMap(({ place, header }) => {
    if ('row' in header) return [];
    const { found, missing, twice } = header;
    // A list of units has a column or two of the same name; a register whose header was changed has most of them.
    if (!isNone && sheets === undefined && found * 2 < columns.length) return [];
    const what = twice.length > 0 ? ['twice', twice] : ['not', missing];
    return [`in ${place}, ${String(what[0])}: ${(what[1] as readonly string[]).map((name) => `"${name}"`).join(', ')}`];
  });
  if (faults.length > 0) throw new Malformed('WRONG_ROOT', 'file', `within ${HEADER_ROWS} rows each declared column stands once; ${faults.join('; ')}`); // prettier-ignore
}
