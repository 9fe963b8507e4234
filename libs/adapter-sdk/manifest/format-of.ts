import type { Format } from '../format';
import { json, type JsonOptions } from '../formats/json';
import { ndjson } from '../formats/ndjson';
import { parts, type PartsOptions } from '../formats/parts';
import { xml, type XmlOptions } from '../formats/xml';

/** The format of a source as an adapter.yaml names it: exactly one member. */
export interface ManifestFormat {
  readonly json?: JsonOptions;
  readonly ndjson?: object;
  readonly xml?: XmlOptions;
  readonly parts?: PartsOptions & { readonly of: ManifestFormat };
}

/** The format that an adapter.yaml names. */
export function formatOf({ json: options, xml: elements, parts: joined }: ManifestFormat): Format {
  if (joined) return parts(formatOf(joined.of), joined);
  if (elements) return xml(elements);
  return options ? json(options) : ndjson();
}
