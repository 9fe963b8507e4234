import type { ListedDossier } from '@lienthong/storage';

/** Columns of an export, in their order. */
export const COLUMNS = [
  'id', 'system', 'code', 'status', 'procedure', 'procedureName', 'channel', 'receivedOn', 'dueAt', 'finishedOn', 'receiving',
  'competent', 'returning', 'overdue', 'deleted', 'changedAt',
] as const satisfies readonly (keyof ListedDossier)[]; // prettier-ignore

/** A dossier as texts, one for each column; nothing where there is no value. */
export function cellsOf(dossier: ListedDossier): string[] {
  return COLUMNS.map((column) => {
    const value = dossier[column] ?? '';
    return value instanceof Date ? value.toISOString() : String(value);
  });
}
