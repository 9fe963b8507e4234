import { fieldClass } from '@lienthong/canonical';
import type { Charset } from '@lienthong/vietnam';
import type { Mapping } from '../../mapping/mapping';
import type { Json } from '../../mapping/outcome';
import { dataOf } from '../../mapping/shape';
import { stepsOf, type Step } from '../../path';

/** One place a mapping reads, as its data says. */
export interface MappedField {
  /** JSON Pointer of the canonical value, with `*` for the entries of a set. */
  readonly pointer: string;
  /** The name of the field in a mapping: `code`, `moment`, `text`, `given` … */
  readonly kind: string;
  readonly steps: readonly Step[];
  /** Whether the contract calls the canonical value open to all. What only asks whether there is a value reads none. */
  readonly isPublic: boolean;
  readonly absent: readonly string[];
  readonly charset?: Charset;
  /** The words that the field's table has. */
  readonly words?: readonly string[];
  /** How times are written. */
  readonly formats?: readonly string[];
}

type Data = { readonly [member: string]: Json | undefined };

/** Every place a mapping reads, in its order; a path with alternatives gives one for each. */
export function mappedFields(mapping: Mapping): MappedField[] {
  const drops = mapping.drop.flatMap(({ path, equals }) => fieldsAt('', 'drop', [path], [[]], { absent: [...equals] }));
  return [...drops, ...fieldsOf(dataOf(mapping.shape), '', [[]])];
}

function fieldsOf(data: Json | undefined, pointer: string, within: readonly Step[][]): MappedField[] {
  if (Array.isArray(data)) {
    return data.flatMap((part) => fieldsOf(part, isEach(part) ? pointer : `${pointer}/*`, within));
  }
  if (typeof data !== 'object' || data === null) return [];
  const { kind } = data;
  if (typeof kind !== 'string')
    return Object.entries(data).flatMap(([name, part]) => fieldsOf(part, `${pointer}/${name}`, within));
  const paths = pathsOf(data);
  if (kind === 'each') {
    const inner = stepsOf(paths[0] ?? '').flatMap((steps) => within.map((outer) => [...outer, ...steps]));
    return fieldsOf(data['shape'], `${pointer}/*`, inner);
  }
  const own = fieldsAt(pointer, kind, paths, within, data);
  if (kind === 'given') return [...own, ...fieldsOf(data['shape'], pointer, within)];
  const label = data['label'];
  return typeof label === 'string' ? [...own, ...fieldsAt(`${pointer}/label`, 'text', [label], within, {})] : own;
}

function fieldsAt(
  pointer: string,
  kind: string,
  paths: readonly string[],
  within: readonly Step[][],
  { absent, charset, table, formats }: Data,
): MappedField[] {
  const isPublic = kind === 'given' || kind === 'drop' || fieldClass(pointer) === 'PUBLIC';
  const about = {
    pointer,
    kind,
    isPublic,
    absent: textsOf(absent),
    ...(typeof charset === 'string' && { charset: charset as Charset }),
    ...(typeof table === 'object' && table !== null && { words: Object.keys(table) }),
    ...(formats !== undefined && { formats: textsOf(formats) }),
  };
  return paths.flatMap((path) =>
    stepsOf(path).flatMap((steps) => within.map((outer) => ({ ...about, steps: [...outer, ...steps] }))),
  );
}

/** The paths of a rule; parts of a key that are fixed words are none. */
function pathsOf({ path, paths, parts }: Data): string[] {
  return [...textsOf(path), ...textsOf(paths), ...textsOf(parts)];
}

function textsOf(value: Json | undefined): string[] {
  return (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
}

function isEach(data: Json): boolean {
  return typeof data === 'object' && data !== null && !Array.isArray(data) && data['kind'] === 'each';
}
