import { nationalCode, type StatusCode } from '@lienthong/canonical';
import { Refused } from './field';
import { Scalar, type ScalarOptions } from './scalar';
import { nearCode } from './suggest';
import { clean } from './text';

const UNKNOWN = 'the code is not in the table of the mapping';

/** One of the words of a table, or true and false; a code that is not in it parks the record. */
export function code(
  path: string,
  table: Readonly<Record<string, string | boolean>>,
  options: ScalarOptions = {},
): Scalar {
  const known = new Map(Object.entries(table));
  return new Scalar({
    kind: 'code',
    path,
    rule: `code: ${inWords(table)}`,
    options: { table: { ...table } },
    ...options,
    convert: (value) => known.get(value) ?? unknownCode(value, table),
  });
}

/** What a status field does besides looking up its table. */
export interface StatusOptions extends ScalarOptions {
  /** An unknown code parks the record (`park`), or is kept as UNMAPPED with its raw value and a finding. */
  unknown: 'park' | 'UNMAPPED';
  /** Path of the label the source shows for the code. */
  label?: string;
}

/** A status: its canonical code, the national number, and code and label as the source writes them. */
export function status(path: string, table: Readonly<Record<string, StatusCode>>, options: StatusOptions): Scalar {
  const known = new Map(Object.entries(table));
  const { unknown, absent, charset, label } = options;
  return new Scalar({
    kind: 'status',
    path,
    rule: `status: ${inWords(table)}; another code: ${unknown === 'park' ? 'parked' : 'UNMAPPED'}`,
    options: { table: { ...table }, unknown, ...(label !== undefined && { label }) },
    ...(absent && { absent }),
    ...(charset && { charset }),
    ...(label !== undefined && { others: [{ path: label, member: 'label' }] }),
    convert(value, { findings }, place, [shown]) {
      const raw = clean(value);
      if (raw instanceof Refused) return raw;
      const name = clean(shown ?? '');
      if (name instanceof Refused) return name;
      const written = name === '' ? { raw } : { raw, label: name };
      const found = known.get(value);
      if (found !== undefined) return { code: found, national: nationalCode(found), ...written };
      if (unknown === 'park') return unknownCode(value, table);
      const rule = UNKNOWN;
      findings.push({ code: 'STATUS_UNMAPPED', severity: 'WARNING', field: place.pointer, path: place.path, rule });
      return { code: 'UNMAPPED', national: 0, ...written };
    },
  });
}

function unknownCode(value: string, table: Readonly<Record<string, unknown>>): Refused {
  return new Refused('UNKNOWN_CODE', UNKNOWN, () => nearCode(value, Object.keys(table)) ?? 'add the code to the table');
}

function inWords(table: Readonly<Record<string, string | boolean>>): string {
  return Object.entries(table)
    .map(([from, to]) => `${from} → ${to}`)
    .join(', ');
}
