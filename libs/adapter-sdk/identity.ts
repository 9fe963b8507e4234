import type { Node } from './node';
import { textAt } from './path';

/** What names a dossier within its system, unique for all time: one path, or several joined by `join`. */
export interface IdentityField {
  readonly paths: readonly string[];
  readonly join: string;
  /** Values that mean "none", such as a placeholder of the software. */
  readonly absent: readonly string[];
  /** The identity (NFC, trimmed) of an item's head or tree; undefined when a part is missing or not well-formed text. */
  of(node: Node): string | undefined;
}

/** Declares the identity. It must be a field that the software never gives twice and never changes. */
export function identity(
  paths: string | readonly string[],
  options: { join?: string; absent?: readonly string[] } = {},
): IdentityField {
  const list = typeof paths === 'string' ? [paths] : [...paths];
  const join = options.join ?? '/';
  const absent = options.absent ?? [];
  const readers = list.map((path) => textAt(path));
  return {
    paths: list,
    join,
    absent,
    of(node) {
      const parts: string[] = [];
      for (const read of readers) {
        const part = read(node)?.trim().normalize('NFC');
        if (part === undefined || part === '' || absent.includes(part)) return undefined;
        if (!part.isWellFormed() || part.length > 500 || /[\u0000-\u001f]/.test(part)) return undefined;
        parts.push(part);
      }
      return parts.join(join);
    },
  };
}
