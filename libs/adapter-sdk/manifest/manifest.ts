/** An adapter that is written as data: `adapter.yaml` by contracts/adapter-manifest.v1.schema.json, on the same engine. */
import { basename, dirname } from 'node:path';
import { Fault, validateManifest } from '@lienthong/canonical';
import { defineAdapter, type Adapter } from '../adapter';
import type { Format } from '../format';
import { identity } from '../identity';
import { dossier, type DossierShape, type DropRule } from '../mapping/mapping';
import { fileNames } from '../sources/file-names';
import { files, fileSettings } from '../sources/files';
import { push, pushSettings } from '../sources/push';
import { rest, restSettings } from '../sources/rest';
import type { RestOptions } from '../sources/rest-options';
import { sql, sqlSettings } from '../sources/sql';
import type { SqlOptions } from '../sources/sql-options';
import { formatOf, type ManifestFormat } from './format-of';
import { WrittenFile, type WrittenFault } from './written-places';
import { WrittenShape } from './written-shape';

/** The contract as a type: what a file holds once it was held against the schema. */
interface Manifest {
  readonly name: string;
  readonly about: string;
  readonly zone: string;
  readonly source: {
    readonly rest?: Omit<RestOptions, 'format' | 'items'> & {
      readonly items: Omit<RestOptions['items'], 'write' | 'read'> & { readonly write?: string };
    };
    readonly files?: { readonly names: readonly string[] };
    readonly sql?: Omit<SqlOptions, 'format'>;
    readonly push?: object;
  };
  readonly format: ManifestFormat;
  readonly identity: { readonly paths: readonly string[]; readonly join?: string; readonly absent?: readonly string[] };
  readonly drop?: readonly DropRule[];
  readonly without?: Readonly<Record<string, string>>;
  readonly mapping: object | string;
}

/** What is told of an adapter to whoever loads its mapping. */
export interface MappingPlace {
  readonly name: string;
  readonly folder: string;
  readonly zone: string;
  readonly format: ManifestFormat;
}

/** Loads the mapping that stands in a file of its own. @param entry the file's name, such as `mapping.ts` */
export type LoadMapping = (entry: string, place: MappingPlace) => Pick<Adapter, 'mapping' | 'mapper'>;

/** How change times are written in `since`, and may be written in the items. */
const WRITTEN: Record<string, Pick<RestOptions['items'], 'write' | 'read'>> = {
  rfc3339: { write: (ms) => new Date(ms).toISOString() },
  'epoch-milliseconds': { write: String, read: (written) => digits(written, 1) },
  'epoch-seconds': { write: (ms) => String(Math.floor(ms / 1_000)), read: (written) => digits(written, 1_000) },
};
/** An adapter.yaml is written by hand. */
const LARGEST = 1_048_576;

/**
 * Reads an adapter.yaml.
 *
 * @param file its path: messages name it, and its folder gives the name the adapter must have
 * @param loadMapping loads a mapping in TypeScript; without it, only YAML is taken
 * @throws ManifestFault (LT-ADAPTER-6) with the line of everything that is wrong
 */
export function readManifest(text: string, file: string, loadMapping?: LoadMapping): Adapter {
  const written = new WrittenFile(text.length > LARGEST ? '' : text, file);
  const values = written.values();
  written.refuse(validateManifest(values));
  const manifest = values as Manifest;
  if (manifest.source.push && !manifest.format.ndjson)
    written.refuse([{ pointer: '/format', rule: 'records that are pushed are lines of JSON: { ndjson: {} }' }]);
  const isRows = (manifest.format.parts?.of ?? manifest.format).row !== undefined;
  if (isRows !== (manifest.source.sql !== undefined))
    written.refuse([{ pointer: '/format', rule: 'rows of a database, and they alone, have the format { row: {} }' }]);
  written.refuse(tooDeep(manifest));
  try {
    const format = formatOf(manifest.format);
    const { name, about, zone } = manifest;
    if (name !== basename(dirname(file))) throw new Fault('LT-ADAPTER-2', 'the name is not that of the folder');
    const { paths, ...options } = manifest.identity;
    const mapping = mappingOf(manifest, written, dirname(file), loadMapping);
    return defineAdapter({ name, about, zone, ...sourceOf(manifest.source, format), format, identity: identity(paths, options), ...mapping }); // prettier-ignore
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'LT-ADAPTER-2') throw error;
    const pointer = error.message.includes('zone') ? '/zone' : error.message.includes('A format') ? '/format' : '/name';
    written.refuse([{ pointer, rule: error.message }]);
    throw error;
  }
}

/** Paths by which items of JSON are told apart, and which lead deeper than the members that are read for that. */
function tooDeep({ format, identity: { paths }, source: { rest: asked } }: Manifest): WrittenFault[] {
  if (!format.json && !format.ndjson) return [];
  const named: [pointer: string, path: string][] = paths.map((path, at) => [`/identity/paths/${at}`, path]);
  if (asked) named.push(['/source/rest/items/changed', asked.items.changed]);
  const rule = 'names a member of a member; identity and change time are read from what stands directly in the item';
  const suggestion = 'ask the software to write it there, or push the records';
  return named.filter(([, path]) => path.includes('/')).map(([pointer]) => ({ pointer, rule, suggestion }));
}

function mappingOf(
  manifest: Manifest,
  written: WrittenFile,
  folder: string,
  loadMapping: LoadMapping | undefined,
): Pick<Adapter, 'mapping' | 'mapper'> {
  const { name, zone, format, mapping, drop, without } = manifest;
  if (typeof mapping === 'string') {
    const rule = `stands in ${mapping}, as an option of dossier()`;
    const twice = Object.entries({ drop, without }).filter(([, value]) => value !== undefined);
    written.refuse(twice.map(([member]) => ({ pointer: `/${member}`, rule })));
    if (loadMapping) return loadMapping(mapping, { name, folder, zone, format });
    written.refuse([{ pointer: '/mapping', rule: 'a mapping in TypeScript is run from a folder of ADAPTER_DIRS alone' }]); // prettier-ignore
  }
  const shapes = new WrittenShape();
  const shape = Object.fromEntries(
    Object.entries(mapping).map(([member, part]) => [member, shapes.shape(part, `/mapping/${member}`, `/${member}`)]),
  );
  written.refuse(shapes.faults);
  return { mapping: dossier(shape as DossierShape, { drop: drop ?? [], without: without ?? {} }) };
}

function sourceOf(source: Manifest['source'], format: Format): Pick<Adapter, 'source' | 'settings'> {
  if (source.files) {
    return { settings: fileSettings, source: files({ pattern: fileNames(source.files.names), format }) };
  }
  if (source.sql) return { settings: sqlSettings, source: sql({ ...source.sql, format }) };
  if (source.rest === undefined) return { settings: pushSettings, source: push() };
  const { items, ...options } = source.rest;
  const { write = 'rfc3339', ...rows } = items;
  return { settings: restSettings, source: rest({ ...options, format, items: { ...rows, ...WRITTEN[write] } }) };
}

/** A whole number of milliseconds, or of what holds so many. */
function digits(written: string, milliseconds: number): number | undefined {
  return /^\d{1,14}$/.test(written) ? Number(written) * milliseconds : undefined;
}
