import type { Format } from '../format';
import { json, type JsonOptions } from '../formats/json';
import { ndjson } from '../formats/ndjson';
import { xlsx, type XlsxOptions } from '../formats/xlsx';
import { xml, type XmlOptions } from '../formats/xml';

/** The format of a source as an adapter.yaml names it: exactly one member. */
export interface ManifestFormat {
  readonly json?: JsonOptions;
  readonly ndjson?: object;
  readonly xml?: XmlOptions;
  readonly xlsx?: XlsxOptions;
}

/** The format that an adapter.yaml names. @throws Fault LT-ADAPTER-2 where its options contradict each other */
export function formatOf({ json: options, xml: elements, xlsx: registers }: ManifestFormat): Format {
  if (elements) return xml(elements);
  if (registers) return xlsx(registers);
  return options ? json(options) : ndjson();
}
