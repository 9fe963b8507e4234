import type { ListedDossier } from '@lienthong/storage';
import { stringify } from 'csv-stringify/sync';
import { cellsOf, COLUMNS } from './cells';

const FORM = { record_delimiter: 'windows', escape_formulas: true, quoted_match: /[\r\n]/ } as const;

/** What a file begins with: the mark that tells programs it is UTF-8, and the names of the columns. */
export function csvHead(): string {
  return stringify([COLUMNS], { ...FORM, bom: true });
}

/** Dossiers as lines (RFC 4180). A value that a spreadsheet would run as a formula is led by an apostrophe. */
export function csvLines(dossiers: readonly ListedDossier[]): string {
  return stringify(dossiers.map(cellsOf), FORM);
}
