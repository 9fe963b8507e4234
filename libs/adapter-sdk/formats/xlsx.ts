import type { Format } from '../format';
import { rowTree } from './row';
import { checked, type XlsxOptions } from './xlsx-options';
import { splitWorkbook } from './xlsx-split';

export type { XlsxOptions } from './xlsx-options';

/** Media type of a workbook. */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/**
 * Registers in Excel workbooks. An item is one row below the header of a sheet: its raw bytes are the RFC 8785 object of
 * its columns, in UTF-8. Formulas are never run, nothing outside of the file is read; a value is what stood there when the
 * file was saved. Rows that are no records say so in `@kind`: `total`, `no-key`, `header` or `numbering`.
 */
export function xlsx(options: XlsxOptions): Format {
  const plan = checked(options);
  return {
    mediaType: XLSX,
    split: (bytes, limit) => splitWorkbook(bytes, limit, plan),
    parse: rowTree,
  };
}
