import { moment, type Moment } from '../frame/formats';

/** A personal value at its place, as text. */
export interface Leaf {
  readonly pointer: string;
  readonly value: string;
}

/** The pointer of a place with `*` for each entry, as origins name it: `/timeline/3/note` is `/timeline/*\/note`. */
export function genericOf(pointer: string): string {
  return pointer.replace(/\/\d+(?=\/|$)/g, '/*');
}

/** The single values of what was unsealed; a whole object or list may lie under one pointer. */
export function leavesOf(personal: Readonly<Record<string, unknown>>): Leaf[] {
  return Object.entries(personal).flatMap(([pointer, value]) => leaves(pointer, value));
}

function leaves(pointer: string, value: unknown): Leaf[] {
  if (Array.isArray(value)) return value.flatMap((item, n) => leaves(`${pointer}/${n}`, item));
  if (typeof value !== 'object' || value === null) return [{ pointer, value: String(value) }];
  if (isMoment(value)) return [{ pointer, value: moment(value) }];
  return Object.entries(value).flatMap(([name, inner]) => leaves(`${pointer}/${name}`, inner));
}

function isMoment(value: object): value is Moment {
  return 'at' in value && 'precision' in value;
}

/** Where sealed values may stand, before anything was unsealed: each field once, those of parties for each party. */
export function maskedPlaces(sealed: readonly { readonly pointer: string }[], parties: number): string[] {
  const fields = [...new Set(sealed.map(({ pointer }) => pointer))];
  return fields.flatMap((pointer) =>
    pointer.startsWith('/parties/*')
      ? Array.from({ length: parties }, (_, n) => pointer.replace('*', String(n)))
      : [pointer],
  );
}
