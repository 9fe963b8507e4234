import type { Format } from '../format';
import { csv, type CsvOptions } from '../formats/csv';
import { dbf, type DbfOptions } from '../formats/dbf';
import { json, type JsonOptions } from '../formats/json';
import { ndjson } from '../formats/ndjson';
import { parts, type PartsOptions } from '../formats/parts';
import { row, type RowOptions } from '../formats/row-format';
import { xlsx, type XlsxOptions } from '../formats/xlsx';
import { xml, type XmlOptions } from '../formats/xml';

/** The format of a source as an adapter.yaml names it: exactly one member. */
export interface ManifestFormat {
  readonly csv?: CsvOptions;
  readonly dbf?: DbfOptions;
  readonly json?: JsonOptions;
  readonly ndjson?: object;
  readonly row?: RowOptions;
  readonly xml?: XmlOptions;
  readonly xlsx?: XlsxOptions;
  readonly parts?: PartsOptions & { readonly of: ManifestFormat };
}

/** The format that an adapter.yaml names. @throws Fault LT-ADAPTER-2 where its options contradict each other */
export function formatOf(named: ManifestFormat): Format {
  if (named.parts) return parts(formatOf(named.parts.of), named.parts);
  if (named.xml) return xml(named.xml);
  if (named.xlsx) return xlsx(named.xlsx);
  if (named.csv) return csv(named.csv);
  if (named.row) return row(named.row);
  if (named.dbf) return dbf(named.dbf);
  return named.json ? json(named.json) : ndjson();
}
