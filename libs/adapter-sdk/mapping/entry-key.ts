import { textAt } from '../path';
import { joined, Rejection, type Rule } from './field';
import type { EntryKey } from './outcome';
import { nearMember } from './suggest';

/** The source's own id of an entry; an entry without one parks the record. */
export function keyId(path: string): Rule {
  return {
    data: () => ({ kind: 'keyId', path }),
    rows: (pointer, within) => [{ pointer, path: joined(within, path), rule: 'id of the entry in the source' }],
    compile(pointer) {
      const read = textAt(path);
      return (node): EntryKey => {
        const id = read(node)?.trim();
        if (!id) {
          const suggestion = nearMember(node, path) ?? 'say keyFrom() where the software gives its entries no id';
          throw new Rejection('MISSING', pointer, path, 'an entry needs its id', { suggestion });
        }
        return { id };
      };
    },
  };
}

/**
 * What tells an entry from the others of its set where the source gives no id: the raw text at each path, and fixed
 * words. Entries with equal parts are counted by the normalizer.
 */
export function keyFrom(...parts: (string | { word: string })[]): Rule {
  const paths = parts.filter((part) => typeof part === 'string');
  return {
    data: () => ({ kind: 'keyFrom', parts: [...parts] }),
    rows: (pointer, within) => [
      { pointer, path: joined(within, paths.join(' | ')), rule: 'keyed hash of these values as they are written' },
    ],
    compile() {
      const readers = parts.map((part) => (typeof part === 'string' ? textAt(part) : (): string => part.word));
      return (node): EntryKey => ({ parts: readers.map((read) => read(node) ?? '') });
    },
  };
}
