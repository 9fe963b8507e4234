/** An adapter that is written as data: `adapter.yaml` by contracts/adapter-manifest.v1.schema.json, on the same engine. */
import { basename, dirname } from 'node:path';
import { Fault, validateManifest } from '@lienthong/canonical';
import { defineAdapter, type Adapter } from '../adapter';
import type { Format } from '../format';
import { json } from '../formats/json';
import { ndjson } from '../formats/ndjson';
import { xml, type XmlOptions } from '../formats/xml';
import { identity } from '../identity';
import { dossier, type DossierShape, type DropRule, type Mapping } from '../mapping/mapping';
import { fileNames } from '../sources/file-names';
import { files, fileSettings } from '../sources/files';
import { push, pushSettings } from '../sources/push';
import { rest, restSettings } from '../sources/rest';
import type { RestOptions } from '../sources/rest-options';
import { WrittenFile } from './written-places';
import { WrittenShape } from './written-shape';

/** The contract as a type: what a file holds once it was held against the schema. */
interface Manifest {
  readonly name: string;
  readonly about: string;
  readonly zone: string;
  readonly source: {
    readonly rest?: Omit<RestOptions, 'format' | 'items'> & {
      readonly items: Omit<RestOptions['items'], 'write'> & { readonly write?: keyof typeof WRITTEN };
    };
    readonly files?: { readonly names: readonly string[] };
    readonly push?: object;
  };
  readonly format: { readonly json?: { readonly items: string }; readonly ndjson?: object; readonly xml?: XmlOptions };
  readonly identity: { readonly paths: readonly string[]; readonly join?: string; readonly absent?: readonly string[] };
  readonly drop?: readonly DropRule[];
  readonly without?: Readonly<Record<string, string>>;
  readonly mapping: object;
}

/** How change times are written in `since`. */
const WRITTEN = {
  rfc3339: (ms: number): string => new Date(ms).toISOString(),
  'epoch-milliseconds': (ms: number): string => String(ms),
  'epoch-seconds': (ms: number): string => String(Math.floor(ms / 1_000)),
};
/** An adapter.yaml is written by hand. */
const LARGEST = 1_048_576;

/**
 * Reads an adapter.yaml.
 *
 * @param file its path: messages name it, and its folder gives the name the adapter must have
 * @throws ManifestFault (LT-ADAPTER-6) with the line of everything that is wrong
 */
export function readManifest(text: string, file: string): Adapter {
  const written = new WrittenFile(text.length > LARGEST ? '' : text, file);
  const values = written.values();
  written.refuse(validateManifest(values));
  const manifest = values as Manifest;
  const mapping = mappingOf(manifest, written);
  const format = formatOf(manifest.format);
  try {
    const { name, about, zone } = manifest;
    if (name !== basename(dirname(file))) throw new Fault('LT-ADAPTER-2', 'the name is not that of the folder');
    const { paths, ...options } = manifest.identity;
    return defineAdapter({ name, about, zone, ...sourceOf(manifest.source, format), format, identity: identity(paths, options), mapping }); // prettier-ignore
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    written.refuse([{ pointer: error.message.includes('zone') ? '/zone' : '/name', rule: error.message }]);
    throw error;
  }
}

function mappingOf({ mapping, drop = [], without = {} }: Manifest, written: WrittenFile): Mapping {
  const shapes = new WrittenShape();
  const shape = Object.fromEntries(
    Object.entries(mapping).map(([member, part]) => [member, shapes.shape(part, `/mapping/${member}`, `/${member}`)]),
  );
  written.refuse(shapes.faults);
  return dossier(shape as DossierShape, { drop, without });
}

function formatOf({ json: options, xml: elements }: Manifest['format']): Format {
  if (elements) return xml(elements);
  return options ? json(options) : ndjson();
}

function sourceOf(source: Manifest['source'], format: Format): Pick<Adapter, 'source' | 'settings'> {
  if (source.files) {
    return { settings: fileSettings, source: files({ pattern: fileNames(source.files.names), format }) };
  }
  if (source.rest === undefined) return { settings: pushSettings, source: push() };
  const { items, ...options } = source.rest;
  const { write, ...rows } = items;
  return {
    settings: restSettings,
    source: rest({ ...options, format, items: { ...rows, ...(write !== undefined && { write: WRITTEN[write] }) } }),
  };
}
