import { hash } from 'node:crypto';
import { valueAt, AMBIGUOUS } from '../path';
import { joined, Refused, Rejection, SEVERAL, type Rule } from './field';
import type { Json } from './outcome';

/** A value the adapter states itself. */
export function constant(value: string | number | boolean): Rule {
  return {
    data: () => ({ kind: 'constant', value }),
    rows: (pointer) => [{ pointer, path: '', rule: `always ${JSON.stringify(value)}` }],
    compile: () => () => value,
  };
}

/**
 * The way out where no other field fits: `read` gets the text at each path (undefined where there is none) and gives a
 * JSON value, undefined for none, or `refuse(rule)`. It must be pure: its source text is part of the mapping's version.
 */
export function custom(
  read: (...values: (string | undefined)[]) => Json | undefined | Refused,
  ...paths: string[]
): Rule {
  const version = hash('sha256', read.toString(), 'hex').slice(0, 16);
  const path = paths.join(' | ');
  return {
    data: () => ({ kind: 'custom', read: version, paths }),
    rows: (pointer, within) => [{ pointer, path: joined(within, path), rule: `own function ${version}` }],
    compile(pointer) {
      const readers = paths.map((one) => valueAt(one));
      return (node) => {
        const values = readers.map((value) => value(node));
        if (values.includes(AMBIGUOUS)) throw new Rejection('AMBIGUOUS', pointer, path, SEVERAL);
        const value = read(...(values as (string | undefined)[]));
        if (value instanceof Refused) throw new Rejection(value.cause, pointer, path, value.rule);
        return value;
      };
    },
  };
}
